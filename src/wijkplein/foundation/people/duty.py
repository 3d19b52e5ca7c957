"""Who is on duty: the roster, the deputy, and what happens when nobody has the role (design.md section 11)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.prepared import prepared
from wijkplein.foundation.people.models import DutyShift, Person, Role
from wijkplein.foundation.people.querysets import counts_on
from wijkplein.foundation.verbs.roles import FALLBACK

STEPS = 4  # levels above an area that are read at once
WORKING_WEEK = frozenset({1, 2, 3, 4, 5})


def chain_from(role: str) -> tuple[str, ...]:
    """The role and those that take over when it is vacant: connector, area director, platform manager."""
    return (role, *(name for name in FALLBACK if name != role))


@prepared
def _steps(area: int) -> QuerySet[Any]:
    """The area and the four above it, in one question: more levels than any town has had so far."""
    return Area.objects.filter(pk=area).values_list("pk", *(f"{'parent__' * up}parent_id" for up in range(STEPS)))


@prepared
def _covering(*areas: int) -> QuerySet[Any]:
    return Area.covers.through.objects.filter(to_area_id__in=areas).values_list("to_area_id", "from_area_id")


def places_for(area: Area | None) -> list[int]:
    """Ids of the areas whose roles count here, nearest first: each step up, with the own areas that cover it."""
    if area is None:
        return []
    steps = [pk for row in _steps(area.pk) for pk in row if pk is not None]
    if len(steps) > STEPS:  # a deeper tree, or one that bites its tail: step by step
        steps = [each.pk for each in area.line()]
    above: dict[int, list[int]] = {}
    for below, own in _covering(*steps):
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


@prepared
def _held(today: date, *roles: str) -> QuerySet[Any]:
    """Which of these roles somebody has today, and where."""
    holder = {"person__left_at": None, "person__erased_at": None}
    return Role.objects.filter(counts_on(today), name__in=roles, **holder).values_list("name", "area_id")


@prepared
def _roster(role: str) -> QuerySet[Any]:
    return DutyShift.objects.filter(role=role).values_list("area_id", "weekdays")


def weekdays_of(role: str, area: Area | None) -> frozenset[int]:
    """On which weekdays somebody works for this role here; the working week when there is no roster."""
    here = {None, *places_for(area)}
    chain = chain_from(role)
    held = {name for name, place in _held(timezone.localdate(), *chain) if place in here}
    name = next((each for each in chain if each in held), FALLBACK[-1])
    days = {int(digit) for place, week in _roster(name) if place in here for digit in week}
    return frozenset(days) or WORKING_WEEK
