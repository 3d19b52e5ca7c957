"""What somebody wrote is never lost: a page that says no shows it again, to copy (look.md "Speech")."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.signing_in import sign_in
from wijkplein.delen.signals.actions import answer
from wijkplein.delen.signals.tests.makers import make_signal
from wijkplein.delen.square.actions import close_post
from wijkplein.delen.square.tests.makers import make_post

TEXT = "Ik heb nog een <i>ladder</i> staan."
SHOWN = "Ik heb nog een &lt;i&gt;ladder&lt;/i&gt; staan."


def told(page: Any, status: int = 403) -> str:
    assert page.status_code == status
    assert "no-store" in page.headers["Cache-Control"]
    return str(page.content.decode())


def test_a_reply_to_what_was_finished_meanwhile_is_shown_again(cast: Any, client: Client) -> None:
    post = make_post(cast, by=cast.anna)
    sign_in(client, cast.bram)
    close_post(by=cast.anna, post=post, reason="Klaar.")
    page = told(client.post(f"/plein/bericht/{post.uuid}/reageren/", {"text": TEXT, "sender": "buur"}))
    assert SHOWN in page
    assert "al afgerond" in page


def test_the_second_answer_to_one_signal_is_shown_again(cast: Any, client: Client) -> None:
    signal = make_signal(cast).signal
    answer(by=cast.marieke, signal=signal, outcome="done", reason="De lamp brandt weer.")
    sign_in(client, cast.marieke)
    sent = {"outcome": "done", "reason": TEXT}
    assert SHOWN in told(client.post(f"/signalen/een/{signal.uuid}/antwoord/", sent))


def test_what_is_gone_meanwhile_shows_the_text_too(cast: Any, client: Client) -> None:
    page = told(client.post("/plein/bericht/00000000-0000-4000-8000-000000000000/reageren/", {"text": TEXT}), 404)
    assert SHOWN in page


def test_whose_session_ended_keeps_the_text_and_is_led_to_signing_in(cast: Any, client: Client) -> None:
    sent = {"text": TEXT, "first_name": "Nel", "phone": "0612345678", "once": "kenmerk"}
    page = told(client.post("/plein/voor-iemand/", sent))
    assert SHOWN in page
    assert "0612345678" in page
    assert 'href="/inloggen/?next=%2Fplein%2Fvoor-iemand%2F"' in page
    assert "kenmerk" not in page.partition("<main")[2]


def test_who_must_show_the_second_step_again_keeps_the_text(cast: Any, client: Client) -> None:
    signal = make_signal(cast).signal
    sign_in(client, cast.marieke)
    session = client.session
    session["account_authentication_methods"] = session["account_authentication_methods"][:1]
    session.save()
    page = told(client.post(f"/signalen/een/{signal.uuid}/antwoord/", {"outcome": "done", "reason": TEXT}))
    assert SHOWN in page
    assert "/tweede-stap/" in page


def test_without_text_one_is_simply_led_to_signing_in(cast: Any, client: Client) -> None:
    assert client.post("/plein/voor-iemand/", {"once": "x"}).status_code == 302


def test_another_site_puts_no_words_on_our_pages(cast: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    wrong = strict.post("/bestaat-niet/", {"text": TEXT}, headers={"Origin": "http://evil.test"})
    assert SHOWN not in told(wrong, 404)
    assert SHOWN in told(strict.post("/bestaat-niet/", {"text": TEXT}, headers={"Origin": "http://testserver"}), 404)


def test_a_code_is_never_shown_again(cast: Any, client: Client) -> None:
    assert "135246" not in told(client.post("/bestaat-niet/", {"code": "135246"}), 404)


def test_looking_shows_nothing(cast: Any, client: Client) -> None:
    assert "ladder" not in told(client.get("/bestaat-niet/?text=ladder"), 404).partition("<main")[2]


@pytest.mark.parametrize("path", ["/mijn/gegevens/"])
def test_a_page_of_ones_own_after_the_session_ran_out(cast: Any, client: Client, path: str) -> None:
    sign_in(client, cast.anna)
    with time_machine.travel(timezone.now() + timedelta(days=40)):
        assert "Annabel" in told(client.post(path, {"first_name": "Annabel"}))
