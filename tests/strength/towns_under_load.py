"""Writers that keep a list of what was acknowledged, so that nothing lost stays unseen."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.binding import close_pool, opened


class Load:
    """Some threads that write rows into a town until they are stopped."""

    def __init__(self, community: Any, threads: int) -> None:
        self.community = community
        self.acknowledged: list[str] = []  # appended to after the commit: the thread-safe truth
        self.errors: list[BaseException] = []
        self.waits: list[tuple[float, float]] = []  # moment, seconds
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._write) for _ in range(threads)]

    def _write(self) -> None:
        try:
            while not self._stop.is_set():
                self._write_one()
        except BaseException as error:  # noqa: BLE001  # reported by the test, whatever it is
            self.errors.append(error)
        finally:
            close_pool()

    def _write_one(self) -> None:
        name = uuid.uuid4().hex
        started = time.monotonic()
        with opened(self.community), transaction.atomic():
            Area.objects.create(name=name, slug=name, kind="own")
        self.acknowledged.append(name)
        self.waits.append((started, time.monotonic() - started))

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def slowest(self, start: float, end: float, share: float = 0.99) -> float:
        """The wait (seconds) that this share of the writes between two moments stayed under."""
        waits = sorted(wait for moment, wait in self.waits if start <= moment <= end)
        return waits[int(share * (len(waits) - 1))] if waits else 0.0


@contextmanager
def under_load(community: Any, threads: int = 4) -> Iterator[Load]:
    """A town in which neighbours write all the time."""
    load = Load(community, threads)
    load.start()
    try:
        yield load
    finally:
        load.stop()


def names_in(community: Any) -> set[str]:
    """The rows the load wrote."""
    with opened(community):
        return set(Area.objects.filter(kind="own").values_list("name", flat=True))
