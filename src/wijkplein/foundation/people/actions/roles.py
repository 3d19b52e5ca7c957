"""Giving and ending roles, and the one switch that ends all access at once."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.closing import close_work, end_all_sessions
from wijkplein.foundation.people.models import Person, Role
from wijkplein.foundation.people.policy import Giving, Persons, Roles
from wijkplein.foundation.verbs.acting import Refused, act
from wijkplein.foundation.verbs.actors import Actor

LONGEST = timedelta(days=366)  # then somebody confirms it again (M6)


def grant_role(
    *,
    by: Actor,
    person: Person,
    name: str,
    area: Area | None,
    until: date | None = None,
    public: bool = False,
    words: str = "",
) -> Role:
    """Give a role for an area (None: the whole community) until a date, at most a year from now by default.

    A role that ended is given anew. Raises Refused to oneself and when the end lies in the past.
    """
    today = timezone.localdate()
    ends = min(until or today + LONGEST, today + LONGEST)
    if ends < today:
        raise Refused(_("Deze einddatum is al voorbij. Kies een dag die nog komt."))
    with act(by, Roles.grant, Giving(person, name, area), role=name) as deed:
        role, _new = Role.objects.update_or_create(
            person=person,
            name=name,
            area=area,
            defaults={"since": today, "until": ends, "public": public, "words": words},
        )
        deed.about = role
    return role


def end_role(*, by: Actor, role: Role) -> None:
    """End a role now, and with it the sessions in which it was used."""
    with act(by, Roles.end, role, role=role.name):
        role.until = timezone.localdate() - timedelta(days=1)
        role.public = False
        role.save(update_fields=["until", "public"])
        end_all_sessions(role.person)


def show_role(*, by: Person, role: Role, public: bool, words: str) -> None:
    """Say whether neighbours may know you by first name, and where they find you."""
    with act(by, Roles.show, role):
        role.public, role.words = public, words.strip() if public else ""
        role.save(update_fields=["public", "words"])


def end_access(*, by: Person, person: Person) -> dict[str, int]:
    """The one switch: roles, memberships, duty and every session end now. Gives counts (bar S10, M6).

    The person remains a neighbour, and may sign in again as one.
    """
    with act(by, Persons.end_access, person) as deed:
        counts = close_work(person)
        counts["sessions"] = end_all_sessions(person)
        deed.details = dict(counts)
    return counts
