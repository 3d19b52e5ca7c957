"""Clocks in working days, with Dutch holidays and the weekdays of who has duty (design.md section 4)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkplein.foundation.receipts.clock import add_working_days, dutch_holidays, is_working_day, working_days_between

HOLIDAYS = {
    "Nieuwjaarsdag": date(2026, 1, 1),
    "tweede paasdag": date(2026, 4, 6),
    "Koningsdag": date(2026, 4, 27),
    "Hemelvaart": date(2026, 5, 14),
    "tweede pinksterdag": date(2026, 5, 25),
    "eerste kerstdag": date(2026, 12, 25),
}


@pytest.mark.parametrize("day", HOLIDAYS.values(), ids=HOLIDAYS.keys())
def test_nobody_works_on_a_dutch_holiday(day: date) -> None:
    assert not is_working_day(day)


def test_kings_day_on_a_sunday_is_kept_on_saturday() -> None:
    assert date(2025, 4, 26) in dutch_holidays(2025)
    assert date(2025, 4, 27) not in dutch_holidays(2025)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # Friday to Monday
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # asked on Saturday
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # over King's Day
        (date(2026, 5, 13), 1, date(2026, 5, 15)),  # over Ascension
        (date(2026, 12, 24), 1, date(2026, 12, 28)),  # over Christmas and a weekend
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # over New Year, into the next year
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 22), 0, date(2026, 11, 23)),
    ],
)
def test_a_day_is_a_working_day(start: date, days: int, end: date) -> None:
    assert add_working_days(start, days) == end


def test_a_connector_of_tuesday_and_friday_counts_in_tuesdays_and_fridays() -> None:
    assert add_working_days(date(2026, 11, 20), 1, frozenset({2, 5})) == date(2026, 11, 24)
    assert add_working_days(date(2026, 11, 20), 3, frozenset({2, 5})) == date(2026, 12, 1)


def test_a_roster_without_a_day_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        add_working_days(date(2026, 11, 20), 1, frozenset())


@given(
    start=st.dates(date(2025, 1, 1), date(2030, 1, 1)),
    days=st.integers(1, 40),
    weekdays=st.frozensets(st.integers(1, 7), min_size=1),
)
def test_as_many_working_days_lie_between_as_were_added(start: date, days: int, weekdays: frozenset[int]) -> None:
    end = add_working_days(start, days, weekdays)
    assert is_working_day(end, weekdays)
    assert working_days_between(start, end, weekdays) == days
