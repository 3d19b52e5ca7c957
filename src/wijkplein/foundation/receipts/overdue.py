"""The worklist of receipts past their day: what each is about and who must move, without a name (bar PR14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.receipts.clock import day_in_words
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.receipts.owners import OnIt, who_is_on_it
from wijkplein.foundation.receipts.status import label_of
from wijkplein.foundation.verbs.actors import Actor

PAGE = 50  # rows; nobody's worklist shows more at once (PR14)


@dataclass(frozen=True)
class LateReceipt:
    """One row: what sort of thing, where, who is on it, and the day that passed."""

    receipt: Receipt
    label: str
    who: OnIt
    due: str


@dataclass(frozen=True)
class LatePage:
    """Some rows, the longest overdue first, and after which one the next page begins."""

    rows: list[LateReceipt]
    next: UUID | None


def late_receipts(area: Area, by: Actor, *, after: UUID | None = None, today: date | None = None) -> LatePage:
    """Late receipts of an area and what lies below, as far as this actor works there; nowhere's come with the town's.

    `after` is the last one already shown; when that has its answer by now, the list begins anew.
    """
    mine = Receipt.objects.visible_to(by)
    here = Q(area_id__in=Area.objects.ids_below({area.pk}))
    rows = mine.late(today or timezone.localdate()).filter(here | Q(area=None) if area.parent_id is None else here)
    last = mine.open().filter(uuid=after).values_list("due_on", "id").first() if after is not None else None
    if last is not None:
        rows = rows.filter(Q(due_on__gt=last[0]) | Q(due_on=last[0], id__gt=last[1]))
    found = list(rows.select_related("area__parent__parent")[: PAGE + 1])
    owners: dict[tuple[str, int | None], OnIt] = {}
    page = [_row(each, owners) for each in found[:PAGE]]
    return LatePage(page, found[PAGE - 1].uuid if len(found) > PAGE else None)


def _row(receipt: Receipt, owners: dict[tuple[str, int | None], OnIt]) -> LateReceipt:
    key = (receipt.owner_role, receipt.area_id)
    if key not in owners:  # each pair of role and area is looked up once
        owners[key] = who_is_on_it(receipt)
    return LateReceipt(receipt, label_of(receipt), owners[key], day_in_words(receipt.due_on))
