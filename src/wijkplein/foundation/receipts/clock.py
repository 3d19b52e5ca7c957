"""Clocks in working days of the duty role, with Dutch holidays (domain.md section 4)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format

WORKING_WEEK = frozenset({1, 2, 3, 4, 5})  # ISO weekdays: Monday is 1
LONGEST = 400  # days we look ahead; a roster without a single day is a mistake, not a clock


@lru_cache(maxsize=32)
def dutch_holidays(year: int) -> frozenset[date]:
    """The days on which nobody is expected to work."""
    import holidays  # noqa: PLC0415  # every country's: no start of a server waits for them

    return frozenset(holidays.country_holidays("NL", years=year))


def is_working_day(day: date, weekdays: frozenset[int] = WORKING_WEEK) -> bool:
    """Whether somebody with these weekdays works on this day."""
    return day.isoweekday() in weekdays and day not in dutch_holidays(day.year)


def add_working_days(start: date, days: int, weekdays: frozenset[int] = WORKING_WEEK) -> date:
    """The day on which `days` working days after `start` have passed; 0 gives the first working day from start.

    Raises ValueError for a roster without any day.
    """
    left, day = days, start
    for _step in range(LONGEST * 7):
        if is_working_day(day, weekdays):
            if left == 0 and (days == 0 or day != start):
                return day
            left -= day != start
            if left == 0:
                return day
        day += timedelta(days=1)
    raise ValueError("A duty roster needs at least one day.")


def working_days_between(start: date, end: date, weekdays: frozenset[int] = WORKING_WEEK) -> int:
    """How many working days lie after `start` up to and including `end`; negative when end comes first."""
    if end < start:
        return -working_days_between(end, start, weekdays)
    days = (start + timedelta(days=step) for step in range(1, (end - start).days + 1))
    return sum(is_working_day(day, weekdays) for day in days)


def day_in_words(day: date) -> str:
    """As "vrijdag 27 november"; with the year when it is not this one."""
    pattern = "l j F" if day.year == timezone.localdate().year else "l j F Y"
    return date_format(day, pattern)
