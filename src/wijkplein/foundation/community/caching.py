"""Cache keys carry the town: the same key in two towns is two keys. And what has run out leaves the table.

Also what Django's cache does in many statements and a busy form in one each: claim a name, remember what came of it.
They hold between any number of processes, and belong to the transaction around them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import DEFAULT_CACHE_ALIAS, cache, caches
from django.db import connection
from django.utils import timezone

from wijkplein.foundation.community.binding import current

NOW = timedelta()
BATCH = 500  # rows in one write, so that nobody waits long behind the clock
DROP = (
    "DELETE FROM wijkplein_cache WHERE cache_key IN"
    " (SELECT cache_key FROM wijkplein_cache WHERE expires < %s ORDER BY cache_key LIMIT %s)"
)
PUT = (
    "INSERT INTO wijkplein_cache (cache_key, value, expires) VALUES (%s, %s, %s) ON CONFLICT (cache_key)"
    " DO UPDATE SET value = excluded.value, expires = excluded.expires"
)
CLAIM = f"{PUT} WHERE wijkplein_cache.expires < %s"


def claim(name: str, per: timedelta) -> bool:
    """Whether this name was free; then it is ours for so long. Who comes at the same moment waits for us."""
    return _changed(CLAIM, [cache.make_key(name), "", _moment(per), _moment()])


def remember(name: str, text: str, per: timedelta) -> None:
    """Note what came of a name, or how far we are with it."""
    _changed(PUT, [cache.make_key(name), text, _moment(per)])


def claimed(names: Sequence[str]) -> set[str]:
    """Which of these names are somebody's now."""
    make_key = caches[DEFAULT_CACHE_ALIAS].make_key  # looked up once: `cache` does so for each name
    keys = {make_key(name): name for name in names}
    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        # Only marks are put in; the names go along as parameters.
        cursor.execute(
            f"SELECT cache_key FROM wijkplein_cache WHERE cache_key IN ({marks}) AND expires >= %s",  # nosec B608
            [*keys, _moment()],
        )
        return {keys[key] for (key,) in cursor.fetchall()}


def remembered(name: str) -> str:
    """What came of a name: "" when nobody claimed it, or nothing came of it yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM wijkplein_cache WHERE cache_key = %s", [cache.make_key(name)])
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def _moment(later: timedelta = NOW) -> Any:
    return connection.ops.adapt_datetimefield_value((timezone.now() + later).replace(microsecond=0))


def _changed(statement: str, values: list[Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return bool(cursor.rowcount == 1)


def town_key(key: str, key_prefix: str, version: int) -> str:
    """Django's KEY_FUNCTION. Raises NoCommunity when none is open."""
    return f"{current().slug}:{key_prefix}:{version}:{key}"


def drop_expired(now: datetime, *, batch: int = BATCH) -> int:
    """Delete what ran out before `now`, a batch at a time; gives the number of rows.

    Django takes these rows away only when the table is full, and until then a counted address would stay in it.
    """
    moment, total = connection.ops.adapt_datetimefield_value(now.replace(microsecond=0)), 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(DROP, [moment, batch])
            gone: int = cursor.rowcount
            total += gone
            if gone < batch:
                return total
