"""The queue of writers of one SQLite file: fair, finite, and never left locked (reliability.md 6.2)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from tests.strength.writers import waits_in, writers
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community import lock
from wijkplein.foundation.community.binding import close_pool, opened
from wijkplein.foundation.community.errors import WriteQueueFull
from wijkplein.foundation.community.lock import WriteLock, write_lock

WORST = 0.4  # seconds the unluckiest of eight writers waits (reliability.md finding 3: 0.26 s, without the lock 4.4 s)
WRITERS = 8


@pytest.fixture
def sqlite_town(make_town: Any) -> Any:
    return make_town("rij", engine="sqlite")


@pytest.mark.slow
@pytest.mark.parametrize(("processes", "threads"), [(1, 8), (2, 4)])
def test_eight_writers_get_their_turn(sqlite_town: Any, processes: int, threads: int) -> None:
    """The worst wait, not only the usual one: nobody is passed over, so it ends with the turns of those before you."""
    results = writers(sqlite_town, processes=processes, threads=threads)
    waits = waits_in(results)
    print(
        f"{processes} x {threads}: {len(waits.whole) / 3:.0f} writes/s, p50 {waits.at(0.5) * 1000:.0f} ms, "
        f"p99 {waits.at(0.99) * 1000:.0f} ms, worst {waits.worst * 1000:.0f} ms; longest turn "
        f"{waits.longest_turn * 1000:.0f} ms, at most {waits.overtaken[-1]} others in between"
    )
    assert [result["errors"] for result in results] == [[]] * processes
    # Each of the others once; twice when the processor was taken away between looking at the clock and queueing. Of two
    # processes the kernel may leave one aside for a while (25 turns at a load of 10): then this holds for 99 in 100.
    share = 1 if processes == 1 else 0.99
    assert waits.overtaken[int((len(waits.overtaken) - 1) * share)] <= 2 * (WRITERS - 1)
    # A machine that stands still in the middle of a turn holds up all who wait, and the queue cannot help that:
    # then the turns themselves are the measure.
    assert waits.worst <= max(WORST, WRITERS * waits.longest_turn)
    with opened(sqlite_town):
        assert Area.objects.filter(kind="own").count() == len(waits.whole)


UNFAIR = """
from wijkplein.foundation.community.lock import WriteLock
WriteLock.acquire = WriteLock.release = lambda self, *patience: None
"""


@pytest.mark.slow
def test_without_the_queue_somebody_is_passed_over(sqlite_town: Any) -> None:
    """The control: SQLite's own waiting lets the same eight pass each other again and again."""
    waits = waits_in(writers(sqlite_town, processes=1, threads=8, before=UNFAIR))
    print(f"without: worst {waits.worst * 1000:.0f} ms, up to {waits.overtaken[-1]} others in between")
    assert waits.overtaken[-1] > 2 * (WRITERS - 1)


def test_who_comes_first_goes_first() -> None:
    queue = lock.FairLock()
    queue.acquire(time.monotonic() + 5)
    order: list[int] = []

    def wait(number: int) -> None:
        queue.acquire(time.monotonic() + 5)
        order.append(number)
        queue.release()

    threads = [threading.Thread(target=wait, args=(number,)) for number in range(8)]
    for number, thread in enumerate(threads, 1):
        thread.start()
        while len(queue._queue) < number:
            time.sleep(0.001)
    queue.release()
    for thread in threads:
        thread.join()
    assert order == list(range(8))


def in_thread(what: Any) -> list[Any]:
    found: list[Any] = []

    def run() -> None:
        try:
            found.append(what())
        except WriteQueueFull as error:
            found.append(error)
        finally:
            close_pool()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return found


def test_patience_ends_with_a_clear_word_and_the_queue_goes_on(tmp_path: Path) -> None:
    queue = WriteLock(tmp_path / "db")
    queue.acquire()
    started = time.monotonic()
    [answer] = in_thread(lambda: queue.acquire(0.2))
    assert isinstance(answer, WriteQueueFull)
    assert 0.15 < time.monotonic() - started < 2
    queue.release()
    queue.acquire(0.2)
    queue.release()


def test_patience_ends_for_another_process_too(tmp_path: Path) -> None:
    """Two objects on one file are like two processes."""
    first, second = WriteLock(tmp_path / "db"), WriteLock(tmp_path / "db")
    first.acquire()
    with pytest.raises(WriteQueueFull):
        second.acquire(0.2)
    first.release()
    second.acquire(0.2)
    second.release()


def free(community: Any) -> bool:
    other = WriteLock(community.database)
    try:
        other.acquire(0.3)
    except WriteQueueFull:
        return False
    other.release()
    other.close()
    return True


def test_a_transaction_that_fails_lets_the_next_one_in(sqlite_town: Any) -> None:
    with opened(sqlite_town):
        with transaction.atomic():
            assert not free(sqlite_town)
        assert free(sqlite_town)
        with pytest.raises(ZeroDivisionError), transaction.atomic(), transaction.atomic():
            raise ZeroDivisionError
        assert free(sqlite_town)


def test_a_closed_connection_lets_the_next_one_in(sqlite_town: Any) -> None:
    with opened(sqlite_town):
        block = transaction.atomic()
        block.__enter__()
        assert not free(sqlite_town)
        connection.close()
        assert free(sqlite_town)


def test_a_write_outside_a_transaction_queues_too(sqlite_town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sessions and sign-in write like this."""
    monkeypatch.setattr(lock, "PATIENCE", 0.2)
    monkeypatch.setattr(WriteLock.acquire, "__defaults__", (0.2,))
    other = WriteLock(sqlite_town.database)
    with opened(sqlite_town):
        Area.objects.exists()
        other.acquire()
        for write in (
            lambda: Area.objects.filter(pk=-1).update(name="x"),
            lambda: connection.cursor().execute("DELETE FROM areas_area WHERE id = -1"),
            lambda: connection.cursor().execute("WITH x AS (SELECT -1 AS y) DELETE FROM areas_area WHERE id IN x"),
            lambda: connection.cursor().executemany("DELETE FROM areas_area WHERE id = %s", [(-1,)]),
        ):
            with pytest.raises(WriteQueueFull):
                write()
        assert not Area.objects.filter(pk=-1).exists()  # reading never waits
        other.release()
        Area.objects.filter(pk=-1).update(name="x")
        assert free(sqlite_town)


HOLDER = """
import sys, time
from pathlib import Path
import wijkplein
from wijkplein.foundation.community.lock import WriteLock
queue = WriteLock(Path(sys.argv[1])); queue.acquire(); print("held", flush=True); time.sleep(60)
"""


def test_a_killed_process_lets_the_next_one_in(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path / "db")], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    queue = WriteLock(tmp_path / "db")
    with pytest.raises(WriteQueueFull):
        queue.acquire(0.1)
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    queue.acquire(1)
    queue.release()


def test_a_child_shares_no_lock_with_its_parent(tmp_path: Path) -> None:
    """Forked while the lock is held: the child waits like a stranger, and holds nothing when the parent dies."""
    database = tmp_path / "db"
    queue = write_lock(database)
    queue.acquire()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            write_lock(database).acquire(0.2)
            os.write(writing, b"taken")
        except WriteQueueFull:
            os.write(writing, b"waited")
        time.sleep(2)
        os._exit(0)
    try:
        assert os.read(reading, 10) == b"waited"
        os.close(queue._turn)  # what happens to the files of a parent that is killed
        other = WriteLock(database)
        other.acquire(0.5)
        other.release()
    finally:
        lock._locks.pop(database, None)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(reading)
        os.close(writing)


def test_who_is_stopped_while_waiting_takes_no_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in a command that waits: the turn must not go to somebody who is not there."""
    queue = lock.FairLock()
    queue.acquire(time.monotonic() + 1)

    class Stopped(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            raise KeyboardInterrupt

    monkeypatch.setattr(lock.threading, "Event", Stopped)
    with pytest.raises(KeyboardInterrupt):
        queue.acquire(time.monotonic() + 1)
    monkeypatch.undo()
    queue.release()
    queue.acquire(time.monotonic() + 0.5)
    queue.release()
