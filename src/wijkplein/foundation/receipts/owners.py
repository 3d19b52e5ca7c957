"""Who owns what, in words a sender can read, and what lies too long with whom (guarantee 1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils import timezone

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.duty import owner_of
from wijkplein.foundation.people.models import Role
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.verbs.models import Deed
from wijkplein.foundation.verbs.roles import role_label


@dataclass(frozen=True)
class OnIt:
    """Who works on it: the role always, a first name only of somebody whose role is public."""

    role: str
    first_name: str = ""

    def __str__(self) -> str:
        return f"{self.first_name}, {self.role}" if self.first_name else self.role


def who_is_on_it(receipt: Receipt) -> OnIt:
    """Whoever answers for this receipt today, along the fallback chain when the role is vacant."""
    return who_answers(receipt.owner_role, receipt.area)


def who_answers(role: str, area: Area | None) -> OnIt:
    """Whoever answers today for what this role owns in this area."""
    name, person = owner_of(role, area)
    if person is None or not _is_public(person.pk, name):
        return OnIt(role_label(name))
    return OnIt(role_label(name), person.first_name)


def shown_names(deeds: Iterable[Deed]) -> dict[UUID, str]:
    """The first name of who did each of these deeds, of those only whose name is public in that role today."""
    done = {deed.uuid: (deed.actor, deed.role) for deed in deeds if deed.actor is not None}
    actors = {actor for actor, _role in done.values()}
    if not actors:
        return {}
    roles = Role.objects.current().filter(person__uuid__in=actors, public=True)
    names = {
        (actor, role): name for actor, role, name in roles.values_list("person__uuid", "name", "person__first_name")
    }
    return {deed: names[pair] for deed, pair in done.items() if pair in names}


def _is_public(person_id: int, role: str) -> bool:
    return Role.objects.current().filter(person_id=person_id, name=role, public=True).exists()


def late(role: str, area: Area | None = None, *, today: date | None = None) -> list[Receipt]:
    """Open receipts past their day that this role has to answer now: its own, and those of vacant roles before it.

    `area` narrows it to one area and what lies below; without it, the whole community. The longest overdue first.
    """
    overdue = Receipt.objects.late(today or timezone.localdate()).select_related("area__parent__parent")
    if area is not None:
        overdue = overdue.filter(area_id__in=Area.objects.ids_below({area.pk}))
    return owned_by(role, overdue)


def owned_by(role: str, receipts: Iterable[Receipt]) -> list[Receipt]:
    """Those of these receipts whose owner today is this role; each pair of role and area is looked up once."""
    owners: dict[tuple[str, int | None], str] = {}
    found = []
    for receipt in receipts:
        key = (receipt.owner_role, receipt.area_id)
        if key not in owners:
            owners[key] = owner_of(receipt.owner_role, receipt.area)[0]
        if owners[key] == role:
            found.append(receipt)
    return found


def receipts_of(person_id: int, *, limit: int = 50) -> list[Receipt]:
    """The receipts somebody holds with an account, open ones first, newest first: for the page of one's own things."""
    mine = Receipt.objects.filter(holder_id=person_id).order_by("-id")[:limit]
    return sorted(mine, key=lambda receipt: not receipt.is_open)
