"""Who is on duty: the roster, the deputy, and what happens when nobody has the role (design.md section 11)."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.models import DutyShift, Person, Role
from wijkplein.foundation.verbs.roles import FALLBACK

WORKING_WEEK = frozenset({1, 2, 3, 4, 5})


def chain_from(role: str) -> tuple[str, ...]:
    """The role and those that take over when it is vacant: connector, area director, platform manager."""
    return (role, *(name for name in FALLBACK if name != role))


def places_for(area: Area | None) -> list[int]:
    """Ids of the areas whose roles count here, nearest first: each step up, with the own areas that cover it."""
    steps = [each.pk for each in area.line()] if area is not None else []
    covering = Area.covers.through.objects.filter(to_area_id__in=steps).values_list("to_area_id", "from_area_id")
    above: dict[int, list[int]] = {}
    for below, own in covering:
        above.setdefault(below, []).append(own)
    return [pk for step in steps for pk in (step, *above.get(step, ()))]


def holders(role: str, area: Area | None) -> list[Person]:
    """Everybody who has this role here today, nearest area first."""
    return _holding((role,), places_for(area)).get(role, [])


def _holding(roles: tuple[str, ...], lineage: list[int]) -> dict[str, list[Person]]:
    """Who has each of these roles today in one of these areas or in all, nearest first; one query."""
    current = Role.objects.current().filter(name__in=roles).select_related("person")
    here = [each for each in current if each.area_id is None or each.area_id in lineage]
    here.sort(key=lambda each: lineage.index(each.area_id) if each.area_id is not None else len(lineage))
    found: dict[str, list[Person]] = {}
    for each in here:
        if each.person.is_active:
            found.setdefault(each.name, []).append(each.person)
    return found


def owner_of(role: str, area: Area | None) -> tuple[str, Person | None]:
    """Who answers for this role here, along the fallback chain. The person is None only when all are vacant."""
    return _owner(role, places_for(area))


def _owner(role: str, lineage: list[int]) -> tuple[str, Person | None]:
    chain = chain_from(role)
    held = _holding(chain, lineage)
    return next(((name, held[name][0]) for name in chain if name in held), (FALLBACK[-1], None))


def shifts(role: str, area: Area | None) -> list[DutyShift]:
    """The roster of a role here, nearest area first."""
    lineage = places_for(area)
    found = DutyShift.objects.filter(role=role).select_related("person", "deputy")
    return [each for each in found if each.area_id is None or each.area_id in lineage]


def on_duty(role: str, area: Area | None, day: date | None = None) -> Person | None:
    """Who works this day: by the roster, the deputy when away, else the first holder along the chain."""
    today = day or timezone.localdate()
    for shift in shifts(role, area):
        if str(today.isoweekday()) not in shift.weekdays:
            continue
        away = shift.away_from is not None and shift.away_from <= today <= (shift.away_until or today)
        person = shift.deputy if away else shift.person
        if person is not None and person.is_active:
            return person
    return owner_of(role, area)[1]


def weekdays_of(role: str, area: Area | None) -> frozenset[int]:
    """On which weekdays somebody works for this role here; the working week when there is no roster."""
    lineage = places_for(area)
    name, _person = _owner(role, lineage)
    roster = DutyShift.objects.filter(role=name).values_list("area_id", "weekdays")
    days = {int(digit) for place, week in roster if place is None or place in lineage for digit in week}
    return frozenset(days) or WORKING_WEEK
