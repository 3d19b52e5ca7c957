"""One fair queue for writers of one SQLite file, inside this process and between processes.

SQLite lets writers race: its busy handler sleeps and is unfair, the unlucky one waits seconds
(reliability.md section 0, finding 3). Here every writer takes a number.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections import deque
from pathlib import Path

from wijkplein.foundation.community.errors import WriteQueueFull

PATIENCE = 20.0  # seconds a writer waits for its turn before the visitor is told to try again
GLANCE = 0.0002  # seconds between the first looks at a lock that another process holds
SLOWEST = 0.005  # between later looks: a migration or a restore holds it for seconds


class FairLock:
    """First come, first served between the threads of one process."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._held = False
        self._queue: deque[threading.Event] = deque()

    def acquire(self, deadline: float) -> None:
        """Wait for our turn; raises WriteQueueFull when the deadline (monotonic seconds) passes first."""
        turn = threading.Event()
        with self._guard:
            if not self._held and not self._queue:
                self._held = True
                return
            self._queue.append(turn)
        try:
            if turn.wait(max(0.0, deadline - time.monotonic())):
                return
        except BaseException:  # stopped while waiting: a turn given to nobody would stop everybody
            if not self._give_up(turn):
                self.release()
            raise
        if self._give_up(turn):
            raise WriteQueueFull
        # our turn came in the same instant: take it

    def release(self) -> None:
        """Hand the turn to whoever waits longest."""
        with self._guard:
            if self._queue:
                self._queue.popleft().set()
            else:
                self._held = False

    def _give_up(self, turn: threading.Event) -> bool:
        """Leave the queue; False when our turn had come already."""
        with self._guard:
            if turn.is_set():
                return False
            self._queue.remove(turn)
            return True


class WriteLock:
    """The queue of one database file. Two files make it fair between processes.

    Who waits stands alone in the gate; who leaves must queue for the gate again, so that a busy
    web process cannot starve the worker.
    """

    def __init__(self, database: Path) -> None:
        self._threads = FairLock()
        self._gate = _open_lock_file(database.with_name(database.name + ".gate"))
        self._turn = _open_lock_file(database.with_name(database.name + ".lock"))

    def acquire(self, patience: float = PATIENCE) -> None:
        """Wait for our turn to write; raises WriteQueueFull after `patience` seconds."""
        deadline = time.monotonic() + patience
        self._threads.acquire(deadline)
        try:
            _flock(self._gate, deadline)
            try:
                _flock(self._turn, deadline)
            finally:
                fcntl.flock(self._gate, fcntl.LOCK_UN)
        except BaseException:
            self._threads.release()
            raise

    def release(self) -> None:
        """Let the next writer in."""
        fcntl.flock(self._turn, fcntl.LOCK_UN)
        self._threads.release()

    def close(self) -> None:
        """Let go of the files, without letting go of the lock of who else has them open."""
        os.close(self._gate)
        os.close(self._turn)


def _open_lock_file(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _flock(descriptor: int, deadline: float) -> None:
    """A lock with a deadline: the kernel offers none, and a stopped process must not stop us too."""
    pause = GLANCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise WriteQueueFull from None
            time.sleep(pause)
            pause = min(pause * 1.1, SLOWEST)  # five milliseconds after the first fifty


_locks: dict[Path, WriteLock] = {}
_locks_guard = threading.Lock()


def write_lock(database: Path) -> WriteLock:
    """The one lock of this file in this process."""
    with _locks_guard:
        lock = _locks.get(database)
        if lock is None:
            lock = _locks[database] = WriteLock(database)
        return lock


def forget_locks() -> None:
    """After a fork the child opens its own files: it shares a file lock with its parent otherwise, and would
    hold it when the parent is killed.
    """
    global _locks_guard  # noqa: PLW0603  # another thread may have held it at the moment of the fork
    _locks_guard = threading.Lock()
    for lock in _locks.values():
        lock.close()
    _locks.clear()


os.register_at_fork(after_in_child=forget_locks)
