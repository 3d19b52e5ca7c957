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
STILL_READING = "Iemand leest nog in de oude bladzijden; het opruimen is niet af."
# PostgreSQL keeps a deleted row for whoever began before it was deleted: a reader of this town, or a writer of
# any town on the server, since the snapshot that VACUUM FULL itself takes begins at the oldest of those.
STILL_LOOKING = """
    SELECT EXISTS (
        SELECT FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND (
            age(backend_xid) > age(%(now)s::xid)
            OR datname = current_database() AND age(backend_xmin) > age(%(now)s::xid)
        )
    )
"""


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
                _let_others_finish(cursor)
                tables = connection.introspection.table_names(cursor)
                cursor.execute("VACUUM (FULL) " + ", ".join(map(connection.ops.quote_name, tables)))
            else:
                cursor.execute("VACUUM")
                _empty_log(cursor)
    _mark(community, started)


def compact_or_later(community: Community) -> bool:
    """Compact now, or leave it to the daily clock when somebody keeps reading. Gives whether it was done now."""
    (community.memory / MARK).unlink(missing_ok=True)
    try:
        compact(community)
    except CommunityError:
        return False
    return True


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


def _let_others_finish(cursor: Any) -> None:
    """Wait until nobody may still see what was deleted before now: VACUUM would keep it for them, and say nothing."""
    cursor.execute("SELECT pg_current_xact_id()::xid::text")
    now = cursor.fetchone()[0]
    end = time.monotonic() + PATIENCE
    while True:
        cursor.execute(STILL_LOOKING, {"now": now})
        if not cursor.fetchone()[0]:
            return
        if time.monotonic() > end:
            raise CommunityError(STILL_READING)
        time.sleep(0.1)


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
                raise CommunityError(STILL_READING)
            time.sleep(0.1)
    finally:
        cursor.execute(f"PRAGMA busy_timeout={int(usual)}")
