"""Nothing leads from a person to a signal: no column, no deed, no session, no time of day (guarantee 2)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from wijkplein.delen.signals import actions
from wijkplein.delen.signals.models import Signal
from wijkplein.delen.signals.policy import Signals
from wijkplein.delen.signals.tests.makers import make_signal
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.receipts.actions import day_of
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.receipts.tests.browsing import text_of
from wijkplein.foundation.verbs.models import Deed

TOLD = {"kind": "wish", "text": "Het is te donker bij het park.", "place": "Lindelaan", "area": "molenrij-oost"}


def test_no_field_of_a_signal_points_at_a_person_or_holds_a_time() -> None:
    fields = [*Signal._meta.get_fields()]
    assert not [field for field in fields if field.related_model is Person]
    assert not [field.name for field in fields if isinstance(field, models.DateTimeField)]
    assert Signals.personless


def test_the_diary_keeps_role_channel_and_day_of_every_step(cast: Cast) -> None:
    signal = make_signal(cast, by=cast.anna).signal
    actions.collect(by=cast.marieke, signal=signal)
    actions.answer(by=cast.marieke, signal=signal, outcome="done", reason="Klaar.")
    deeds = Deed.objects.filter(kind="signal")
    assert deeds.count() == 3
    assert all(
        deed.actor is None and deed.at == deed.at.replace(hour=0, minute=0, second=0, microsecond=0) for deed in deeds
    )


def test_the_receipt_has_a_day_and_no_time(cast: Cast) -> None:
    make_signal(cast, by=cast.anna)
    moment = Receipt.objects.get().created_at.astimezone(UTC)
    assert moment == datetime(moment.year, moment.month, moment.day, tzinfo=UTC)


def test_what_the_sender_does_later_has_a_day_and_no_time_either(client: Client, cast: Cast) -> None:
    client.force_login(cast.anna)
    client.post(reverse("signals:tell"), TOLD)
    client.post(reverse("receipts:line"), {"text": "Vooral in de winter."})
    actions.answer(by=cast.marieke, signal=Signal.objects.get(), outcome="not_done", reason="Er is geen geld.")
    client.post(reverse("receipts:not_right"))
    receipt = Receipt.objects.select_related("added_line").get()
    deeds = Deed.objects.filter(about_id=receipt.uuid)
    assert set(deeds.values_list("verb", flat=True)) == {"receipts.add_line", "receipts.reopen"}
    assert not deeds.exclude(actor=None).exists()
    moments = [receipt.reopened_at, receipt.added_line.created_at, *deeds.values_list("at", flat=True)]
    assert all(moment == day_of(moment) for moment in moments)


def test_signed_in_telling_and_looking_and_saying_no_leaves_no_trace_of_who(client: Client, cast: Cast) -> None:
    client.force_login(cast.anna)
    client.post(reverse("signals:tell"), TOLD)
    signal = Signal.objects.get()
    client.get(reverse("receipts:look"))
    client.post(reverse("receipts:line"), {"text": "Vooral in de winter."})
    actions.answer(by=cast.marieke, signal=signal, outcome="not_done", reason="Er is geen geld.")
    assert client.post(reverse("receipts:not_right")).status_code == 303
    assert not Deed.objects.filter(actor=cast.anna.uuid).exists()
    assert Receipt.objects.get().holder is None
    marks = {str(signal.uuid), str(Receipt.objects.get().uuid), signal.source_token}
    session = str(Session.objects.get().get_decoded())
    assert not any(mark in session for mark in marks)


def test_whole_database_holds_anna_and_the_signal_never_in_one_row(client: Client, cast: Cast) -> None:
    client.force_login(cast.anna)
    client.post(reverse("signals:tell"), TOLD)
    signal, receipt = Signal.objects.get(), Receipt.objects.get()
    about_signal = {str(signal.uuid), signal.uuid.hex, str(receipt.uuid), receipt.uuid.hex, signal.source_token}
    about_anna = {str(cast.anna.uuid), cast.anna.uuid.hex, cast.anna.email}
    for model in apps.get_models():
        for row in model._base_manager.values():
            text = " ".join(map(str, row.values()))
            assert not (any(mark in text for mark in about_signal) and any(mark in text for mark in about_anna)), model


def test_the_receipt_is_the_only_way_back_and_works_on_the_telephone(client: Client, cast: Cast) -> None:
    page = client.post(reverse("signals:tell"), TOLD, follow=True)
    assert "drie woorden" in text_of(page)
    noticed = make_signal(cast)
    first, second, third = noticed.issued.words.split()
    shown = Client().post(
        reverse("receipts:words"), {"first": first, "second": second, "third": third}, follow=True, secure=True
    )
    assert shown.status_code == 200


@pytest.mark.parametrize(
    "text",
    [
        "Mijn buurman Henk de Vries op nummer 12 maakt steeds lawaai.",
        "Bel mij op 06 12345678 over de lampen.",
        "De auto met kenteken 12-ABC-3 staat op de stoep.",
        "Mijn dochter is geboren op 12 maart 2014 en durft niet langs het park.",
    ],
)
def test_a_person_in_the_text_is_asked_about_and_not_kept(client: Client, cast: Cast, text: str) -> None:
    page = client.post(reverse("signals:tell"), {**TOLD, "text": text})
    assert page.status_code == 422
    assert client.post(reverse("signals:tell"), {**TOLD, "text": text, "besluit": "laat-staan"}).status_code == 422
    assert not Signal.objects.exists()
    assert text.split(maxsplit=1)[0] in page.content.decode()


def test_suspicion_is_turned_to_the_police_and_nothing_is_kept(client: Client, cast: Cast) -> None:
    text = "Er loopt een verdachte man rond in de Lindelaan, hij kijkt bij alle huizen naar binnen."
    page = client.post(reverse("signals:tell"), {**TOLD, "text": text})
    assert page.status_code == 422
    assert "0900-8844" in text_of(page)
    assert not Signal.objects.exists()


def test_sent_twice_it_is_one_signal(client: Client, cast: Cast) -> None:
    from wijkplein.foundation.receipts.tests.browsing import token_on

    token = token_on(client.get(reverse("signals:tell")))
    for _time in range(2):
        assert client.post(reverse("signals:tell"), {**TOLD, "once": token}).status_code == 303
    assert Signal.objects.count() == Receipt.objects.count() == 1


@pytest.mark.job("MOP-13")
def test_a_connector_writes_down_what_was_said_at_the_bus(client: Client, cast: Cast) -> None:
    client.force_login(cast.carla)
    address = reverse("signals:tell_for", args=[cast.area.slug])
    client.post(address, {**TOLD, "via": "bus", "source_type": "bus"})
    signal, deed = Signal.objects.get(), Deed.objects.get(kind="signal")
    assert (signal.via, signal.source_type, deed.via, deed.on_behalf, deed.actor) == ("bus", "bus", "bus", True, None)


def test_the_list_is_in_the_order_of_the_clock(client: Client, cast: Cast) -> None:
    late, soon = make_signal(cast, text="Eerste zin.").signal, make_signal(cast, text="Tweede zin.").signal
    actions.collect(by=cast.marieke, signal=late)
    client.force_login(cast.marieke)
    page = client.get(reverse("signals:waiting", args=[cast.area.slug])).content.decode()
    assert page.index(soon.text) < page.index(late.text)


def test_the_director_answers_on_the_page_and_the_sender_reads_it(client: Client, cast: Cast) -> None:
    noticed = make_signal(cast)
    client.force_login(cast.marieke)
    address = reverse("signals:answer", args=[noticed.signal.uuid])
    assert client.post(address, {"outcome": "not_done"}).status_code == 422
    client.post(address, {"outcome": "not_done", "reason": "Niet, omdat de bus er rijdt."})
    sender: Any = type(client)()
    page = sender.get(reverse("receipts:open", args=[noticed.issued.secret]), follow=True)
    assert "Niet, omdat de bus er rijdt." in text_of(page)
    assert "Marieke" not in text_of(page)


def test_back_and_the_same_again_is_one_signal_and_two_neighbours_are_two(cast: Cast, client: Client) -> None:
    """Known by the browser alone, never by who signed in: that would be a line from a person to a signal."""
    told = {"kind": "wish", "text": "Het is donker bij het park.", "area": cast.area.slug}
    client.force_login(cast.anna)
    client.get("/vertel/")
    assert [client.post("/vertel/", told).status_code for _ in range(2)] == [303, 409]
    other = Client()
    other.force_login(cast.anna)
    other.get("/vertel/")
    assert other.post("/vertel/", told).status_code == 303
    assert Signal.objects.count() == 2
