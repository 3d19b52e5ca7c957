"""Neighbours at their browsers: they sign in, ask for a form, fill it in, and send it again when no answer came."""

from __future__ import annotations

import http.client
import random
import re
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.binding import opened
from wijkplein.foundation.people.models import Person, Verification
from wijkplein.foundation.signing_in.sessions import SessionStore

LETTERS = "bcdfghjklmnpqrst"  # no digits: a number in a text may look like somebody's telephone
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|once)" value="([^"]+)"')


def word() -> str:
    """A word nobody wrote before, that is no name and no number."""
    return "".join(random.choice(LETTERS) for _ in range(16))


def filled(page: str, csrf: str, session: str) -> Form:
    """The form on the page where one asks something, filled in."""
    text = f"Wie heeft er een ladder te leen voor {word()}?"
    fields = {**dict(HIDDEN.findall(page)), "kind": "question", "text": text, "title": "", "area": "oost"}
    return Form(text, urlencode({**fields, "sender": "buur"}), f"{session}; {csrf}")


@dataclass
class Form:
    """A filled form that may have to be sent again, exactly as it was."""

    text: str
    body: str
    cookies: str


def said(page: bytes) -> str:
    """What a page says, without its mark-up."""
    text = re.sub(r"<style.*?</style>|<[^>]+>", " ", page.decode(errors="replace"), flags=re.S)
    return " ".join(text.split())[:1_500]


class Neighbour:
    """One browser: asks for the form, fills it in, sends it, and sends it again when no answer came."""

    def __init__(self, host: str, session: str) -> None:
        self.host, self.session = host, session
        self.told: list[str] = []  # what this neighbour was told is placed
        self.waiting: Form | None = None
        self.again = 0
        self.refusals: list[str] = []

    def post_until(self, port: int, stop: threading.Event, first: threading.Event) -> None:
        """Post forms to the server on this port until it is killed or we are told to stop."""
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            while not stop.is_set():
                self.waiting = self.waiting or self._filled(connection)
                if self.waiting is None:
                    return
                self._send(connection, self.waiting)
                first.set()

    def _filled(self, connection: http.client.HTTPConnection) -> Form | None:
        connection.request("GET", "/plein/vraag/", headers={"Host": self.host, "Cookie": self.session})
        answer = connection.getresponse()
        page = answer.read().decode()
        if answer.status != 200:
            self.refusals.append(f"GET {answer.status}")
            return None
        csrf = next((line.split(";")[0] for line in answer.headers.get_all("Set-Cookie", []) if "csrf=" in line), "")
        return filled(page, csrf, self.session)

    def _send(self, connection: http.client.HTTPConnection, form: Form) -> None:
        self.again += 1
        headers = {"Host": self.host, "Cookie": form.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/plein/vraag/", form.body, headers)
        answer = connection.getresponse()
        page = answer.read()
        self.again -= 1
        if answer.status == 303:
            self.told.append(form.text)
        elif answer.status < 500:  # a 503 is not yet an answer: the form is sent again
            self.refusals.append(f"POST {answer.status} {said(page)}")
        if answer.status < 500:
            self.waiting = None


def sign_in(community: Any, count: int) -> list[str]:
    """Cookies of new people who are signed in."""
    cookies = []
    with opened(community):
        area = Area.objects.filter(slug="oost").first() or Area.objects.create(name="Oost", slug="oost", kind="own")
        for _ in range(count):
            person = Person.objects.create(
                first_name="Buur",
                email=f"{word()}@buurt.test",
                area=area,
                sixteen_or_older=True,
                verification=Verification.AREA,
                active_at=timezone.now(),
            )
            session = SessionStore()
            session[SESSION_KEY] = str(person.pk)
            session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
            session[HASH_SESSION_KEY] = person.get_session_auth_hash()
            session.save()
            cookies.append(f"wijkplein={session.session_key}")
    return cookies
