"""Nothing gets parked: a receipt past its day is told to whoever answers for it, and to the next in the chain."""

from __future__ import annotations

from collections.abc import Iterator
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
from wijkplein.foundation.verbs.registry import find, ref_to

AGAIN = 7  # days after which the same late receipt is told again
LATE = sentence("receipt_late", _("Hier wacht iemand al te lang op"), _("Hier wacht iemand al te lang op"))


def tell_late(now: datetime) -> int:
    """Once a week for each late receipt, from the day after its norm. Gives how many notices there are for it."""
    today = timezone.localtime(now).date()
    notices = []
    chains: dict[tuple[str, int | None], list[Person]] = {}
    for receipt in Receipt.objects.late(today).select_related("area__parent__parent"):
        key = (receipt.owner_role, receipt.area_id)
        if key not in chains:
            chains[key] = list(owner_and_next(receipt.owner_role, receipt.area, today))
        ref = ref_to(receipt)
        occasion = f"late:{receipt.uuid}:{receipt.due_on}:{(today - receipt.due_on).days // AGAIN}"
        notices += [
            new_notice(Telling(person, LATE, ref, Why.DUTY), occasion=occasion, now=now)
            for person in chains[key]
            if find(ref, by=person) is not None
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
