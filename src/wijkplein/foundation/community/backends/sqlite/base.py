"""SQLite for one community: durable, fair between writers, and forgetful about what is deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base
from pysqlite3 import dbapi2

from wijkplein.foundation.community.binding import belongs_to_open_community
from wijkplein.foundation.community.errors import UnsafeDatabase
from wijkplein.foundation.community.lock import WriteLock, write_lock

OLDEST_SAFE = (3, 51, 3)  # the WAL-reset race lived until here (reliability.md section 0, finding 2)
READS = re.compile(
    r"\s*(?:SELECT|EXPLAIN|PRAGMA|WITH\b(?!.*\b(?:INSERT|UPDATE|DELETE)\b)|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT)",
    re.I | re.S,
)

# Fixed in code, not a setting: FULL survives a power cut where NORMAL lost 2,285 acknowledged writes,
# secure_delete keeps erased words out of the file (reliability.md findings 1 and 7).
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA foreign_keys=ON",
    "PRAGMA cache_size=-4000",
    "PRAGMA journal_size_limit=67108864",
)


def check_sqlite(version: tuple[int, ...] | None = None) -> None:
    """Raises UnsafeDatabase when the SQLite library is one that can lose writes."""
    version = version or dbapi2.sqlite_version_info
    if version < OLDEST_SAFE:
        found = ".".join(map(str, version))
        raise UnsafeDatabase(
            f"SQLite {found} kan schrijfacties verliezen. Nodig is 3.51.3 of nieuwer: pip install pysqlite3"
        )


@lru_cache(maxsize=128)
def _marked(query: str) -> str:
    """A question with `?` where its values go, as SQLite has it. It holds no values itself."""
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that knows its community and writes only in its turn."""

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        self.community_slug: str = settings_dict.get("COMMUNITY", "")
        self._in_turn = False

    @property
    def queue(self) -> WriteLock:
        """The fair queue of this file."""
        return write_lock(Path(self.settings_dict["NAME"]))

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file with the settings that are not up for discussion."""
        check_sqlite()
        connection = super().get_new_connection(conn_params)
        for pragma in PRAGMAS:
            connection.execute(pragma)
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        """Refuses when another community is open than the one this file belongs to."""
        belongs_to_open_community(self.community_slug)
        return self.connection.cursor(factory=QueueingCursor.of(self))

    def data_version(self) -> object:
        """Another value after every change to the data: the file tells of others, the connection counts its own."""
        with self.cursor() as cursor:
            cursor.execute("PRAGMA data_version")
            return self.connection, cursor.fetchone()[0], self.connection.total_changes

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # Django's own, left out of the stubs
        except BaseException:
            self._leave_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # Django's own, left out of the stubs
        self._leave_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # Django's own, left out of the stubs
        finally:
            self._leave_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # Django's own, left out of the stubs
        finally:
            self._leave_turn()

    @contextmanager
    def in_turn(self) -> Iterator[None]:
        """For a single write outside a transaction."""
        if self._in_turn:
            yield
            return
        self._take_turn()
        try:
            yield
        finally:
            self._leave_turn()

    def _take_turn(self) -> None:
        if not self._in_turn:
            self.queue.acquire()
            self._in_turn = True

    def _leave_turn(self) -> None:
        if self._in_turn:
            self._in_turn = False
            self.queue.release()


class QueueingCursor(base.SQLiteCursorWrapper):
    """Sessions and sign-in write outside transactions too: they queue like everybody else."""

    wrapper: DatabaseWrapper

    @classmethod
    def of(cls, wrapper: DatabaseWrapper) -> type[QueueingCursor]:
        """A cursor class bound to one connection wrapper, made once."""
        bound = wrapper.__dict__.get("_cursor_class")
        if bound is None:
            bound = wrapper.__dict__["_cursor_class"] = type("BoundCursor", (cls,), {"wrapper": wrapper})
        return bound

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement, in turn if it writes."""
        if self.wrapper._in_turn or READS.match(query):
            return super().execute(query, params)
        with self.wrapper.in_turn():
            return super().execute(query, params)

    def convert_query(self, query: str, *, param_names: Any = None) -> Any:
        """As Django's; most questions were asked before, and looking for their marks takes longer than some answers."""
        return _marked(query) if param_names is None else super().convert_query(query, param_names=param_names)

    def executemany(self, query: str, param_list: Any) -> Any:
        """Run one statement many times, in turn."""
        with self.wrapper.in_turn():
            return super().executemany(query, param_list)
