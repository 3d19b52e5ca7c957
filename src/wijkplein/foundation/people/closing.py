"""End what somebody may do for others: roles, memberships, duty. The one place (reliability.md M6)."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from wijkplein.foundation.people.models import DutyShift, Membership, Person, Role


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
