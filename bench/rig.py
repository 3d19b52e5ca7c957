"""A town with its real server and worker under six neighbours, killed again and again, and the count after it."""

from __future__ import annotations

import http.client
import os
import random
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import connection

from bench.neighbours import Neighbour, sign_in
from bench.processes import free_port
from bench.recovering import Recovery, StandBy
from wijkplein.delen.square.models import Post
from wijkplein.foundation.community.binding import close_town, opened
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.verbs.models import Deed

CLIENTS = 6
PATIENCE = 60.0  # seconds for a server to come back on a busy machine


@dataclass
class Tally:
    """What came out of all cycles together. Restarts in seconds, from the start of the program."""

    cycles: int = 0
    acknowledged: set[str] = field(default_factory=set)
    unanswered: int = 0
    restarts: list[float] = field(default_factory=list)
    recoveries: list[Recovery] = field(default_factory=list)
    openings: list[Recovery] = field(default_factory=list)  # the same of a town that was closed as it should be
    faults: list[str] = field(default_factory=list)

    def line(self) -> str:
        """One sentence."""
        return (
            f"{self.cycles} cycles: {len(self.acknowledged)} acknowledged, {self.unanswered} sent again, "
            f"{len(self.faults)} faults; restart to first acknowledged write median "
            f"{statistics.median(self.restarts):.2f} s, max {max(self.restarts):.2f} s"
        )


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
        self._known = ""  # somebody who was signed in before the kill

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

    def cycle(self, seconds: float, recovery: StandBy | None = None) -> None:
        """Start, let six neighbours post for a while, kill in the middle of it, and count.

        With a process that stands by: how long until something is acknowledged again, without the start of a program,
        and for comparison how long that takes when nothing was killed.
        """
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
        if recovery is not None:
            self.tally.recoveries.append(self._again(recovery))
        self.tally.cycles += 1
        self._count()
        if recovery is not None:
            close_town(self.community.slug)
            self.tally.openings.append(self._again(recovery))

    def _again(self, standing_by: StandBy) -> Recovery:
        recovery = standing_by.recover(self.community, self._known)
        self.tally.acknowledged.add(recovery.text)
        return recovery

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
        [self._known] = sign_in(self.community, 1)

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


def crash(community: Any, cycles: int, *, warm: Any = None, progress: Any = lambda done: None, **options: Any) -> Tally:
    """So many cycles, each of a length of its own. With another town to warm up in, recovery is measured as well."""
    rig = Rig(community, **options)
    standing_by = StandBy(warm, sign_in(warm, 1)[0], rig.environment) if warm is not None else None
    try:
        if standing_by is not None:
            close_town(warm.slug)
            standing_by.wait_until_ready()
        for number in range(cycles):
            rig.cycle(random.uniform(0.1, 0.8), standing_by)
            progress(number + 1)
        return rig.finish()
    finally:
        if standing_by is not None:
            standing_by.stop()
