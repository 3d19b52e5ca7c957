"""How fast pages are, against a constant view on the same server in the same run (reference/performance.md section 4).

Every figure is a ratio or a count, so that a shared machine changes little: targets take turns, the order is turned
round every round, ratios are made within a round. Pages are asked without compression, as the constant view is; what
compression costs is a figure of its own.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.creating import EACH, cookie_of, create
from bench.filling import fill
from bench.first_view import CHROMIUM, look
from bench.processes import Server, anonymous_mib, constant_command, cpu_seconds, load, our_command, serving
from bench.rounds import Rounds, Target, take_turns
from bench.towns import filled_town
from wijkplein.foundation.community.binding import opened
from wijkplein.foundation.look import kept
from wijkplein.foundation.people.models import Person

NAME = "pages"
HELP = "snelheid van de pagina's tegenover een lege pagina, bij 1.000 en 100.000 berichten (--posts, --rounds, --quick)"
MIXED, LATER = 10_000, 100_000  # requests, goal 22


@dataclass(frozen=True)
class Town:
    """A filled town that is being served."""

    posts: int
    community: Any
    server: Server
    detail: str
    cookies: list[str]
    environment: dict[str, str]

    def paths(self) -> dict[str, str]:
        """What is read, by name."""
        middle = f"/plein/?na={self.posts // 2}"
        search = "/zoeken/?q=boormachine"
        return {"list": "/plein/", "area": "/plein/buurt-3/", "key": middle, "detail": self.detail,
                "search": search, "home": "/"}  # fmt: skip


def run(report: Any) -> None:
    """All goals that need only the product and the constant view."""
    posts = report.posts or ((1_000,) if report.quick else (1_000, 100_000))
    with ExitStack() as stack:
        yardstick = stack.enter_context(serving(constant_command(), host="constant", env={}))
        towns = [stack.enter_context(_served(report, count)) for count in posts]
        rounds = report.rounds or (2 if report.quick else 5)
        _speed(report, yardstick, towns, rounds=rounds, seconds=1 if report.quick else 3)
        for town in towns:
            _queries(report, town)
            _creation(report, town)
        _views(report, towns[0])
        _memory(report, towns[-1])
    _starting(report)


@contextmanager
def _served(report: Any, posts: int) -> Iterator[Town]:
    """A town of this size with a server of its own."""
    with filled_town(report.engine) as (community, environment):
        with opened(community):
            with report.progress(f"{posts} berichten plaatsen", posts) as progress:
                detail = fill(posts, progress=progress).get_absolute_url()
            people = Person.objects.exclude(posts=None).distinct().order_by("pk")
            cookies = [cookie_of(person) for person in people[:40]]
        with serving(our_command(), host=community.hosts[0], env=environment) as server:
            settle(server)
            yield Town(posts, community, server, detail, cookies, environment)


def settle(server: Server) -> None:
    """Wait until what a start leaves running is done: it would be counted with the first requests."""
    quiet, before = 0, cpu_seconds(server.process.pid)
    for _step in range(120):
        time.sleep(0.5)
        now = cpu_seconds(server.process.pid)
        quiet, before = quiet + 1 if abs(now - before) < 0.02 else 0, now
        if quiet == 4:
            return


def _speed(report: Any, yardstick: Server, towns: list[Town], *, rounds: int, seconds: int) -> None:
    targets = [Target(f"constant{each}", yardstick, "/", each) for each in (1, 8, 64)]
    for town in towns:
        targets += _targets_of(town)
    with report.progress("om de beurt laden", rounds * len(targets)) as progress:
        found = take_turns(targets, rounds=rounds, seconds=seconds, progress=progress)
    report.figure("lege pagina, CPU per verzoek (c=8)", found.median("constant8", "cpu_ms"), "ms")
    for town in towns:
        _figures_of(report, found, town.posts)
    if len(towns) > 1:
        _growth(report, found, towns[0].posts, towns[-1].posts)
    report.figure("antwoorden die geen antwoord waren", found.faults(), goal=0)


def _targets_of(town: Town) -> list[Target]:
    n, paths = town.posts, town.paths()
    etag = town.server.get("/plein/")[1]["etag"]
    signed_in, known = (("Cookie", town.cookies[0]),), (("If-None-Match", etag),)
    made = [Target(f"{name} {n}", town.server, path) for name, path in paths.items()]
    made += [Target(f"list {n} c={each}", town.server, paths["list"], each) for each in (1, 64)]
    made.append(Target(f"in {n}", town.server, paths["list"], headers=signed_in))
    made.append(Target(f"304 {n}", town.server, paths["list"], headers=known))
    made.append(Target(f"gzip {n}", town.server, paths["list"], headers=(("Accept-Encoding", "gzip"),)))
    return made


def _figures_of(report: Any, found: Rounds, n: int) -> None:
    def times(name: str, what: str, goal: float | None, floor: float | None = None) -> None:
        report.figure(f"{what}, {n}", found.ratio(f"{name} {n}", "constant8", "cpu_ms"), "x", goal, floor=floor)

    times("list", "1 lijst, CPU (c=8)", 8, 12)
    share1 = found.ratio(f"list {n} c=1", "constant1", "per_second")
    share8 = found.ratio(f"list {n}", "constant8", "per_second")
    report.figure(f"2 lijst, deel van verzoeken/s (c=1), {n}", share1, "", 0.20, floor=0.12, at_least=True)
    report.figure(f"2 lijst, deel van verzoeken/s (c=8), {n}", share8, "", 0.11, floor=0.07, at_least=True)
    times("in", "5 lijst ingelogd, CPU", 14, 20)
    times("detail", "6 bericht met 20 reacties, CPU", 9, 16)
    times("304", "7 304, CPU", 4, 6)
    times("search", "13 zoeken, hele pagina, CPU", 14)
    for name, what in (("area", "buurtplein"), ("key", "bladzijde in het midden"), ("home", "voorpagina")):
        times(name, f"- {what}, CPU", None)
    times("gzip", "- lijst met gzip, CPU", None)
    report.figure(f"9 p99/p50 (c=8), {n}", found.tail(f"list {n}"), "x", 2.5, floor=4)
    report.figure(f"9 p99/p50 (c=64), {n}", found.tail(f"list {n} c=64"), "x", 2.5, floor=4)
    tail = found.ratio(f"list {n} c=64", "constant64", "p99")
    report.figure(f"10 p99 bij 64 verbindingen, {n}", tail, "x", 10, floor=20)


def _growth(report: Any, found: Rounds, small: int, large: int) -> None:
    grown = {
        name: found.ratio(f"{name} {large}", f"{name} {small}", "cpu_ms") for name in ("list", "area", "key", "detail")
    }
    for name, ratio in grown.items():
        report.figure(f"12 groei {small} -> {large}: {name}", ratio, "x", 1.15, floor=1.25)
    report.figure("12 groei, mediaan", statistics.median(grown.values()), "x", 1.10, floor=1.25)


def _queries(report: Any, town: Town) -> None:
    """Goal 11, counted in this process: pages that nobody asked for before, for a visitor and for a neighbour."""
    os.environ.update(town.environment)
    for who, cookie, goal, floor in (("anoniem", "", 2, 4), ("ingelogd", town.cookies[1], 4, 6)):
        session = f"{settings.SESSION_COOKIE_NAME}={cookie.partition('=')[2]}"
        client = Client(headers={"host": town.community.hosts[0], "cookie": session if cookie else ""})
        for name in ("list", "detail", "home"):
            path = town.paths()[name]
            client.get(path, secure=True)  # the schema stamp is looked at once in the life of a process
            kept.forget()
            with opened(town.community):
                with CaptureQueriesContext(connection) as asked:
                    answer = client.get(path, secure=True)
                count = len(asked)  # read while the town is open: it is this town's own connection that counted
            assert answer.status_code == 200, (path, answer.status_code)
            assert count, f"{path} asked nothing, which cannot be"
            report.figure(f"11 vragen aan de database, {name}, {who}, {town.posts}", count, "", goal, floor=floor)


def _creation(report: Any, town: Town) -> None:
    count = EACH * (4 if report.quick else 12)
    made = create(town.server, town.cookies[2:], count)
    report.figure(f"14 plaatsen met het echte formulier, CPU, {town.posts}", made.cpu_ms, "ms", 3, floor=6)
    report.figure(f"14 plaatsen, p50 voor de bezoeker, {town.posts}", made.p50, "ms")
    report.figure(f"- eerste bericht na een start (leest woordlijsten in), CPU, {town.posts}", made.first, "ms")
    report.figure(f"14 geweigerd van {count}, {town.posts}", made.refused, "", 0)


def _views(report: Any, town: Town) -> None:
    if not Path(CHROMIUM).exists():
        report.say("Chromium ontbreekt: doelen 17 tot en met 21 zijn overgeslagen.")
        return
    page = town.server.get("/plein/")[2]
    zipped = len(town.server.get("/plein/", {"Accept-Encoding": "gzip"})[2])
    url = f"http://{town.server.host}:{town.server.port}/plein/"
    seen = look(url, page, 2 if report.quick else 5)
    first = seen.first
    report.figure("17 eerste bezoek, alles over de lijn", first.wire / 1000, "kB", 30, floor=45)
    report.figure("17 eerste bezoek, verzoeken", first.requests, "", 4, floor=6)
    report.figure("17 eerste bezoek, naar anderen", first.foreign, "", 0)
    report.figure("17 verschuiving van de pagina", first.shift, "", 0)
    report.figure("- letters die na de eerste verf komen", first.fonts / 1000, "kB", 35)
    report.figure("18 HTML met stijl van het eerste scherm", zipped / 1000, "kB", 14, floor=20)
    report.figure("19 eerste verf, langzame lijn, tegenover dezelfde kaarten kaal", seen.ratio, "x", 1.25, floor=1.8)
    report.figure("- eerste verf, langzame lijn", first.paint, "ms")
    report.figure("20 script", first.script / 1000, "kB", 18, floor=25)
    report.figure("21 tweede keer dezelfde pagina, over de lijn", seen.again.wire / 1000, "kB", 4, floor=10)


def _memory(report: Any, town: Town) -> None:
    """Goal 22: the web worker after 10,000 mixed requests, and how it grows after."""
    _mixed(town, 1_000 if report.quick else MIXED)
    early = max(anonymous_mib(town.server.process.pid).values())
    report.figure(f"22 geheugen van de webwerker na {MIXED} verzoeken, {town.posts}", early, "MiB", 75, floor=100)
    if report.quick:
        return
    _mixed(town, LATER)
    late = max(anonymous_mib(town.server.process.pid).values())
    report.figure(f"22 groei over {LATER} verzoeken daarna", (late / early - 1) * 100, "%", 2)


def _mixed(town: Town, requests: int) -> None:
    """Pages of all sorts, most of them different ones, until there were so many requests."""
    done, turn, paths = 0, 0, list(town.paths().values())
    while done < requests:
        turn += 1
        path = f"/plein/?na={turn * 37 % town.posts + 21}" if turn % 2 else paths[turn // 2 % len(paths)]
        done += load(town.server, path, connections=8, seconds=1 if requests <= MIXED else 2).requests


def _starting(report: Any) -> None:
    """Goals 23 and 24: an installation with one small town, started cold and left alone."""
    with filled_town(report.engine) as (community, environment):
        with opened(community):
            fill(100)
        starts = []
        for _time in range(3):
            with serving(our_command(), host=community.hosts[0], env=environment) as server:
                starts.append(server.started_in)
        report.figure("24 koude start tot de eerste 200", statistics.median(starts), "s", 1.5, floor=3)
        with serving(our_command(threads=4), host=community.hosts[0], env=environment) as server:
            report.figure(
                "23 hele dienst in rust (serve en work)", _at_rest(server, environment), "MiB", 160, floor=220
            )


def _at_rest(server: Server, environment: dict[str, str]) -> float:
    work = subprocess.Popen(
        [sys.executable, "-m", "wijkplein", "work"],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        settle(server)
        time.sleep(10)
        return sum(sum(anonymous_mib(each.pid).values()) for each in (server.process, work))
    finally:
        work.terminate()
        work.wait(30)


assert settings.configured  # `wijkplein bench` sets Django up before it loads this
