"""Where a word still stands in the files of a town's database, whatever a query says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import connection

from wijkplein.foundation.community.binding import opened

RELATIONS = """
    SELECT c.relname, pg_read_binary_file(pg_relation_filepath(c.oid), 0, pg_relation_size(c.oid), true)
    FROM pg_class c WHERE c.relkind IN ('r', 'i', 't', 'm') AND pg_relation_size(c.oid) > 0
    AND c.relnamespace <> 'pg_catalog'::regnamespace
"""


def places_of(community: Any, word: str) -> list[str]:
    """Names of files (SQLite, with its log, media and memory) or relations (PostgreSQL) that hold the word."""
    found = [path.name for path in files_of(community) if word.encode() in path.read_bytes()]
    if community.engine == "postgresql":
        with opened(community), connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
            cursor.execute(RELATIONS)
            found += [name for name, content in cursor.fetchall() if content and word.encode() in bytes(content)]
    return found


def files_of(community: Any) -> list[Path]:
    """Everything in the town's folder: database, log, photos, outbox, memory."""
    return [path for path in community.folder.rglob("*") if path.is_file()]
