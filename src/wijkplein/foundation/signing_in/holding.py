"""What this room keeps about a person, and how it is erased (reliability.md 3.4)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from wijkplein.foundation.people.models import Person
from wijkplein.foundation.signing_in.devices import end_sessions_noted
from wijkplein.foundation.signing_in.models import WayBack


def export(person_id: UUID) -> list[dict[str, Any]]:
    """On which devices this person is signed in, and with what."""
    person = Person.objects.filter(uuid=person_id, erased_at=None).first()
    if person is None:
        return []
    devices = [
        {"ingelogd op": each.device, "sinds": each.since.isoformat()} for each in person.signed_in.order_by("pk")
    ]
    factors = [
        {"inloggen met": each.get_type_display(), "sinds": each.created_at.isoformat()}
        for each in Authenticator.objects.filter(user_id=person.pk).order_by("pk")
    ]
    return [*devices, *factors]


def erase(person_id: UUID) -> dict[str, int]:
    """Every way in goes. Doing it twice does nothing the second time."""
    person = Person.objects.filter(uuid=person_id).first()
    if person is None:
        return {}
    end_sessions_noted(person)
    person.ways_back.all().delete()
    WayBack.objects.filter(first_by=person).update(first_by=None)
    EmailAddress.objects.filter(user_id=person.pk).delete()
    Authenticator.objects.filter(user_id=person.pk).delete()
    return {}
