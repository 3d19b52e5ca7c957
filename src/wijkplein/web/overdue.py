"""The worklist of what is past its day: what each is about and who must move, without a name (bar PR14)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from wijkplein.delen.square.actions.placing import OWNER as LOOKS
from wijkplein.delen.square.models import Reply
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.receipts.clock import day_in_words
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.receipts.owners import OnIt, who_answers
from wijkplein.foundation.receipts.status import label_of
from wijkplein.foundation.verbs.actors import Actor

PAGE = 50  # rows; nobody's worklist shows more at once (PR14)


@dataclass(frozen=True)
class LateRow:
    """One row: what sort of thing, where, who is on it, and the day that passed. `receipt`: when it has one."""

    label: str
    url: str
    area: Area | None
    who: OnIt
    day: date
    receipt: Receipt | None = None

    @property
    def due(self) -> str:
        """The day that passed, in words."""
        return day_in_words(self.day)


@dataclass(frozen=True)
class LatePage:
    """Some rows, the longest overdue first, and after which receipt the next page begins."""

    rows: list[LateRow]
    next: UUID | None


class _Owners:
    """Who answers for what; each pair of role and area is looked up once."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, int | None], OnIt] = {}

    def of(self, role: str, area: Area | None) -> OnIt:
        key = (role, area.pk if area is not None else None)
        if key not in self.found:
            self.found[key] = who_answers(role, area)
        return self.found[key]


def late_receipts(area: Area, by: Actor, *, after: UUID | None = None, today: date | None = None) -> LatePage:
    """What is late in an area and what lies below, as far as this actor works there; nowhere's come with the town's.

    `after` is the last receipt already shown; when that has its answer by now, the list begins anew. Replies that wait
    have a clock without a receipt; they come between the receipts, by their day.
    """
    mine, day = Receipt.objects.visible_to(by), today or timezone.localdate()
    below = Area.objects.ids_below({area.pk})
    here = Q(area_id__in=below)
    rows = mine.late(day).filter(here | Q(area=None) if area.parent_id is None else here)
    last = mine.open().filter(uuid=after).values_list("due_on", "id").first() if after is not None else None
    if last is not None:
        rows = rows.filter(Q(due_on__gt=last[0]) | Q(due_on=last[0], id__gt=last[1]))
    found = list(rows.select_related("area__parent__parent")[: PAGE + 1])
    more = found[PAGE - 1] if len(found) > PAGE else None
    owners = _Owners()
    page = [_row(each, owners) for each in found[:PAGE]]
    page += _replies(below, by, day, owners, (last[0] if last else None, more.due_on if more else None))
    return LatePage(sorted(page, key=lambda row: row.day), more.uuid if more else None)


def _row(receipt: Receipt, owners: _Owners) -> LateRow:
    url = reverse("receipts:mine", args=[receipt.uuid])
    who = owners.of(receipt.owner_role, receipt.area)
    return LateRow(label_of(receipt.kind), url, receipt.area, who, receipt.due_on, receipt)


def _replies(
    below: set[int], by: Actor, today: date, owners: _Owners, days: tuple[date | None, date | None]
) -> Iterator[LateRow]:
    """Replies that wait too long, after the day of the page before and up to the last day of this page.

    At most a page: the rest comes when these are done, as on the page where they are done (PR14).
    """
    past, until = days
    rows = Reply.objects.visible_to(by).late(today).filter(post__area_id__in=below)
    rows = rows if past is None else rows.filter(due_on__gt=past)
    rows = rows if until is None else rows.filter(due_on__lte=until)
    for reply in rows.select_related("post__area__parent__parent")[:PAGE]:
        url = reverse("square:care", args=[reply.area.slug]) + "#antwoorden"
        who = owners.of(LOOKS, reply.area)
        yield LateRow(label_of("reply"), url, reply.area, who, reply.due_on, None)
