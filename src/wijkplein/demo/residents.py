"""The people of Molenrij: the cast, who writes, who calls, and the quiet others; organisations and places."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from wijkplein.demo.clock import at, moment_on
from wijkplein.demo.stories import HALF_YEAR, StoryError, read
from wijkplein.foundation.areas.actions import add_venue
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.actions import (
    add_membership,
    grant_role,
    plan_duty,
    register_by_proxy,
    register_person,
    vouch,
)
from wijkplein.foundation.people.models import ConsentHow, Membership, Organisation, Person
from wijkplein.foundation.verbs.actors import SYSTEM, VISITOR
from wijkplein.foundation.verbs.models import Via

PEOPLE, WITHOUT_EMAIL = 400, 80
A_DAY = 16  # people one connector writes down in a day; the house refuses more than twenty
SEED = "molenrij"
PHONE = "+3197000{:06}"  # the range of machines: nobody's telephone rings


@dataclass
class Town:
    """What the story needs to find again: areas by name, people by first name, organisations by name."""

    areas: dict[str, Area]
    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    connectors: dict[str, Person] = field(default_factory=dict)

    def connector_of(self, area: Area | None) -> Person:
        """Who looks after the square here."""
        if area is None:
            raise StoryError("Iemand in het verhaal woont nergens.")
        return next(self.connectors[each.name] for each in area.line() if each.name in self.connectors)


@dataclass(frozen=True)
class Resident:
    """Somebody before she is written down."""

    first: str
    last: str
    where: str
    street: str
    number: int
    email: str = ""

    @property
    def phone(self) -> str:
        """A number that cannot ring."""
        return PHONE.format(self.number)


def settle(town: Town, today: date) -> None:
    """Everybody comes to live and work in Molenrij, on the days before the square opens."""
    start = today - timedelta(days=HALF_YEAR + 12)
    with at(moment_on(start, "09:00")):
        _organisations(town)
        _cast(town)
        for place in read("people.toml")["venue"]:
            _venue(town, place)
    arrivals = list(residents())
    with at(moment_on(start + timedelta(days=1), "10:00")):
        for person in arrivals:
            if person.email:
                _register(town, person)
    for day, group in _by_day([person for person in arrivals if not person.email], start):
        with at(moment_on(day, "11:00")):
            for person in group:
                _write_down(town, person)
    _give_roles(town, start)


def residents() -> Iterator[Resident]:
    """Everybody but the cast, always the same: first who writes and who calls, then the quiet others."""
    data = read("people.toml")
    dice = random.Random(SEED)
    number, callers = 0, len(data["caller"])
    for where, names in data["writers"].items():
        for first in names:
            number += 1
            yield _somebody(dice, first, _origin(dice)["last"], where, number, email=True)
    for caller in data["caller"]:
        number += 1
        yield Resident(caller["first"], caller["last"], caller["where"], caller["street"], number)
    rest = PEOPLE - len(data["cast"]) - number
    places = [place for place in data["streets"] for _ in range(3 if place in _OLD_AREAS else 2)]
    for left in range(rest):
        number += 1
        origin = _origin(dice)
        email = left >= WITHOUT_EMAIL - callers
        yield _somebody(dice, dice.choice(origin["first"]), origin["last"], dice.choice(places), number, email=email)


_OLD_AREAS = ("Bloemenbuurt", "Vogelbuurt", "De Akkers")


def _origin(dice: random.Random) -> Any:
    origins = read("people.toml")["origin"]
    return dice.choices(origins, weights=[origin["share"] for origin in origins])[0]


def _somebody(dice: random.Random, first: str, lasts: list[str], where: str, number: int, *, email: bool) -> Resident:
    street = f"{dice.choice(read('people.toml')['streets'][where])} {dice.randint(1, 90)}"
    address = f"{first.lower()}.{number}@molenrij.example" if email else ""
    return Resident(first, dice.choice(lasts), where, street, number, address)


def _organisations(town: Town) -> None:
    rows = [Organisation(**fields) for fields in read("people.toml")["organisation"]]
    Organisation.objects.bulk_create(rows)
    town.organisations = {row.name: row for row in rows}


def _venue(town: Town, place: dict[str, Any]) -> None:
    given = {name: place[name] for name in ("name", "address", "kind", "access") if name in place}
    add_venue(by=SYSTEM, area=town.areas[place["where"]], point=tuple(place["point"]), **given)


def _cast(town: Town) -> None:
    for entry in read("people.toml")["cast"]:
        person = register_person(
            by=SYSTEM,
            email=f"{entry['name']}@molenrij.example",
            first_name=entry["first"],
            area=town.areas[entry["where"]],
            sixteen_or_older=True,
        )
        town.people[entry["first"]] = person
        if "organisation" in entry:
            organisation = town.organisations[entry["organisation"]]
            hat = entry.get("hat", "")
            add_membership(by=SYSTEM, person=person, organisation=organisation, function=entry["function"], hat=hat)
        if entry.get("role") == "connector":
            town.connectors[entry["role_area"]] = person
            _grant(town, entry)


def _grant(town: Town, entry: dict[str, Any]) -> None:
    area = town.areas[entry["role_area"]] if "role_area" in entry else None
    person = town.people[entry["first"]]
    public, words = entry.get("public", False), entry.get("words", "")
    grant_role(by=SYSTEM, person=person, name=entry["role"], area=area, public=public, words=words)
    person.refresh_from_db()
    if "days" in entry:
        plan_duty(by=SYSTEM, person=person, role=entry["role"], area=area, weekdays=entry["days"])


def _give_roles(town: Town, start: date) -> None:
    """The other roles, and who is known to live here: a connector said so."""
    with at(moment_on(start + timedelta(days=8), "14:00")):
        for entry in read("people.toml")["cast"]:
            if "role" in entry and entry["role"] != "connector":
                _grant(town, entry)
        _speakers(town)
        for names in read("people.toml")["writers"].values():
            for name in names[::2]:
                person = town.people[name]
                vouch(by=town.connector_of(person.area), person=person)


def speaker_of(organisation: Organisation) -> Person:
    """Whoever writes in its name."""
    first: Person = (
        Membership.objects.filter(organisation=organisation).select_related("person").order_by("pk")[0].person
    )
    return first


def _speakers(town: Town) -> None:
    """Each organisation has somebody who writes in its name; where nobody of the cast works, a volunteer."""
    known = {person.pk for person in town.people.values()}
    volunteers = Person.objects.exclude(pk__in=known).exclude(email=None).order_by("pk").iterator()
    for organisation in town.organisations.values():
        if not organisation.memberships.exists():
            add_membership(by=SYSTEM, person=next(volunteers), organisation=organisation, function="vrijwilliger")


def _register(town: Town, person: Resident) -> None:
    known = register_person(
        by=VISITOR,
        email=person.email,
        first_name=person.first,
        area=town.areas[person.where],
        sixteen_or_older=True,
    )
    town.people.setdefault(person.first, known)


def _by_day(group: list[Resident], start: date) -> Iterator[tuple[date, list[Resident]]]:
    for turn, first in enumerate(range(0, len(group), A_DAY)):
        yield start + timedelta(days=1 + turn), group[first : first + A_DAY]


def _write_down(town: Town, person: Resident) -> None:
    """Somebody without e-mail, who said yes at the bus to the connector of the area."""
    area = town.areas[person.where]
    known, _mandate = register_by_proxy(
        by=town.connector_of(area),
        first_name=person.first,
        last_name=person.last,
        phone=person.phone,
        street=person.street,
        area=area,
        consent_how=ConsentHow.SPOKEN_IN_PERSON,
        via=Via.BUS,
    )
    town.people.setdefault(person.first, known)
