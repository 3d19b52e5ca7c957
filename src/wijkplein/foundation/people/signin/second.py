"""Whether this session proved a second factor, and how fresh it is."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from wijkplein.foundation.people.models import Person

FRESH = 15 * 60  # seconds
STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_factor(person: Person) -> bool:
    """Whether this person set one up: an app or a passkey. Recovery codes alone do not count."""
    return bool(Authenticator.objects.filter(user_id=person.pk, type__in=STRONG).exists())


def proved_second_factor(request: HttpRequest) -> bool:
    """Whether it was asked and shown in this session. A passkey is two factors in one."""
    return any(record.get("method") == "mfa" for record in _records(request))


def is_fresh(request: HttpRequest) -> bool:
    """Whether this person proved in the last quarter of an hour who she is; with the second factor at a desk."""
    person: Any = request.user
    strict = person.is_authenticated and person.works_a_desk and has_second_factor(person)
    wanted = {"mfa"} if strict else {"mfa", "code"}
    newest = max((record["at"] for record in _records(request) if record.get("method") in wanted), default=0)
    return time.time() - newest < FRESH


def _records(request: HttpRequest) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = get_authentication_records(request, request.user)
    return found
