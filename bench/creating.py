"""Place posts through the real form, as a neighbour who is signed in: form page, CSRF, token, checks, redirect."""

from __future__ import annotations

import http.client
import re
import statistics
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from bench.processes import Server, cpu_seconds
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.signing_in.sessions import SessionStore

PATH = "/plein/vraag/"
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|once)" value="([^"]+)"')
EACH = 15  # forms of one person: nobody may place more than forty a day


@dataclass(frozen=True)
class Creation:
    """What placing cost: CPU of the server and time of the visitor, in milliseconds, of the sending only.

    `first` is the CPU of the first form after the start: it reads in word lists that stay for all the others.
    """

    cpu_ms: float
    p50: float
    worst: float
    refused: int
    first: float


def cookie_of(person: Person) -> str:
    """The cookie of a browser in which this person signed in. Call it with the town open."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return f"wijkplein={session.session_key}"


def create(server: Server, cookies: list[str], count: int) -> Creation:
    """Ask for all the forms first, then send them one after another and measure the sending."""
    wire = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    forms = [_filled(wire, server.host, cookies[number // EACH], number) for number in range(count + 1)]
    first, _times, refused = _sent(wire, server, forms[:1])
    used, times, later = _sent(wire, server, forms[1:])
    return Creation(used / count, statistics.median(times), max(times), refused + later, first)


def _sent(
    wire: http.client.HTTPConnection, server: Server, forms: list[tuple[str, str]]
) -> tuple[float, list[float], int]:
    """CPU of all together, time of each, and how many were refused."""
    before, times, refused = cpu_seconds(server.process.pid), [], 0
    for body, cookie in forms:
        begun = time.perf_counter()
        headers = {"Host": server.host, "Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        wire.request("POST", PATH, body, headers)
        answer = wire.getresponse()
        answer.read()
        times.append((time.perf_counter() - begun) * 1000)
        refused += answer.status != 303
    return (cpu_seconds(server.process.pid) - before) * 1000, times, refused


def _filled(wire: http.client.HTTPConnection, host: str, cookie: str, number: int) -> tuple[str, str]:
    wire.request("GET", PATH, headers={"Host": host, "Cookie": cookie})
    answer = wire.getresponse()
    page = answer.read().decode()
    if answer.status != 200:
        raise SystemExit(f"The form did not come: {answer.status}")
    csrf = next((line.split(";")[0] for line in answer.headers.get_all("Set-Cookie", []) if "csrf=" in line), "")
    word = "".join("bcdfghjklm"[int(digit)] for digit in str(number))  # a number might look like a telephone
    text = f"Wie heeft er een ladder te leen voor de {word}straat? Hij mag wat roestig zijn, als hij maar stevig staat."
    fields = {**dict(HIDDEN.findall(page)), "kind": "question", "text": text, "title": "", "area": "buurt-3"}
    return urlencode({**fields, "sender": "buur"}), f"{cookie}; {csrf}"
