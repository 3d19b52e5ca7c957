"""Cache keys carry the town: the same key in two towns is two keys. And what has run out leaves the table."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from wijkplein.foundation.community.binding import current

BATCH = 500  # rows in one write, so that nobody waits long behind the clock
DROP = (
    "DELETE FROM wijkplein_cache WHERE cache_key IN"
    " (SELECT cache_key FROM wijkplein_cache WHERE expires < %s ORDER BY cache_key LIMIT %s)"
)


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
