"""Whether this session proved a second factor, and how fresh it is."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse

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
    wanted = {"mfa"} if _uses_two_steps(request) else {"mfa", "code"}
    newest = max((record["at"] for record in _records(request) if record.get("method") in wanted), default=0)
    return time.time() - newest < FRESH


def where_to_prove(request: HttpRequest) -> str:
    """The page on which this person proves again who she is; "" when she did so in the last quarter of an hour."""
    if is_fresh(request):
        return ""
    return reverse("signing_in:second_again" if _uses_two_steps(request) else "signing_in:again")


def _uses_two_steps(request: HttpRequest) -> bool:
    person: Any = request.user
    return person.is_authenticated and person.works_a_desk and has_second_factor(person)


def _records(request: HttpRequest) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = get_authentication_records(request, request.user)
    return found
