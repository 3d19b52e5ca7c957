"""A receipt always has an owner: the chain is walked with each role vacant (design.md section 11)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import Cast
from wijkplein.foundation.people.models import DutyShift, Role
from wijkplein.foundation.receipts.actions import due_date
from wijkplein.foundation.receipts.clock import add_working_days
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.receipts.owners import late, receipts_of, who_is_on_it
from wijkplein.foundation.receipts.tests.makers import make_receipt
from wijkplein.foundation.verbs.roles import FALLBACK, ROLES


def vacate(*names: str) -> None:
    Role.objects.filter(name__in=names).delete()


@pytest.mark.parametrize(
    ("vacant", "owner"),
    [
        ((), "connector"),
        (("connector",), "area_director"),
        (("connector", "area_director"), "platform_manager"),
        (("area_director",), "connector"),
        (("platform_manager",), "connector"),
        (FALLBACK, "platform_manager"),
    ],
)
def test_the_next_in_the_chain_owns_what_a_vacant_role_left(cast: Cast, vacant: tuple[str, ...], owner: str) -> None:
    receipt = make_receipt(cast.area).receipt
    vacate(*vacant)
    assert who_is_on_it(receipt).role == ROLES[owner]


def test_what_is_late_lies_with_whoever_owns_it_today(cast: Cast) -> None:
    receipt = make_receipt(cast.area).receipt
    far = receipt.due_on + timedelta(days=1)
    assert late("connector", today=far) == [receipt]
    assert late("area_director", today=far) == []
    vacate("connector")
    assert late("connector", today=far) == []
    assert late("area_director", today=far) == [receipt]
    vacate("area_director")
    assert late("platform_manager", today=far) == [receipt]


def test_nothing_late_ever_lies_with_nobody(cast: Cast) -> None:
    receipts = {make_receipt(area, owner_role=role).receipt for area in (cast.area, None) for role in FALLBACK}
    vacate(*FALLBACK)
    far = timezone.localdate() + timedelta(days=60)
    assert {receipt for role in FALLBACK for receipt in late(role, today=far)} == receipts


def test_on_its_last_day_it_is_not_late(cast: Cast) -> None:
    receipt = make_receipt(cast.area).receipt
    assert late("connector", today=receipt.due_on) == []


def test_late_of_one_area_leaves_others_out(cast: Cast) -> None:
    here, there = make_receipt(cast.area).receipt, make_receipt(cast.other_area, owner_role="platform_manager").receipt
    far = timezone.localdate() + timedelta(days=60)
    assert late("connector", cast.area, today=far) == [here]
    assert late("platform_manager", cast.other_area, today=far) == [there]
    assert late("platform_manager", cast.area.parent, today=far) == [there]


def test_the_clock_runs_in_days_of_who_has_duty_and_of_the_deputy_role_when_vacant(cast: Cast) -> None:
    DutyShift.objects.create(person=cast.carla, role="connector", area=cast.area, weekdays="25")
    DutyShift.objects.create(person=cast.marieke, role="area_director", area=cast.area, weekdays="4")
    today = timezone.localdate()
    assert due_date("connector", cast.area, 1) == add_working_days(today, 1, frozenset({2, 5}))
    vacate("connector")
    assert due_date("connector", cast.area, 1) == add_working_days(today, 1, frozenset({4}))


def test_ones_own_receipts_are_ones_own_open_ones_first(cast: Cast) -> None:
    first, second = (make_receipt(cast.area, holder=cast.anna).receipt for _ in range(2))
    make_receipt(cast.area, holder=cast.bram)
    Receipt.objects.filter(pk=second.pk).update(closed_at=timezone.now(), outcome="done", reason="Klaar.")
    assert [receipt.pk for receipt in receipts_of(cast.anna.pk)] == [first.pk, second.pk]
