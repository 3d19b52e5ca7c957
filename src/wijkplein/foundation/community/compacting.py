"""After erasing, the bytes must go too: out of the free pages, the log and the tail of the file (bar PR3).

`secure_delete` wipes what is deleted, but not airtight: of 1,500 texts deleted in random order two stayed
readable in the slack of a page (measured for search). Only writing everything anew leaves nothing.
"""

from __future__ import annotations

import os
import time
from datetime import timedelta
from typing import Any

from django.db import connection

from wijkplein.foundation.community.binding import opened
from wijkplein.foundation.community.community import Community
from wijkplein.foundation.community.errors import CommunityError

PATIENCE = 10.0  # seconds for readers that still look at the old pages
AT_LEAST = timedelta(days=7)  # retention deletes too, without a list
MARK = "compacted"
ERASURES = "erased.txt"


def compact(community: Community) -> None:
    """Write the whole database anew, so that what was deleted is nowhere in its files.

    Writers wait meanwhile (about 10 seconds a GB): do it at night. Raises CommunityError when somebody kept
    reading the old pages for too long; the next night will do.
    """
    started = time.time()
    with opened(community):
        if connection.in_atomic_block:
            raise CommunityError("Opruimen kan niet midden in een andere handeling.")
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                tables = connection.introspection.table_names(cursor)
                cursor.execute("VACUUM (FULL) " + ", ".join(map(connection.ops.quote_name, tables)))
            else:
                cursor.execute("VACUUM")
                _empty_log(cursor)
    _mark(community, started)


def compact_when_due(community: Community) -> bool:
    """For the daily clock: compact if somebody was erased since the last time, or it is a week ago."""
    mark, erasures = community.memory / MARK, community.memory / ERASURES
    last = mark.stat().st_mtime if mark.exists() else 0.0
    erased = erasures.stat().st_mtime if erasures.exists() else 0.0
    if erased < last and time.time() - last < AT_LEAST.total_seconds():
        return False
    compact(community)
    return True


def _mark(community: Community, started: float) -> None:
    mark = community.memory / MARK
    community.memory.mkdir(exist_ok=True, mode=0o750)
    mark.touch()
    os.utime(mark, (started, started))


def _empty_log(cursor: Any) -> None:
    """In short tries: a try that waits for a reader keeps every writer waiting."""
    end = time.monotonic() + PATIENCE
    cursor.execute("PRAGMA busy_timeout")
    usual = cursor.fetchone()[0]
    cursor.execute("PRAGMA busy_timeout=100")
    try:
        while True:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            if not cursor.fetchone()[0]:
                return
            if time.monotonic() > end:
                raise CommunityError("Iemand leest nog in de oude bladzijden; het opruimen is niet af.")
            time.sleep(0.1)
    finally:
        cursor.execute(f"PRAGMA busy_timeout={int(usual)}")
