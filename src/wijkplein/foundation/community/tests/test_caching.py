"""What ran out leaves the cache table, also when the table is not full; what still counts stays."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from wijkplein.foundation.community.caching import drop_expired
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
