"""Kill -9 of everything that serves, while six neighbours post real forms; then count (bars R1, R3, R7).

What a neighbour was told is placed must be there once, with its receipt and its line in the diary. A form that
got no answer is sent again after the restart, as a browser does, and must still have one effect.
"""

from __future__ import annotations

import http.client
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.utils import timezone

from bench.processes import free_port
from wijkplein.delen.square.models import Post
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.binding import close_town, opened
from wijkplein.foundation.community.making import make_community
from wijkplein.foundation.people.models import Person, Verification
from wijkplein.foundation.people.signin.sessions import SessionStore
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.verbs.models import Deed

NAME = "crash"
HELP = "kill -9 onder belasting: 1.000 keer op SQLite, en op PostgreSQL als WIJKPLEIN_TEST_POSTGRES er is"
CLIENTS = 6
PATIENCE = 60.0  # seconds for a server to come back on a busy machine
LETTERS = "bcdfghjklmnpqrst"  # no digits: a number in a text may look like somebody's telephone
HIDDEN = re.compile(r'name="(csrfmiddlewaretoken|once)" value="([^"]+)"')


def word() -> str:
    """A word nobody wrote before, that is no name and no number."""
    return "".join(random.choice(LETTERS) for _ in range(16))


@dataclass
class Tally:
    """What came out of all cycles together. Restarts in seconds, from the start of the program."""

    cycles: int = 0
    acknowledged: set[str] = field(default_factory=set)
    unanswered: int = 0
    restarts: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def line(self) -> str:
        """One sentence."""
        return (
            f"{self.cycles} cycles: {len(self.acknowledged)} acknowledged, {self.unanswered} sent again, "
            f"{len(self.faults)} faults; restart to first acknowledged write median "
            f"{statistics.median(self.restarts):.2f} s, max {max(self.restarts):.2f} s"
        )


@dataclass
class Form:
    """A filled form that may have to be sent again, exactly as it was."""

    text: str
    body: str
    cookies: str


def _said(page: bytes) -> str:
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
        text = f"Wie heeft er een ladder te leen voor {word()}?"
        fields = {**dict(HIDDEN.findall(page)), "kind": "question", "text": text, "title": "", "area": "oost"}
        return Form(text, urlencode({**fields, "sender": "buur"}), f"{self.session}; {csrf}")

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
            self.refusals.append(f"POST {answer.status} {_said(page)}")
        if answer.status < 500:
            self.waiting = None


class Rig:
    """A town, its real server and worker, and the neighbours."""

    def __init__(self, community: Any, *, worker: bool = True, environment: dict[str, str] | None = None) -> None:
        self.community = community
        self.worker = worker
        # Sessions are made here and read there.
        self.environment = {**os.environ, "WIJKPLEIN_SECRET_KEY": settings.SECRET_KEY, **(environment or {})}
        self.tally = Tally()
        self.neighbours: list[Neighbour] = []
        self._running: list[subprocess.Popen[bytes]] = []
        self._started = 0.0

    def start(self) -> int:
        """Start server and worker; gives the port at once, not when they are ready."""
        port = free_port()
        commands = [["serve", "--plain-http", "--port", str(port)]] + [["work"]] * self.worker
        self._started = time.monotonic()
        log = (self.community.folder / "crash.log").open("ab")
        self._running = [
            subprocess.Popen(
                [sys.executable, "-m", "wijkplein", *command],
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,  # so that the whole family can be killed at once
            )
            for command in commands
        ]
        log.close()
        return port

    def kill(self) -> None:
        """Kill -9 of every process at the same moment."""
        for process in self._running:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        for process in self._running:
            process.wait()
        self._running = []

    def cycle(self, seconds: float) -> None:
        """Start, let six neighbours post for a while, kill in the middle of it, and count."""
        self._refresh_neighbours()
        stop, first = threading.Event(), threading.Event()
        port = self.start()
        try:
            self._wait_for_port(port)
            threads = [threading.Thread(target=each.post_until, args=(port, stop, first)) for each in self.neighbours]
            for thread in threads:
                thread.start()
            if not first.wait(PATIENCE):
                self.tally.faults.append(
                    f"no write was acknowledged: {[each.refusals[-1:] for each in self.neighbours]}"
                )
            self.tally.restarts.append(time.monotonic() - self._started)
            time.sleep(seconds)
        finally:
            self.kill()
        stop.set()
        for thread in threads:
            thread.join()
        self.tally.cycles += 1
        self._count()

    def _wait_for_port(self, port: int) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(OSError):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                connection.connect()
                connection.close()
                return
            time.sleep(0.01)

    def _refresh_neighbours(self) -> None:
        """New people for each cycle, because nobody may post more than forty times a day; open forms go along."""
        waiting = [each for each in self.neighbours if each.waiting]
        self.tally.unanswered += len(waiting)
        host = self.community.hosts[0]
        self.neighbours = waiting + [
            Neighbour(host, session) for session in sign_in(self.community, CLIENTS - len(waiting))
        ]

    def _count(self) -> None:
        for each in self.neighbours:
            self.tally.acknowledged.update(each.told)
            self.tally.faults += [f"refused: {refusal}" for refusal in each.refusals]
            each.refusals.clear()
        self.tally.faults += faults_in(self.community, self.tally.acknowledged)

    def finish(self) -> Tally:
        """One last start, so that every open form gets its answer, and the last count."""
        self.cycle(1.0)
        return self.tally


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


def faults_in(community: Any, acknowledged: set[str]) -> list[str]:
    """Lost, double and half posts, and what the database itself says of its state."""
    close_town(community.slug)  # a look with fresh eyes: no page of ours from before the crash
    with opened(community):
        texts = Counter(Post.objects.values_list("text", flat=True))
        faults = [f"lost: {text}" for text in sorted(acknowledged - set(texts))]
        faults += [f"{count} times: {text}" for text, count in texts.items() if count > 1]
        posts = set(Post.objects.values_list("uuid", flat=True))
        receipts = Counter(Receipt.objects.filter(kind="post").values_list("about_id", flat=True))
        deeds = Counter(Deed.objects.filter(verb="posts.place").values_list("about_id", flat=True))
        for name, found in (("receipts", receipts), ("deeds", deeds)):
            if set(found) != posts or max(found.values(), default=1) > 1:
                faults.append(f"{name} are not one for each post: {len(posts)} posts, {sum(found.values())} {name}")
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA integrity_check")
                faults += [row[0] for row in cursor.fetchall() if row[0] != "ok"]
                cursor.execute("PRAGMA foreign_key_check")
                faults += [f"foreign key: {row}" for row in cursor.fetchall()]
    return faults


def crash(community: Any, cycles: int, *, progress: Any = lambda done: None, **options: Any) -> Tally:
    """So many cycles, each of a length of its own."""
    rig = Rig(community, **options)
    for number in range(cycles):
        rig.cycle(random.uniform(0.1, 0.8))
        progress(number + 1)
    return rig.finish()


@contextmanager
def town(engine: str, dsn: str = "") -> Iterator[Any]:
    """A town for a measurement, in a folder that goes away."""
    with tempfile.TemporaryDirectory(prefix="wijkplein-bench-") as home:
        os.environ["WIJKPLEIN_COMMUNITIES"] = f"{home}/communities"
        os.environ["WIJKPLEIN_KEYS"] = f"{home}/keys"
        toml = f'name = "Proef"\nhosts = ["proef.localhost"]\n[database]\nengine = "{engine}"\ndsn = "{dsn}"\n'
        yield make_community(Path(home, "communities", "proef"), toml)


def run(report: Any) -> None:
    """1,000 cycles on SQLite and 500 on PostgreSQL, or as many as asked with --cycles."""
    _one(report, "sqlite", "", report.cycles or 1_000)
    if dsn := os.environ.get("WIJKPLEIN_TEST_POSTGRES"):
        name = f"wijkplein_bench_{word()}"
        with psycopg.connect(dsn, autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{name}"')
        try:
            _one(report, "postgresql", dsn.rpartition("/")[0] + "/" + name, report.cycles or 500)
        finally:
            with psycopg.connect(dsn, autocommit=True) as server:
                server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _one(report: Any, engine: str, dsn: str, cycles: int) -> None:
    with town(engine, dsn) as community, report.progress(f"kill -9, {engine}", cycles) as progress:
        tally = crash(community, cycles, progress=progress)
    report.figure(f"{engine}: cycli", tally.cycles)
    report.figure(f"{engine}: bevestigd", len(tally.acknowledged))
    report.figure(f"{engine}: nog eens verstuurd", tally.unanswered)
    report.figure(f"{engine}: verloren, dubbel of half", len(tally.faults), goal=0)
    report.figure(
        f"{engine}: herstart tot eerste bevestigde schrijfactie, mediaan",
        statistics.median(tally.restarts),
        "s",
        goal=0.6,
    )
    report.figure(f"{engine}: herstart tot eerste bevestigde schrijfactie, hoogste", max(tally.restarts), "s", goal=2.0)
    for fault in tally.faults[:20]:
        report.say(fault)
