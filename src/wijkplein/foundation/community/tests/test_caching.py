"""What ran out leaves the cache table, also when the table is not full; what still counts stays."""

from __future__ import annotations

from datetime import timedelta

import time_machine
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from wijkplein.foundation.community.caching import claim, claimed, drop_expired, remember, remembered
from wijkplein.foundation.notices.schedule import jobs


def _rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM wijkplein_cache")
        return int(cursor.fetchone()[0])


def test_what_ran_out_goes_and_the_rest_stays(db: None) -> None:
    cache.clear()
    now = timezone.now()
    for number in range(5):
        cache.set(f"short{number}", number, timeout=60)
    cache.set("long", 1, timeout=3600)
    assert drop_expired(now) == 0
    assert drop_expired(now + timedelta(minutes=5), batch=2) == 5
    assert _rows() == 1
    assert cache.get("long") == 1


def test_the_clock_does_it_each_day(db: None) -> None:
    cache.clear()
    cache.set("short", 1, timeout=60)
    job = next(each for each in jobs() if each.name == "cache")
    job.work(timezone.now() + timedelta(days=1))
    assert _rows() == 0


def test_a_name_is_claimed_once_and_keeps_what_came_of_it(db):
    assert remembered("form") == ""
    assert [claim("form", timedelta(days=1)) for _ in range(2)] == [True, False]
    assert remembered("form") == ""
    remember("form", "done", timedelta(days=1))
    assert (claim("form", timedelta(days=1)), remembered("form")) == (False, "done")
    assert claim("another form", timedelta(days=1))


def test_a_claim_that_ran_out_can_be_made_again(db):
    with time_machine.travel("2026-11-21 12:00:00+01:00", tick=False) as clock:
        assert claim("turn", timedelta(hours=1))
        assert claimed(["turn", "other"]) == {"turn"}
        clock.shift(timedelta(hours=1, seconds=1))
        assert claimed(["turn", "other"]) == set()
        assert [claim("turn", timedelta(hours=1)) for _ in range(2)] == [True, False]


def test_what_was_claimed_and_noted_leaves_the_table_with_the_rest(db):
    claim("form", timedelta(hours=1))
    remember("turns", "3", timedelta(hours=1))
    assert drop_expired(timezone.now() + timedelta(minutes=59)) == 0
    assert drop_expired(timezone.now() + timedelta(minutes=61)) == 2
