"""When something that went wrong is tried again: mail, tasks, tellers and the clock all wait the same way."""

from __future__ import annotations

import traceback
from datetime import datetime, timedelta

WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)


def next_try(tries: int, now: datetime) -> datetime | None:
    """When to try again after `tries` failures; None when it is given up and shown to the platform manager."""
    return now + WAITS[tries - 1] if 0 < tries <= len(WAITS) else None


def kind_of_error(error: BaseException) -> str:
    """What is remembered of an error: its class. Messages of errors quote addresses and texts."""
    return type(error).__name__[:80]


def place_of_error(error: BaseException) -> str:
    """Its class and the line where it came up: enough to mend it, without a word of anybody in the log."""
    frames = traceback.extract_tb(error.__traceback__)
    last = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return kind_of_error(error) + last
