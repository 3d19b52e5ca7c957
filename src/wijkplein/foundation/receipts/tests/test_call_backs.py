"""Being called back: a receipt, an owner, one working day, and a number that nobody sees without it being kept."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from wijkplein.foundation.people.contact import phone_mark
from wijkplein.foundation.privacy.models import ReadEntry
from wijkplein.foundation.privacy.readlog import reads_of
from wijkplein.foundation.privacy.retention import run_retention
from wijkplein.foundation.privacy.rights import erase_person, export_person
from wijkplein.foundation.receipts.actions import (
    CallWish,
    ask_call_back,
    close_call_back,
    due_date,
    tried,
    type_over_call_back,
)
from wijkplein.foundation.receipts.models import CallBack, Outcome, Receipt
from wijkplein.foundation.receipts.tests.browsing import Browser, text_of, token_on
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.foundation.verbs.models import Deed

NUMBER = "+31612345678"
WISH = CallWish(name="Riet", phone=NUMBER, text="De bus komt niet meer.")


def ask(cast: Cast, by: Any = VISITOR, **changes: Any) -> CallBack:
    ask_call_back(by=by, area=cast.area, wish=CallWish(**{**WISH.__dict__, **changes}))
    return CallBack.objects.order_by("-id")[0]


def filled(**changes: str) -> dict[str, str]:
    given = {
        "name": "Riet",
        "phone": "06 12 34 56 78",
        "part_of_day": "any",
        "area": "molenrij-oost",
        "text": "De bus.",
    }
    return {**given, **changes}


@pytest.mark.parametrize(("name", "topic"), [("call_me", "call"), ("seek_help", "help"), ("do_something", "offer")])
def test_each_form_lands_with_an_owner_a_clock_and_a_receipt(client: Client, cast: Cast, name: str, topic: str) -> None:
    page = client.post(reverse(f"receipts:{name}"), filled(), follow=True)
    assert page.redirect_chain == [(reverse("receipts:fresh"), 303)]
    call, receipt = CallBack.objects.get(), Receipt.objects.get()
    assert (call.topic, call.phone, call.phone_mark) == (topic, NUMBER, phone_mark("0612345678"))
    assert (receipt.about_id, receipt.owner_role, receipt.due_on) == (
        call.uuid,
        "connector",
        due_date("connector", cast.area, 1),
    )
    shown = re.search(r'wp-slip-words">([^<]+)<', page.content.decode())[1]
    assert len(shown.split()) == 3


def test_sent_twice_it_is_one_call_and_both_answers_show_the_same_words(cast: Cast) -> None:
    first, second = Browser(), Browser()
    token = token_on(first.get(reverse("receipts:call_me")))
    pages = [each.post(reverse("receipts:call_me"), filled(once=token), follow=True) for each in (first, second)]
    words = {re.search(r'wp-slip-words">([^<]+)<', page.content.decode())[1] for page in pages}
    assert len(words) == 1
    assert CallBack.objects.count() == Receipt.objects.count() == 1


def test_the_fresh_slip_prints(client: Client, cast: Cast) -> None:
    client.post(reverse("receipts:call_me"), filled())
    assert client.get(reverse("receipts:fresh_pdf")).content.startswith(b"%PDF")


def test_the_form_is_mended_with_everything_still_there(client: Client, cast: Cast) -> None:
    page = client.post(reverse("receipts:call_me"), filled(phone="", text="De bus komt niet."))
    assert page.status_code == 422
    assert "De bus komt niet." in page.content.decode()
    assert client.post(reverse("receipts:call_me"), filled(phone="12")).status_code == 422
    assert client.post(reverse("receipts:call_me"), filled(text="Mijn bsn is 111222333")).status_code == 422
    assert not CallBack.objects.exists()


def test_an_email_address_will_do(client: Client, cast: Cast) -> None:
    client.post(reverse("receipts:call_me"), filled(phone="", email="riet@buurt.test", area=""))
    call = CallBack.objects.get()
    assert (call.email, call.phone_mark, call.area) == ("riet@buurt.test", "", None)


def test_the_list_shows_no_name_no_number_and_no_text(client: Client, cast: Cast) -> None:
    ask(cast)
    client.force_login(cast.carla)
    page = client.get(reverse("receipts:waiting", args=[cast.area.slug])).content.decode()
    assert "Bel mij terug" in page
    for secret in ("Riet", "12345678", "12 34 56 78", "De bus komt"):
        assert secret not in page
    assert not ReadEntry.objects.exists()


def test_opening_one_shows_the_number_and_keeps_who_looked(client: Client, cast: Cast) -> None:
    call = ask(cast, by=cast.anna)
    client.force_login(cast.carla)
    assert "06 12345678" in text_of(client.get(reverse("receipts:call", args=[call.uuid])))
    entry = reads_of(cast.anna.uuid).get()
    assert (entry.actor, entry.reason, entry.role) == (cast.carla.uuid, "call_back", "connector")


def test_without_an_account_the_read_is_kept_under_the_request_itself(client: Client, cast: Cast) -> None:
    call = ask(cast)
    client.force_login(cast.carla)
    client.get(reverse("receipts:call", args=[call.uuid]))
    assert reads_of(call.uuid).count() == 1


def test_when_the_read_cannot_be_kept_nothing_is_shown(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = ask(cast)
    monkeypatch.setattr("wijkplein.foundation.receipts.actions.log_read", lambda *args, **kwargs: 1 / 0)
    client.force_login(cast.carla)
    with pytest.raises(ZeroDivisionError):
        client.get(reverse("receipts:call", args=[call.uuid]))


@pytest.mark.parametrize("who", ["anna", "zoe", "koen", "wim", "piet"])
def test_nobody_else_sees_a_call_back(client: Client, cast: Cast, who: str) -> None:
    call = ask(cast)
    client.force_login(cast.named(who))
    assert client.get(reverse("receipts:call", args=[call.uuid])).status_code == 404


def test_no_answer_keeps_the_clock_and_counts(cast: Cast) -> None:
    call = ask(cast)
    due = Receipt.objects.get().due_on
    assert [tried(by=cast.carla, call=call) for _ in range(3)] == [1, 2, 3]
    receipt = Receipt.objects.get()
    assert (receipt.due_on, receipt.is_open) == (due, True)


def test_the_outcome_of_the_talk_stands_on_the_receipt(cast: Cast) -> None:
    call = ask(cast)
    close_call_back(by=cast.carla, call=call, outcome=Outcome.DONE, reason="We zochten het samen uit.")
    receipt = Receipt.objects.get()
    assert (receipt.outcome, receipt.reason) == ("done", "We zochten het samen uit.")
    with pytest.raises(Refused, match="afgerond"):
        close_call_back(by=cast.carla, call=call, outcome=Outcome.DONE, reason="Nog eens.")


@pytest.mark.job("MBA-23")
def test_a_connector_types_over_the_voicemail(client: Client, cast: Cast) -> None:
    client.force_login(cast.carla)
    address = reverse("receipts:type_over", args=[cast.area.slug])
    client.post(address, filled(via="phone"))
    call, receipt, deed = CallBack.objects.get(), Receipt.objects.get(), Deed.objects.get()
    assert (call.via, call.on_behalf, receipt.holder, deed.via, deed.on_behalf) == ("phone", True, None, "phone", True)
    with pytest.raises(Refused):
        type_over_call_back(by=cast.bram, area=cast.area, wish=WISH)


def test_who_typed_it_over_reads_the_words_aloud_and_does_not_hold_the_receipt(client: Client, cast: Cast) -> None:
    client.force_login(cast.carla)
    page = client.post(reverse("receipts:type_over", args=[cast.area.slug]), filled(via="phone"), follow=True)
    assert "Lees dit voor" in text_of(page)
    assert "Uw drie woorden zijn" in text_of(page)
    assert client.get(reverse("receipts:look")).headers["Location"] == reverse("receipts:words")


def test_the_diary_holds_no_name_number_or_text(cast: Cast) -> None:
    call = ask(cast)
    tried(by=cast.carla, call=call)
    diary = " ".join(f"{deed.details} {deed.verb} {deed.role}" for deed in Deed.objects.all())
    assert not any(secret in diary for secret in ("Riet", "12345678", "bus"))


def test_thirty_days_after_the_talk_it_is_gone_and_an_open_one_is_not(cast: Cast) -> None:
    done, waiting = ask(cast), ask(cast)
    close_call_back(by=cast.carla, call=done, outcome=Outcome.DONE, reason="Klaar.")
    run_retention(timezone.now() + timedelta(days=29))
    assert CallBack.objects.count() == 2
    run_retention(timezone.now() + timedelta(days=31))
    assert list(CallBack.objects.all()) == [waiting]


def test_erasing_somebody_takes_the_calls_along_with_an_end_on_the_receipt(cast: Cast) -> None:
    ask(cast, by=cast.anna)
    ask(cast, by=cast.bram)
    assert "Riet" in str(export_person(cast.anna.uuid))
    erase_person(cast.anna.uuid)
    assert CallBack.objects.count() == 1
    assert Receipt.objects.filter(closed_at=None).count() == 1
    assert not Receipt.objects.filter(holder=cast.anna).exists()
