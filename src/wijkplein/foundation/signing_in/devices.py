"""The devices on which somebody is signed in, and ending them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkplein.foundation.people.closing import end_all_sessions
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.signing_in.models import SignedIn

# In this order: every browser also claims to be others.
BROWSERS = {
    "Edg": "Edge",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
DEVICES = {
    "iPad": "iPad",
    "iPhone": "iPhone",
    "Android": "Android",
    "Windows": "Windows",
    "Mac": "Mac",
    "Linux": "Linux",
}


def device_words(agent: str) -> str:
    """Like "Firefox op Android": enough to recognise one's own device, not enough to follow anybody."""
    browser = next((word for mark, word in BROWSERS.items() if mark in agent), "")
    device = next((word for mark, word in DEVICES.items() if mark in agent), "")
    if browser and device:
        return _("%(browser)s op %(device)s") % {"browser": browser, "device": device}
    return browser or device or _("Onbekend apparaat")


def note_device(request: HttpRequest, person: Any) -> None:
    """Called by the adapter right after signing in."""
    if request.session.session_key is None:
        request.session.save()
    SignedIn.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "person": person,
            "device": device_words(request.headers.get("User-Agent", "")),
            "since": timezone.now(),
        },
    )
    Person.objects.filter(pk=person.pk).update(seen_on=timezone.localdate(), warned_silent=0)


def devices_of(person: Person) -> QuerySet[SignedIn]:
    """Where this person is signed in now, newest first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return SignedIn.objects.filter(person=person, session_key__in=alive).order_by("-since", "-pk")


def end_sessions_noted(person: Person) -> int:
    """End the sessions that stand in our list. Gives how many; `end_all_sessions` (people/closing.py) ends all."""
    keys = list(SignedIn.objects.filter(person=person).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    SignedIn.objects.filter(person=person).delete()
    return len(keys)


def end_other_sessions(request: HttpRequest, person: Person) -> int:
    """End all but this one ("overal uitloggen"). Gives the number of other devices."""
    others = SignedIn.objects.filter(person=person).exclude(session_key=request.session.session_key).count()
    end_all_sessions(person)
    update_session_auth_hash(request, person)
    note_device(request, person)
    return others


def end_session(person: Person, device: SignedIn) -> None:
    """Sign out on one device."""
    if device.person_id == person.pk:
        Session.objects.filter(session_key=device.session_key).delete()
        device.delete()
