"""A thread that ends leaves no connection and no file open, also when it forgot to say that it was done."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections

from tests.strength.conftest import needs_postgresql
from tests.towns import SERVER
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community import binding
from wijkplein.foundation.community.binding import close_pool, close_town, opened

THREADS = 6


def open_handles(town: Any) -> int:
    """Sessions on the server, or files of this process, seen from outside the code that opened them."""
    if town.engine == "postgresql":
        with psycopg.connect(SERVER, autocommit=True) as server:
            asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
            return int(server.execute(asked, [town.dsn.rpartition("/")[2]]).fetchone()[0])
    return sum(path.startswith(str(town.database)) and not path.endswith((".lock", ".gate")) for path in open_files())


def open_files() -> list[str]:
    found = []
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            found.append(str(descriptor.readlink()))
        except OSError:  # closed since the listing
            continue
    return found


def wait_for(town: Any, expected: int) -> int:
    """PostgreSQL's own process ends a moment after its client hung up."""
    end = time.monotonic() + 5
    while open_handles(town) != expected and time.monotonic() < end:
        time.sleep(0.02)
    return open_handles(town)


def look_in_threads(town: Any, look: Callable[[], None]) -> tuple[int, list[Any]]:
    """So many threads open the town and end: what was open meanwhile, and the wrappers, kept from the collector."""
    wrappers: list[Any] = []
    together = threading.Barrier(THREADS + 1)

    def run() -> None:
        try:
            with opened(town):
                wrappers.append(connections["default"])
                look()
        except ZeroDivisionError:
            pass
        together.wait(60)
        together.wait(60)

    threads = [threading.Thread(target=run) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    together.wait(60)
    meanwhile = open_handles(town)
    together.wait(60)
    for thread in threads:
        thread.join()
    return meanwhile, wrappers


def reads() -> None:
    assert not Area.objects.filter(pk=-1).exists()


def breaks() -> None:
    reads()
    raise ZeroDivisionError


@pytest.mark.parametrize("look", [reads, breaks])
def test_a_thread_that_ends_leaves_nothing_open(town: Any, look: Callable[[], None]) -> None:
    close_town(town.slug)
    meanwhile, wrappers = look_in_threads(town, look)
    assert meanwhile >= THREADS  # the control of the count: while they live it sees them
    assert wait_for(town, 0) == 0
    assert [wrapper.connection for wrapper in wrappers] == [None] * THREADS


def test_without_that_they_would_stay_open(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the same threads, and nobody who closes behind them."""
    close_town(town.slug)
    monkeypatch.setattr(binding._ClosedAtTheEnd, "__del__", lambda _: None)
    meanwhile, wrappers = look_in_threads(town, reads)
    assert open_handles(town) == meanwhile >= THREADS
    for wrapper in wrappers:
        wrapper.inc_thread_sharing()
        wrapper.close()
    assert wait_for(town, 0) == 0


# Threads as the server has them: not started by Python, and gone when they had nothing to do for a while.
SERVED = """
import ctypes, sys
from types import SimpleNamespace
from wijkplein.commands.setup import start_django
start_django()
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community import binding
from wijkplein.foundation.community.towns import by_slug

def look(_):
    with binding.opened(by_slug(sys.argv[1])):
        Area.objects.filter(pk=-1).exists()

if "let go" in sys.argv:
    binding.ctypes = SimpleNamespace(pythonapi=SimpleNamespace(PyGILState_Ensure=lambda: None))
run = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(look)
system = ctypes.CDLL(None)
for _ in range(3):
    thread = ctypes.c_ulong()
    assert system.pthread_create(ctypes.byref(thread), None, run, None) == 0
    system.pthread_join(thread, None)
print("whole")
"""


def serve_in_threads(town: Any, *how: str) -> subprocess.CompletedProcess[str]:
    """Three such threads look in the town and end, in a process that may die of it."""
    command = [sys.executable, "-c", SERVED, town.slug, *how]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_a_thread_of_the_server_that_ends_does_not_take_the_process_along(town: Any) -> None:
    """Found as "Unexpected exit from worker-1" in a journey: thirty quiet seconds, and the worker was gone."""
    ended = serve_in_threads(town)
    assert (ended.returncode, ended.stdout) == (0, "whole\n"), ended.stderr


def test_a_thread_that_lets_go_first_takes_it_along(make_town: Any) -> None:
    """The control: SQLite's functions let go of the interpreter as the last ones."""
    assert serve_in_threads(make_town(engine="sqlite"), "let go").returncode == -signal.SIGSEGV


@pytest.mark.parametrize("close", [close_pool, lambda: binding.close_town(binding.current().slug)])
def test_a_town_closed_while_it_is_open_comes_back_and_is_not_forgotten(town: Any, close: Callable[[], None]) -> None:
    """A restore closes the town it stands in; what is asked after it opens a connection that somebody must close."""
    found = []

    def run() -> None:
        with opened(town):
            reads()
            close()
            found.append(open_handles(town))
            reads()  # the same wrapper connects again
        close_pool()
        found.append(wait_for(town, 0))

    close_town(town.slug)
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert found[1] == 0
    if town.engine == "sqlite":
        assert found[0] == 0


@needs_postgresql
def test_a_server_that_was_refused_is_refused_again(make_town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that failed its examination may not be used by who asks a second time."""
    from django.db import connection

    from wijkplein.foundation.community.backends.postgresql import base
    from wijkplein.foundation.community.errors import UnsafeDatabase

    town = make_town(engine="postgresql")
    close_town(town.slug)

    def refuses(cursor: Any) -> None:
        raise UnsafeDatabase("fsync=off")

    monkeypatch.setattr(base, "check_promises", refuses)
    with opened(town):
        for _ in range(2):
            with pytest.raises(UnsafeDatabase):
                connection.cursor()
