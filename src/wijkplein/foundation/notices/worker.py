"""The worker: one process for all towns, that looks before it locks.

Each round opens one town after another and does what waits there: tell deeds, pass notices on, send mail, run tasks,
read the joint mailbox, and whatever the clock asks. A town that goes wrong waits a minute; the others go on.
A file lock per town keeps a second worker out, and a killed worker lets go of it by itself.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from wijkplein.foundation.community.binding import opened
from wijkplein.foundation.community.community import Community
from wijkplein.foundation.community.stamp import is_ready
from wijkplein.foundation.notices.cards import renew_old_cards
from wijkplein.foundation.notices.joint_mailbox import read_mailbox
from wijkplein.foundation.notices.passing_on import pass_on
from wijkplein.foundation.notices.retrying import kind_of_error, place_of_error
from wijkplein.foundation.notices.running import run_tasks, take_back_orphans
from wijkplein.foundation.notices.schedule import run_clock
from wijkplein.foundation.notices.sending import send_due
from wijkplein.foundation.notices.telling import tell_deeds
from wijkplein.foundation.notices.turn import Turn

PAUSE = 1.0  # seconds of rest when no town had anything to do
GLANCE_AT_TOWNS = 30.0  # seconds after which new towns are noticed
SULK = 60.0  # seconds a town is left alone after something went wrong there
SLOW_EVERY = {"alive": 30.0, "clock": 20.0, "mailbox": 60.0}  # seconds between two times of what seldom changes
ALIVE = "worker.json"  # in the town's memory; `doctor` reads it

log = logging.getLogger("wijkplein.worker")
Say = Callable[[str], None]


@dataclass
class Town:
    """One town as the worker knows it: the lock on it, and when to look again at what."""

    community: Community
    lock: int | None = None
    not_before: float = 0.0
    looked: dict[str, float] = field(default_factory=dict)

    def is_time(self, what: str, now: float) -> bool:
        """Whether it is time to look at something that seldom changes."""
        if now - self.looked.get(what, -1e9) < SLOW_EVERY[what]:
            return False
        self.looked[what] = now
        return True


class Worker:
    """`towns` gives the communities to work for; `say` gets a sentence for whoever runs it."""

    def __init__(self, towns: Callable[[], list[Community]], *, say: Say) -> None:
        self._list = towns
        self._say = say
        self._towns: dict[Any, Town] = {}
        self._listed_at = -1e9
        self.stopping = threading.Event()

    def run(self) -> None:
        """Work until told to stop. Never raises for what goes wrong in one town."""
        try:
            while not self.stopping.is_set():
                if not self.round():
                    self.stopping.wait(PAUSE)
        finally:
            self.let_go()

    def round(self) -> int:
        """Every town once. Gives how much was done."""
        self._look_for_towns()
        return sum(self._work_for(town) for town in list(self._towns.values()) if not self.stopping.is_set())

    def let_go(self) -> None:
        """Let another worker have the towns."""
        for town in self._towns.values():
            if town.lock is not None:
                os.close(town.lock)
                town.lock = None
        self._towns.clear()

    def _look_for_towns(self) -> None:
        if time.monotonic() - self._listed_at < GLANCE_AT_TOWNS:
            return
        self._listed_at = time.monotonic()
        communities = {community.folder: community for community in self._list()}
        for folder, community in communities.items():
            self._towns.setdefault(folder, Town(community)).community = community
        for folder in set(self._towns) - set(communities):
            gone = self._towns.pop(folder)
            if gone.lock is not None:
                os.close(gone.lock)

    def _work_for(self, town: Town) -> int:
        if time.monotonic() < town.not_before:
            return 0
        try:
            with opened(town.community):
                return self._work(town) if is_ready() else 0
        except Exception as error:  # noqa: BLE001  # one broken town must not stop the others
            town.not_before = time.monotonic() + SULK
            log.error("work for %s failed: %s", town.community.slug, place_of_error(error))
            self._say(f"{town.community.slug}: {kind_of_error(error)}. Over een minuut opnieuw; de andere gaan door.")
            return 0

    def _work(self, town: Town) -> int:
        if not self._holds(town):
            return 0
        turn = Turn(stopping=self.stopping)
        done = tell_deeds(turn=turn) + pass_on(turn=turn) + send_due(turn=turn) + run_tasks(turn=turn)
        now = time.monotonic()
        if town.is_time("alive", now):
            _tell_that_we_live(town.community)
        if town.is_time("mailbox", now):
            done += read_mailbox(turn=turn)
        if town.is_time("clock", now):
            done += run_clock(turn=turn)
        return done

    def _holds(self, town: Town) -> bool:
        """Take the town, unless another worker has it. Then what that one's predecessor left is ready again."""
        if town.lock is not None:
            return True
        town.community.memory.mkdir(exist_ok=True, mode=0o750)
        descriptor = os.open(town.community.memory / "worker.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            town.not_before = time.monotonic() + SULK
            self._say(f"{town.community.slug}: een andere werker is hier al bezig. Deze wacht.")
            return False
        town.lock = descriptor
        take_back_orphans()
        renew_old_cards(timezone.now())  # the house may have a new version
        return True


def _tell_that_we_live(community: Community) -> None:
    """Write the time beside the database: a worker that stands still is seen by `doctor`, not by the residents."""
    half = community.memory / f"{ALIVE}.half"
    half.write_text(json.dumps({"at": timezone.now().isoformat()}), "ascii")
    half.replace(community.memory / ALIVE)
