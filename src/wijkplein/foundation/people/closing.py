"""The one place to end what somebody may do for others: roles, memberships, duty, sessions (reliability.md M6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from wijkplein.foundation.people.models import DutyShift, Membership, Person, Role

_sign_outs: list[Callable[[Person], int]] = []


def sign_out_with(end: Callable[[Person], int]) -> None:
    """Who keeps sessions says how those of one person are ended; it gives how many there were (from `ready()`)."""
    _sign_outs.append(end)


def end_all_sessions(person: Person) -> int:
    """End every session of a person at once; works also for a session nobody noted. Gives the number noted.

    Two ways together: the rows go, and the mark that every session carries no longer fits.
    """
    with transaction.atomic():
        Person.objects.filter(pk=person.pk).update(access_round=F("access_round") + 1)
        ended = sum(end(person) for end in _sign_outs)
    person.access_round += 1
    return ended


def close_work(person: Person) -> dict[str, int]:
    """Close roles and memberships as of now and take the person out of the roster. Gives counts.

    A role counts through its last day, so what ends now ends yesterday.
    """
    today = timezone.localdate()
    yesterday = today - timedelta(days=1)
    roles = Role.objects.current().filter(person=person).update(until=yesterday, public=False)
    young = Membership.objects.filter(person=person, since__gte=today)
    closed = Membership.objects.filter(person=person, since__lt=today, until__gte=today)
    memberships = young.count() + closed.count()
    young.delete()
    closed.update(until=yesterday, public=False)
    shifts, _each = DutyShift.objects.filter(person=person).delete()
    DutyShift.objects.filter(deputy=person).update(deputy=None)
    for name in ("_role_cache", "_cover_cache"):
        person.__dict__.pop(name, None)
    return {"roles": roles, "memberships": memberships, "shifts": shifts}
