"""Nothing gets parked: what is past its day is told to whoever answers for it, and to the next in the chain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.notices.models import Notice, Why
from wijkplein.foundation.notices.sentences import sentence
from wijkplein.foundation.notices.telling import Telling, new_notice
from wijkplein.foundation.people.duty import chain_from, holders, on_duty
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.verbs.ref import Ref
from wijkplein.foundation.verbs.registry import find, ref_to

AGAIN = 7  # days after which the same late receipt is told again
LATE = sentence("receipt_late", _("Hier wacht iemand al te lang op"), _("Hier wacht iemand al te lang op"))


@dataclass(frozen=True)
class Late:
    """Something past its day, with a receipt or, in a room of its own, without; and who has to move."""

    ref: Ref
    owner_role: str
    area: Area | None
    due_on: date


def tell_late(now: datetime) -> int:
    """Once a week for each late receipt, from the day after its norm. Gives how many notices there are for it."""
    late = Receipt.objects.late(timezone.localtime(now).date()).select_related("area__parent__parent")
    return remind(now, (Late(ref_to(each), each.owner_role, each.area, each.due_on) for each in late))


def remind(now: datetime, late_ones: Iterable[Late]) -> int:
    """Tell who has to move, and the next in the chain, once a week for each. Gives how many notices there are."""
    today = timezone.localtime(now).date()
    notices = []
    chains: dict[tuple[str, int | None], list[Person]] = {}
    for late in late_ones:
        key = (late.owner_role, late.area.pk if late.area is not None else None)
        if key not in chains:
            chains[key] = list(owner_and_next(late.owner_role, late.area, today))
        occasion = f"late:{late.ref.uuid}:{late.due_on}:{(today - late.due_on).days // AGAIN}"
        notices += [
            new_notice(Telling(person, LATE, late.ref, Why.DUTY), occasion=occasion, now=now)
            for person in chains[key]
            if find(late.ref, by=person) is not None
        ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    return len(notices)


def owner_and_next(role: str, area: Area | None, today: date) -> Iterator[Person]:
    """Whoever works today for this role, and the first holder of a role further on in the chain."""
    owner = on_duty(role, area, today)
    if owner is None:
        return
    yield owner
    chain = chain_from(role)
    held = owner.role_names(area)
    place = max((chain.index(name) for name in chain if name in held), default=0)
    for name in chain[place + 1 :]:
        for person in holders(name, area):
            if person != owner:
                yield person
                return
