"""The work list of call-backs: whom to call first, without a name or a number (bar PR14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.receipts.clock import day_in_words
from wijkplein.foundation.receipts.models import CallBack, Receipt

MOST = 50  # rows; nobody's worklist is longer (PR14)


@dataclass(frozen=True)
class WaitingCall:
    """One row: what it is about, when it came in, before when to call, how often it was tried."""

    call: CallBack
    topic: str
    part_of_day: str
    since: str
    due: str
    is_late: bool
    tries: int


def waiting_calls(area: Area, *, today: date | None = None) -> list[WaitingCall]:
    """Open call-backs of an area and what lies below it, by their clock; those of nowhere come with the town's.

    Who asked to be looked at first stands on top.
    """
    here = CallBack.objects.open().filter(area_id__in=Area.objects.ids_below({area.pk}))
    if area.parent_id is None:
        here = here | CallBack.objects.open().filter(area=None)
    calls = {call.uuid: call for call in here.defer("name", "phone", "email", "text")}
    receipts = Receipt.objects.filter(kind="callback", about_id__in=calls).order_by("due_on", "id")
    first = [uuid for uuid, call in calls.items() if call.look_first]
    urgent, others = receipts.filter(about_id__in=first)[:MOST], receipts.exclude(about_id__in=first)[:MOST]
    rows = [*urgent, *others] if first else list(others)
    return [_row(calls[receipt.about_id], receipt, today or timezone.localdate()) for receipt in rows[:MOST]]


def _row(call: CallBack, receipt: Receipt, today: date) -> WaitingCall:
    return WaitingCall(
        call=call,
        topic=call.get_topic_display(),
        part_of_day=call.get_part_of_day_display(),
        since=day_in_words(timezone.localdate(call.created_at)),
        due=day_in_words(receipt.due_on),
        is_late=receipt.is_late(today),
        tries=call.tries,
    )
