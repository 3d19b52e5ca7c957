"""The clock of the story: what the house takes for now while the demonstration town is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta, tzinfo
from unittest import mock

from django.utils import timezone

OPENING_HOUR, CLOSING_HOUR = 9, 21  # between these hours somebody of the square looks and lets through


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let `django.utils.timezone.now` (and so every default, clock and deed) say `moment`, for this process.

    Only the command that makes the demonstration town uses this: it has one thread and serves nobody.
    """

    class Stopped(datetime):
        """A clock that stands still."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # a plain datetime is enough
            """The moment of the story."""
            return moment.astimezone(tz) if tz else moment

    with mock.patch.object(timezone, "datetime", Stopped):
        yield


def moment_on(day: date, clock: str) -> datetime:
    """A day and a time of day ("19:20") in Dutch time."""
    hour, minute = (int(part) for part in clock.split(":"))
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def when_somebody_looks(moment: datetime) -> datetime:
    """The next moment on which a connector looks at what waits: within two hours by day, else the next morning."""
    local = timezone.localtime(moment)
    if local.hour >= CLOSING_HOUR:
        return moment_on(local.date() + timedelta(days=1), f"0{OPENING_HOUR}:{local.minute:02}")
    if local.hour < OPENING_HOUR:
        return moment_on(local.date(), f"0{OPENING_HOUR}:{local.minute:02}")
    return moment + timedelta(minutes=20 + local.minute)
