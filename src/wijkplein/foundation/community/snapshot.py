"""A consistent picture of one database while everybody goes on writing, and how a picture becomes a database.

SQLite through its own backup API, in both directions: a plain copy of the file passed `integrity_check` ten
times out of ten and missed acknowledged writes every time (reliability.md section 0, finding 4), and a file put
in the place of another one leaves every serving process writing into the old one. PostgreSQL through COPY of
every table in one repeatable-read transaction, so that no client programs are needed.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from wijkplein.foundation.community.binding import close_town, opened
from wijkplein.foundation.community.community import Community
from wijkplein.foundation.community.errors import CommunityError
from wijkplein.foundation.community.lock import write_lock

PATIENCE = 60.0  # seconds for the queue of writers and for readers that still look at the old pages
FACTS = "facts.json"
LAST_DEED = "SELECT coalesce(max(id), 0) FROM verbs_deed"
MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY id"


def take_snapshot(community: Community, folder: Path) -> dict[str, Any]:
    """Write the database into a folder: `db.sqlite3`, or a file per table. Gives its last deed and migrations.

    Raises CommunityError when the copy is not whole.
    """
    if community.engine == "sqlite":
        facts = _copy_sqlite(community.database, folder / community.database.name)
    else:
        facts = _copy_postgresql(community, folder)
    (folder / FACTS).write_text(json.dumps(facts), "utf-8")
    return facts


def load_tables(folder: Path) -> None:
    """PostgreSQL: empty the open community and fill it from a snapshot, at the schema of the snapshot.

    The caller holds the transaction: it is there completely, or nothing happened. Raises CommunityError when
    the snapshot has migrations that this code does not know.
    """
    facts = json.loads((folder / FACTS).read_text("utf-8"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        schema = _quoted(cursor.fetchone()[0])
        cursor.execute(f"DROP SCHEMA {schema} CASCADE")
        cursor.execute(f"CREATE SCHEMA {schema}")
    _build([(app, name) for app, name in facts["migrations"]])
    tables = set(_tables())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # tables come by name, so rows before what they point at
        for file in sorted(folder.glob("*.copy")):
            if file.stem in tables:  # the table of the cache is no migration's; it comes back empty
                _copy_in(file, facts["columns"][file.stem])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    _advance_sequences()


def put_file_back(community: Community, prepared: Path) -> Path | None:
    """SQLite: make `prepared` the content of the community's database, at once or not at all.

    Page by page through the database itself, so that serving processes see it too. A file too damaged for that
    is put aside; gives its new place then.
    """
    close_town(community.slug)
    queue = write_lock(community.database)
    queue.acquire(PATIENCE)
    try:
        try:
            _pour(prepared, community.database)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):  # locked, or the disk is full: nothing happened
                raise CommunityError(f"De database was niet te vervangen: {error}. Er is niets veranderd.") from None
            return _put_aside(community.database, prepared)
        return None
    finally:
        queue.release()


def _pour(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target, timeout=PATIENCE)) as writing:
        writing.execute("PRAGMA journal_mode=WAL")
        writing.execute("PRAGMA synchronous=FULL")
        reading.backup(writing)
        end = time.monotonic() + PATIENCE
        while writing.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] and time.monotonic() < end:
            time.sleep(0.05)  # somebody still reads the old pages


def _put_aside(database: Path, prepared: Path) -> Path:
    aside = database.with_name(f"beschadigd-{datetime.now(UTC):%Y%m%d-%H%M%S}.sqlite3")
    for end in ("-wal", "-shm"):
        leftover = database.with_name(database.name + end)
        if leftover.exists():
            leftover.rename(aside.with_name(aside.name + end))
    if database.exists():
        database.rename(aside)
    prepared.replace(database)
    return aside


def _copy_sqlite(source: Path, target: Path) -> dict[str, Any]:
    if not source.exists():
        raise CommunityError(f"{source} is er niet.")
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing)  # in one step: between two, every write of somebody else starts it anew
        writing.execute("PRAGMA journal_mode=DELETE")
        if writing.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise CommunityError(f"De kopie van {source} is niet heel.")
        return _facts(writing.cursor())


def _copy_postgresql(community: Community, folder: Path) -> dict[str, Any]:
    with opened(community), transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        columns = {table: _columns(table) for table in _tables()}
        for table, names in columns.items():
            with (folder / f"{table}.copy").open("wb") as file:
                for part in _copied_out(table, names):
                    file.write(part)
        return {**_facts(cursor), "columns": columns}


def _facts(cursor: Any) -> dict[str, Any]:
    """Of the picture itself: what was done after it is not in it."""
    cursor.execute(LAST_DEED)
    last_deed = cursor.fetchone()[0]
    cursor.execute(MIGRATIONS)
    return {"last_deed": last_deed, "migrations": [list(row) for row in cursor.fetchall()]}


def _build(migrations: list[tuple[str, str]]) -> None:
    """Every table as it was when the snapshot had exactly these migrations."""
    executor = MigrationExecutor(connection)
    if unknown := [f"{app}.{name}" for app, name in migrations if (app, name) not in executor.loader.graph.nodes]:
        raise CommunityError(f"De kopie is van een andere versie: {unknown[0]} is hier onbekend. Neem die versie.")
    known = {migration: executor.loader.graph.node_map[migration] for migration in migrations}
    followed = {(parent.key, node.key[0]) for node in known.values() for parent in node.parents}
    executor.migrate([key for key in known if (key, key[0]) not in followed])  # the last of each app
    with connection.cursor() as cursor:  # some steps put rows in; those of the snapshot come instead
        cursor.execute("TRUNCATE " + ", ".join(map(_quoted, _tables())))


def _tables() -> list[str]:
    return sorted(connection.introspection.table_names())


def _columns(table: str) -> list[str]:
    """By name, because their order may differ; what the database computes itself is left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass"
            " AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
            [_quoted(table)],
        )
        return [name for (name,) in cursor.fetchall()]


def _copied_out(table: str, columns: list[str]) -> Iterator[bytes]:
    statement = f"COPY {_quoted(table)} ({_listed(columns)}) TO STDOUT (FORMAT binary)"
    with connection.cursor() as cursor, _raw(cursor).copy(statement) as copy:
        for part in copy:
            yield bytes(part)


def _copy_in(file: Path, columns: list[str]) -> None:
    statement = f"COPY {_quoted(file.stem)} ({_listed(columns)}) FROM STDIN (FORMAT binary)"
    with connection.cursor() as cursor, _raw(cursor).copy(statement) as copy, file.open("rb") as content:
        while part := content.read(1 << 20):
            copy.write(part)


def _advance_sequences() -> None:
    """Rows came with their numbers; the next row must get the next one."""
    with connection.cursor() as cursor:
        for table in _tables():
            for found in connection.introspection.get_sequences(cursor, table):
                column = _quoted(found["column"])  # both names come from the database, quoted by Django
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence(%s, %s), coalesce(max({column}), 0) + 1, false)"  # nosec B608
                    f" FROM {_quoted(table)}",
                    [_quoted(table), found["column"]],
                )


def _raw(cursor: Any) -> Any:
    """Psycopg's own cursor under Django's wrappers: it knows COPY."""
    return cursor.cursor


def _quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _listed(names: list[str]) -> str:
    return ", ".join(map(_quoted, names))
