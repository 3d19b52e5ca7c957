"""Acting for somebody ends half an hour after it began, whatever page stands open (domain.md 4.1, ProxyMandate)."""

from __future__ import annotations

import time
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from wijkplein.foundation.people.models import Person, ProxyMandate
from wijkplein.foundation.people.policy import Mandates

STATE = "people.acting_for"
LIFE = timedelta(minutes=30)
_ways: dict[str, str | Promise] = {}


def add_way(label: str | Promise, url_name: str) -> None:
    """A room says where something can be written for somebody else (from `ready()`)."""
    _ways[url_name] = label


def ways() -> list[tuple[str, str]]:
    """What can be done for somebody: words and address."""
    return [(str(label), reverse(name)) for name, label in _ways.items()]


def begin(request: HttpRequest, mandate: ProxyMandate) -> None:
    """From now on this browser writes for whoever gave the mandate."""
    request.session[STATE] = {"mandate": str(mandate.uuid), "at": time.time()}


def stop(request: HttpRequest) -> None:
    """And now no longer."""
    request.session.pop(STATE, None)


def acting_for(request: HttpRequest, by: Person) -> ProxyMandate | None:
    """The mandate this browser is using: begun less than half an hour ago and still in force."""
    state = request.session.get(STATE)
    if not isinstance(state, dict) or not 0 <= time.time() - state["at"] <= LIFE.total_seconds():
        return None
    found = ProxyMandate.objects.visible_to(by).filter(uuid=state["mandate"]).select_related("represented__area")
    mandate: ProxyMandate | None = found.first()
    return mandate if mandate is not None and Mandates.use.may(by, mandate) else None
