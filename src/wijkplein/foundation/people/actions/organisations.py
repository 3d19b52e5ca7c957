"""Organisations in the neighbourhood, and who works for them until when."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.foundation.people.actions.roles import LONGEST
from wijkplein.foundation.people.models import Membership, Organisation, Person
from wijkplein.foundation.people.policy import Memberships, Organisations, still_here
from wijkplein.foundation.verbs.acting import Refused, act
from wijkplein.foundation.verbs.actors import Actor

TAKEN = gettext_lazy("Een organisatie met deze naam staat er al.")


def add_organisation(*, by: Actor, name: str, kind: str, **contact: str) -> Organisation:
    """An organisation by its public data. One that stopped and comes back is the same one. Raises Refused."""
    organisation = Organisation.objects.filter(name__iexact=name.strip()).first() or Organisation()
    if organisation.pk is not None and organisation.ended_at is None:
        raise Refused(str(TAKEN))
    _fill(organisation, name=name, kind=kind, **contact)
    organisation.ended_at = None
    try:
        with act(by, Organisations.add, organisation) as deed:
            organisation.save()
            deed.about = organisation
    except IntegrityError:  # two at the same moment
        raise Refused(str(TAKEN)) from None
    return organisation


def change_organisation(*, by: Actor, organisation: Organisation, **fields: str) -> Organisation:
    """Another name, number or address. Raises Refused when another one has that name."""
    others = Organisation.objects.exclude(pk=organisation.pk)
    if others.filter(name__iexact=fields.get("name", organisation.name).strip()).exists():
        raise Refused(str(TAKEN))
    with act(by, Organisations.change, organisation):
        _fill(organisation, **fields)
        organisation.save()
    return organisation


def end_organisation(*, by: Actor, organisation: Organisation) -> int:
    """It takes part no longer, and nobody works for it here any more. Gives how many memberships ended."""
    with act(by, Organisations.end, organisation) as deed:
        running = list(Membership.objects.current().filter(organisation=organisation))
        for each in running:
            _close(each)
        organisation.ended_at = timezone.now()
        organisation.save(update_fields=["ended_at"])
        deed.details = {"memberships": len(running)}
    return len(running)


def add_membership(
    *,
    by: Actor,
    person: Person,
    organisation: Organisation,
    function: str = "",
    hat: str = "",
    until: date | None = None,
) -> Membership:
    """Somebody works or volunteers for an organisation, for at most twelve months at a time.

    Who is there already gets the new end and function. Raises Refused when the end lies in the past.
    """
    today = timezone.localdate()
    ends = min(until or today + LONGEST, today + LONGEST)
    if ends < today:
        raise Refused(_("Deze einddatum is al voorbij. Kies een dag die nog komt."))
    if reason := still_here(person):
        raise Refused(reason)
    with act(by, Memberships.add, organisation) as deed:
        running = Membership.objects.current().filter(person=person, organisation=organisation).first()
        membership = running or Membership(person=person, organisation=organisation, since=today)
        membership.function, membership.hat, membership.until = function, hat, ends
        membership.save()
        deed.about = membership
    return membership


def end_membership(*, by: Actor, membership: Membership) -> None:
    """End a membership now."""
    with act(by, Memberships.end, membership):
        _close(membership)


def _close(membership: Membership) -> None:
    """Counts through its last day, so what ends now ends yesterday; what began today was never there."""
    yesterday = timezone.localdate() - timedelta(days=1)
    if membership.since > yesterday:
        membership.delete()
        return
    membership.until, membership.public = yesterday, False
    membership.save(update_fields=["until", "public"])


def _fill(organisation: Organisation, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(organisation, name, value.strip())
