"""How long one town may keep the worker busy, so that a town with a thousand mails does not make another wait."""

from __future__ import annotations

import threading
import time


class Turn:
    """Ends after `seconds`, or at once when the worker is told to stop. Work asks `over` between two steps."""

    def __init__(self, seconds: float = 15.0, stopping: threading.Event | None = None) -> None:
        self._end = time.monotonic() + seconds
        self._stopping = stopping or threading.Event()

    @property
    def over(self) -> bool:
        """Finish the step you are in and come back later."""
        return self._stopping.is_set() or time.monotonic() >= self._end
