"""Choosing a language: an own act, one tap, without JavaScript, and only a language that the town speaks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from tools import compile_translations
from wijkplein.delen.square.actions import hide, reply_to, report, this_helped
from wijkplein.delen.square.choices import HideReason
from wijkplein.foundation.community import binding
from wijkplein.foundation.look import kept
from wijkplein.foundation.look.languages import in_language
from wijkplein.foundation.notices.models import MailOut
from wijkplein.foundation.notices.passing_on import pass_on
from wijkplein.foundation.notices.sending import wire
from wijkplein.foundation.notices.telling import tell_deeds
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.web.tests.makers import put_post

PAGES = ("/", "/plein/", "/buurt/molenrij-oost/", "/nieuw-hier/")
FORM = re.compile(r'<form[^>]*action="(/taal/)"[^>]*>.*?</form>', re.S)


@pytest.fixture(autouse=True, scope="module")
def compiled() -> None:
    """The tests of one file run without `./wijkplein`, which does this before every command."""
    compile_translations.ensure()


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    kept.forget()


def choose(client: Client, path: str, code: str) -> Any:
    """Press the button in the footer of a page, as a browser without JavaScript does."""
    form = FORM.search(client.get(path).content.decode())
    assert form is not None
    assert f'value="{code}"' in form[0]
    back = re.search(r'name="terug" value="([^"]*)"', form[0])
    assert back is not None
    return client.post(form[1], {"taal": code, "terug": back[1]}, follow=False)


@pytest.mark.parametrize("path", PAGES)
def test_one_tap_gives_english_and_one_tap_dutch_again(cast: Any, path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = choose(client, path, "en")
    assert (answer.status_code, answer.headers["Location"]) == (303, path)
    page = client.get(path)
    assert page.headers["Content-Language"] == "en"
    assert '<html lang="en"' in page.content.decode()
    choose(client, path, "nl")
    assert '<html lang="nl"' in client.get(path).content.decode()


def test_no_cookie_before_the_choice_and_no_guessing(cast: Any, client: Client) -> None:
    page = client.get("/", headers={"Accept-Language": "en-US,en"})
    assert '<html lang="nl"' in page.content.decode()
    assert page.cookies == {}


@pytest.mark.parametrize("path", PAGES)
def test_each_language_has_its_own_mark_and_304(cast: Any, client: Client, path: str) -> None:
    dutch = client.get(path).headers["ETag"]
    client.cookies["taal"] = "en"
    english = client.get(path)
    assert english.headers["ETag"] != dutch
    assert "Cookie" in english.headers["Vary"]
    assert client.get(path, headers={"If-None-Match": dutch}).status_code == 200
    assert client.get(path, headers={"If-None-Match": english.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("accept", ["", "gzip"])
def test_a_stored_card_speaks_english_without_more_queries(cast: Any, client: Client, accept: str) -> None:
    post = put_post(cast, title="Wie leent mij een ladder?")
    this_helped(by=cast.anna, reply=reply_to(by=cast.carla, post=post, text="Kom maar.", author=cast.carla))
    client.get("/plein/")
    kept.forget()
    client.cookies["taal"] = "en"
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/plein/", headers={"Accept-Encoding": accept})
    assert len(queries) <= 2
    body = kept.gzip.decompress(page.content) if accept else page.content
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body.decode()))
    assert "Question" in text
    assert "1 reply" in text
    assert "Solved" in text
    assert "1 reactie" not in text
    assert re.search(r'data-own-words lang="nl"[^>]*><a [^>]*>Wie leent mij een ladder', body.decode())


def test_a_language_the_town_does_not_speak_is_refused(cast: Any, client: Client) -> None:
    assert client.post("/taal/", {"taal": "xx"}).status_code == 400
    client.cookies["taal"] = "xx"
    assert '<html lang="nl"' in client.get("/").content.decode()


def test_another_site_cannot_choose_and_gets_nobody_elsewhere(cast: Any, client: Client) -> None:
    assert client.post("/taal/", {"taal": "en"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    for back in ("https://elders.example/", "//elders.example/", "javascript:alert(1)"):
        assert client.post("/taal/", {"taal": "en", "terug": back}).headers["Location"] == "/"
    answer = client.post("/taal/", {"taal": "en"}, headers={"Referer": "http://elders.example/x"})
    assert answer.headers["Location"] == "/"


def test_looking_at_it_changes_nothing(cast: Any, client: Client) -> None:
    answer = client.get("/taal/")
    assert (answer.status_code, dict(answer.cookies)) == (405, {})


def test_a_town_of_one_language_shows_no_button(cast: Any, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    only = replace(binding.current(), languages=("nl",))
    monkeypatch.setattr("wijkplein.foundation.community.middleware.community_at", lambda host: only)
    assert FORM.search(client.get("/over/").content.decode()) is None
    assert client.post("/taal/", {"taal": "en"}).status_code == 400


def test_refusals_speak_the_chosen_language_and_the_thread_forgets_it(cast: Any, client: Client) -> None:
    client.cookies["taal"] = "en"
    assert "This page does not exist" in client.get("/bestaat-niet/").content.decode()
    client.cookies.clear()
    assert "Deze pagina is er niet" in client.get("/bestaat-niet/").content.decode()


def test_words_of_neighbours_are_marked_and_never_changed() -> None:
    page = b'<p data-own-words>Vraag</p><p lang="pl" data-own-words>Pytanie</p><b data-house-words>Vraag</b>'
    told = (
        b'<p data-own-words lang="nl">Vraag</p><p lang="pl" data-own-words>Pytanie</p><b data-house-words>Question</b>'
    )
    assert in_language(page, "en") == told
    assert in_language(told, "en") == told
    assert in_language(page, "nl") == page


def test_numbers_and_days_on_a_card_follow_the_language() -> None:
    page = (
        b'<time datetime="2026-05-03" data-house-words>3 mei</time>'
        b'<span data-house-words="1 %(count)s reactie">1 reactie</span>'
        b'<span data-house-words="4 %(count)s reactie">4 reacties</span>'
    )
    told = re.sub(rb"<[^>]+>", b"|", in_language(page, "en"))
    assert told == b"|3 May||1 reply||4 replies|"


def test_what_is_kept_for_others_does_not_follow_who_pressed_the_button(cast: Any) -> None:
    post = put_post(cast, title="Te koop")
    told = report(by=VISITOR, message=post, reason="selling")
    with translation.override("en"):
        hide(by=cast.carla, message=post, reason=HideReason.values[0])
    reasons = set(Receipt.objects.exclude(reason="").values_list("reason", flat=True))
    assert told is not None
    assert any(reason.startswith("Een buurtverbinder heeft dit verborgen") for reason in reasons)
    assert not any("neighbourhood" in reason for reason in reasons)


def test_mails_follow_the_language_that_was_chosen_while_signed_in(cast: Any, client: Client) -> None:
    """Anna chooses English; the news about her question is written in it, and what residents wrote is not in it."""
    post = put_post(cast, "Wie knipt mijn heg?")
    client.force_login(cast.anna)
    choose(client, "/mijn/", "en")
    cast.anna.refresh_from_db()
    assert cast.anna.language == "en"
    reply_to(by=cast.koen, post=post, text="Ik wel.", author=cast.koen)
    while tell_deeds():
        pass
    pass_on(timezone.now() + timedelta(days=1))
    mail = MailOut.objects.get(person=cast.anna)
    assert mail.language == "en"
    told = wire(mail).body
    assert "There is a reply to your message: Wie knipt mijn heg?" in told
    assert "Rather no mail about your messages?" in told


def test_a_visitor_who_chooses_changes_nobody(cast: Any, client: Client) -> None:
    choose(client, "/", "en")
    assert {person.language for person in Person.objects.all()} == {"nl"}


def test_from_another_site_nothing_is_chosen_for_a_person(cast: Any, client: Client) -> None:
    client.force_login(cast.anna)
    answer = client.post("/taal/", {"taal": "en", "terug": "/"}, headers={"Sec-Fetch-Site": "cross-site"})
    cast.anna.refresh_from_db()
    assert (answer.status_code, cast.anna.language) == (403, "nl")
