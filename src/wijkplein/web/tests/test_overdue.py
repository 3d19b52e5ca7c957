"""The list behind "over de tijd": by key, the longest overdue first, each one once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.signing_in import sign_in
from wijkplein.foundation.receipts.actions import answer_receipt
from wijkplein.foundation.receipts.models import Outcome, Receipt
from wijkplein.foundation.receipts.tests.browsing import text_of
from wijkplein.foundation.receipts.tests.makers import make_receipt
from wijkplein.web import overdue
from wijkplein.web.overdue import late_receipts


def make_late(area: Any, days: int = 1, **fields: Any) -> Receipt:
    """A receipt whose day passed so many days ago."""
    receipt = make_receipt(area, **fields).receipt
    receipt.due_on = timezone.localdate() - timedelta(days=days)
    receipt.save(update_fields=["due_on"])
    return receipt


def all_pages(cast: Cast, by: Any) -> list[Any]:
    """Every row, page by page."""
    found, after = [], None
    while True:
        page = late_receipts(cast.area, by, after=after)
        found += [row.receipt for row in page.rows]
        if page.next is None:
            return found
        after = page.next


@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_each_late_receipt_comes_once_in_the_order_of_the_clock(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(overdue, "PAGE", size)
    made = [make_late(cast.area, days) for days in (1, 3, 3, 3, 2, 9)]
    make_receipt(cast.area)  # on time
    expected = sorted(made, key=lambda receipt: (receipt.due_on, receipt.pk))
    assert all_pages(cast, cast.carla) == expected


def test_an_answered_last_row_begins_the_list_anew(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overdue, "PAGE", 1)
    first, second = make_late(cast.area, 3), make_late(cast.area, 1)
    after = late_receipts(cast.area, cast.carla).next
    answer_receipt(by=cast.carla, receipt=first, outcome=Outcome.DONE, reason="Klaar.")
    assert [row.receipt for row in late_receipts(cast.area, cast.carla, after=after).rows] == [second]


def test_only_the_own_area_and_what_has_none_only_for_the_town(cast: Cast) -> None:
    here, there, nowhere = make_late(cast.area), make_late(cast.other_area), make_late(None)
    town = cast.area.parent
    assert [row.receipt for row in late_receipts(town, cast.carla).rows] == [here]
    assert {row.receipt for row in late_receipts(town, cast.mo).rows} == {here, there, nowhere}
    assert not late_receipts(town, cast.bram).rows


def test_the_page_names_nobody_and_says_who_must_move(client: Client, cast: Cast) -> None:
    make_late(cast.area, holder=cast.anna)
    sign_in(client, cast.carla)
    said = text_of(client.get(reverse("late", args=[cast.area.slug])))
    assert "buurtverbinder" in said
    assert "Anna" not in said


@pytest.mark.parametrize("mark", ["", "x", "%00", "00000000-0000-0000-0000-000000000000"])
def test_a_mark_we_never_gave_begins_anew(client: Client, cast: Cast, mark: str) -> None:
    late = make_late(cast.area)
    sign_in(client, cast.carla)
    page = client.get(reverse("late", args=[cast.area.slug]), {"na": mark})
    assert page.status_code == 200
    assert str(late.uuid) in page.content.decode()


def test_more_rows_cost_no_more_queries(cast: Cast) -> None:
    counted = []
    late_receipts(cast.area, cast.carla)  # her roles are asked once
    for _round in range(2):
        make_late(cast.area)
        make_late(cast.area)
        with CaptureQueriesContext(connection) as queries:
            late_receipts(cast.area, cast.carla)
        counted.append(len(queries))
    assert counted[0] == counted[1]
