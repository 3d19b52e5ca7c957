"""From *opgemerkt* to an answer with a reason, with a clock all the way (journey i)."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from wijkplein.delen.signals import actions
from wijkplein.delen.signals.models import CLOCK, SHOWN_FROM, Signal, State
from wijkplein.delen.signals.said import answered_publicly, themes_talked_about
from wijkplein.delen.signals.tests.makers import make_signal
from wijkplein.foundation.people.models import Role
from wijkplein.foundation.receipts.actions import due_date, reopen_receipt
from wijkplein.foundation.receipts.lookup import by_words, holding
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.receipts.status import status_of
from wijkplein.foundation.themes.models import Theme
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.actors import VISITOR


def test_a_signal_gets_an_owner_a_clock_and_a_receipt_without_a_holder(cast: Cast) -> None:
    noticed = make_signal(cast, by=cast.anna)
    receipt = Receipt.objects.get()
    assert (receipt.owner_role, receipt.holder, receipt.about_id) == ("area_director", None, noticed.signal.uuid)
    assert receipt.due_on == noticed.signal.due_on == due_date("area_director", cast.area, 1)


def test_each_step_has_its_own_clock_and_the_receipt_says_the_same_day(cast: Cast) -> None:
    signal = make_signal(cast).signal
    steps = (
        (State.COLLECTED, lambda: actions.collect(by=cast.marieke, signal=signal)),
        (State.FORWARDED, lambda: actions.forward(by=cast.marieke, signal=signal, party="Gemeente, openbare ruimte")),
        (State.COLLECTED, lambda: actions.returned(by=cast.marieke, signal=signal)),
        (State.QUICK_FIX, lambda: actions.pick_up(by=cast.marieke, signal=signal)),
    )
    for state, step in steps:
        step()
        signal.refresh_from_db()
        assert signal.state == state
        assert signal.due_on == due_date("area_director", cast.area, CLOCK[state]) == Receipt.objects.get().due_on


def test_forwarding_names_the_party_and_a_return_opens_it_here(cast: Cast) -> None:
    signal = make_signal(cast).signal
    with pytest.raises(ValueError, match="party"):
        actions.forward(by=cast.marieke, signal=signal, party=" ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Signal.objects.filter(pk=signal.pk).update(state="forwarded")


def test_the_answer_with_its_reason_stands_on_the_receipt(cast: Cast) -> None:
    noticed = make_signal(cast)
    actions.answer(by=cast.marieke, signal=noticed.signal, outcome="done", reason="Er staan twee lampen bij.")
    receipt = by_words(noticed.issued.words)
    assert (receipt.outcome, receipt.reason) == ("done", "Er staan twee lampen bij.")
    assert noticed.signal.due_on is None


def test_not_right_reopens_once_for_the_sender_on_both_sides(cast: Cast) -> None:
    noticed = make_signal(cast)
    for _round in range(2):
        actions.answer(by=cast.marieke, signal=noticed.signal, outcome="done", reason="Het is klaar.")
        receipt = Receipt.objects.get()
        try:
            reopen_receipt(by=holding(receipt), receipt=receipt)
        except Refused:
            break
        noticed.signal.refresh_from_db()
        assert (noticed.signal.state, Receipt.objects.get().is_open) == (State.COLLECTED, True)
        assert noticed.signal.due_on == Receipt.objects.get().due_on
    assert not Receipt.objects.get().is_open


def test_the_sender_reads_who_is_on_it_and_what_happened(cast: Cast) -> None:
    noticed = make_signal(cast)
    actions.collect(by=cast.marieke, signal=noticed.signal)
    status = status_of(noticed.issued.receipt, holding(noticed.issued.receipt))
    assert status.who.role == "gebiedsregisseur"
    assert [step.text for step in status.steps][:2] == ["Het kwam binnen", "Een gebiedsregisseur las het"]


@pytest.mark.parametrize(
    ("vacant", "sees"),
    [((), "marieke"), (("area_director",), "carla"), (("area_director", "connector"), "mo")],
)
def test_who_stands_in_sees_it_only_when_the_director_is_away(cast: Cast, vacant: tuple[str, ...], sees: str) -> None:
    make_signal(cast)
    Role.objects.filter(name__in=vacant).delete()
    people = [name for name in ("marieke", "carla", "mo") if Signal.objects.visible_to(cast.named(name)).exists()]
    assert people == [sees]


@pytest.mark.parametrize("who", ["anna", "zoe", "wim", "piet", "sam", "fatima", "visitor"])
def test_nobody_outside_the_team_reads_a_signal(cast: Cast, who: str) -> None:
    make_signal(cast, by=cast.anna)
    assert not Signal.objects.visible_to(cast.named(who)).exists()


def test_only_what_the_director_said_is_public_and_a_no_is_among_it(cast: Cast) -> None:
    for number in range(4):
        signal = make_signal(cast).signal
        outcome, reason = ("not_done", "Niet, omdat de bus er rijdt.") if number == 0 else ("done", "Het is gedaan.")
        actions.answer(by=cast.marieke, signal=signal, outcome=outcome, reason=reason)
        actions.tell_all(by=cast.marieke, signal=signal, title=f"Zin {number}")
    actions.answer(by=cast.marieke, signal=make_signal(cast).signal, outcome="done", reason="Alleen voor de verteller.")
    shown = answered_publicly(cast.area, 3)
    assert [each.text for each in shown] == ["Zin 3", "Zin 2", "Zin 0"]
    assert [each.state for each in shown] == ["gedaan", "gedaan", "niet"]
    assert answered_publicly(cast.other_area) == []
    assert len(answered_publicly(cast.area.parent, 9)) == 4


def test_a_text_nobody_looked_at_is_never_public(cast: Cast) -> None:
    signal = make_signal(cast, checked=False).signal
    actions.answer(by=cast.marieke, signal=signal, outcome="done", reason="Klaar.")
    with pytest.raises(Refused, match="neutraal"):
        actions.tell_all(by=cast.marieke, signal=signal, title="Licht")
    actions.make_neutral(by=cast.marieke, signal=signal, text="Het is donker.")
    actions.tell_all(by=cast.marieke, signal=signal, title="Licht")
    with pytest.raises(IntegrityError), transaction.atomic():
        Signal.objects.filter(pk=signal.pk).update(public_title="")


def test_counts_under_five_sources_stay_inside(cast: Cast) -> None:
    theme, other = Theme.objects.all()[:2]
    for number in range(SHOWN_FROM):
        make_signal(cast, themes=(theme,))
        if number:
            make_signal(cast, themes=(other,))
    assert themes_talked_about(cast.area) == [(theme.name, SHOWN_FROM)]
    one_source = Signal.objects.filter(themes=other)[0].source_token
    Signal.objects.filter(themes=theme).update(source_token=one_source)
    assert themes_talked_about(cast.area) == []


MOVES: dict[str, Any] = {
    "collect": lambda by, signal: actions.collect(by=by, signal=signal),
    "pick_up": lambda by, signal: actions.pick_up(by=by, signal=signal),
    "forward": lambda by, signal: actions.forward(by=by, signal=signal, party="Gemeente"),
    "returned": lambda by, signal: actions.returned(by=by, signal=signal),
    "answer": lambda by, signal: actions.answer(by=by, signal=signal, outcome="not_done", reason="Er is geen plek."),
    "drop": lambda by, signal: actions.drop(by=by, signal=signal, reason="Het staat er dubbel."),
    "reopen": lambda by, signal: actions.reopen(by=by, signal=signal),
    "as a visitor": lambda by, signal: actions.answer(by=VISITOR, signal=signal, outcome="done", reason="Weg."),
}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.sampled_from(sorted(MOVES)), max_size=12), seed=st.integers(0, 9))
def test_no_sequence_of_steps_parks_a_signal(cast: Cast, moves: list[str], seed: int) -> None:
    point = transaction.savepoint()  # every example starts from the same cast
    signal = make_signal(cast).signal
    for name in moves:
        by = random.Random(seed).choice([cast.marieke, cast.carla, cast.mo])
        with suppress(Refused):
            MOVES[name](by, signal)
        signal.refresh_from_db()
        not_parked(signal, Receipt.objects.get(about_id=signal.uuid))
    transaction.savepoint_rollback(point)


def not_parked(signal: Signal, receipt: Receipt) -> None:
    today = timezone.localdate()
    assert signal.is_open == receipt.is_open
    if signal.is_open:
        assert today <= signal.due_on == receipt.due_on <= today + timedelta(days=30)
    else:
        assert signal.answer == receipt.reason != ""
