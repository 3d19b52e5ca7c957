"""No sequence of actions leaves a receipt open without an owner and a day (guarantee 1)."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from wijkplein.foundation.people.duty import owner_of
from wijkplein.foundation.people.models import Role
from wijkplein.foundation.receipts.actions import add_line, answer_receipt, reopen_receipt
from wijkplein.foundation.receipts.closing import close_receipts
from wijkplein.foundation.receipts.lookup import holding
from wijkplein.foundation.receipts.models import Outcome, Receipt
from wijkplein.foundation.receipts.tests.makers import make_receipt
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.roles import FALLBACK

STEPS = ("answer", "reopen", "line", "close", "vacate connector", "vacate area_director", "answer as neighbour")


def do(step: str, receipt: Receipt, cast: Cast) -> None:
    by: Any = cast.mo
    if step == "answer":
        answer_receipt(by=by, receipt=receipt, outcome=Outcome.DONE, reason="Het is klaar.")
    elif step == "answer as neighbour":
        answer_receipt(by=cast.bram, receipt=receipt, outcome=Outcome.DONE, reason="Weg ermee.")
    elif step == "reopen":
        reopen_receipt(by=holding(receipt), receipt=receipt)
    elif step == "line":
        add_line(by=holding(receipt), receipt=receipt, text="Het is nu nat.")
    elif step == "close":
        close_receipts(receipt.about, outcome=Outcome.NOT_DONE, reason="Er is geen plek.")
    else:
        Role.objects.filter(name=step.split()[1]).delete()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(STEPS), max_size=12))
def test_a_receipt_is_open_with_owner_and_day_or_closed_with_outcome_and_reason(cast: Cast, steps: list[str]) -> None:
    point = transaction.savepoint()  # every example starts from the same cast
    receipt, reopened = make_receipt(cast.area).receipt, 0
    for step in steps:
        with suppress(Refused):
            do(step, receipt, cast)
            reopened += step == "reopen"
        receipt = Receipt.objects.get(pk=receipt.pk)
        not_parked(receipt)
    assert reopened <= 1
    transaction.savepoint_rollback(point)


def not_parked(receipt: Receipt) -> None:
    if receipt.is_open:
        role, person = owner_of(receipt.owner_role, receipt.area)
        assert receipt.due_on >= timezone.localdate()
        assert role in FALLBACK
        assert person is not None
        assert not receipt.outcome
    else:
        assert receipt.outcome
        assert receipt.reason


def test_the_database_itself_refuses_an_end_without_a_reason(cast: Cast) -> None:
    receipt = make_receipt(cast.area).receipt
    with pytest.raises(IntegrityError), transaction.atomic():
        Receipt.objects.filter(pk=receipt.pk).update(closed_at=timezone.now(), outcome="done", reason="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Receipt.objects.filter(pk=receipt.pk).update(outcome="done", reason="Klaar.")


def test_an_answer_without_a_reason_is_none(cast: Cast) -> None:
    with pytest.raises(ValueError, match="reason"):
        answer_receipt(by=cast.carla, receipt=make_receipt(cast.area).receipt, outcome="done", reason="  ")
