"""PostgreSQL for one larger community: same code, with the promises checked at connection."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base

from wijkplein.foundation.community.binding import belongs_to_open_community
from wijkplein.foundation.community.errors import UnsafeDatabase

# A cut-off database answers within 3.5 seconds instead of hanging 45 (reliability.md 6.3, bar R6).
TIME_OUTS = {
    "connect_timeout": 3,
    "tcp_user_timeout": 3000,
    "keepalives": 1,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 2,
}
PROMISES = ("fsync", "full_page_writes", "synchronous_commit")


def check_promises(cursor: Any) -> None:
    """Raises UnsafeDatabase when this server may lose what it said it had written."""
    for promise in PROMISES:
        cursor.execute(f"SHOW {promise}")
        if cursor.fetchone()[0] == "off":
            raise UnsafeDatabase(
                f"PostgreSQL draait met {promise}=off en kan dan schrijfacties verliezen. Zet {promise} aan."
            )


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that knows its community and refuses a server that can forget."""

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        self.community_slug: str = settings_dict.get("COMMUNITY", "")

    def connect(self) -> None:
        """A connection that failed its examination is hung up: who asks next would get it unexamined."""
        try:
            super().connect()
        except UnsafeDatabase:
            self.close()
            raise

    def init_connection_state(self) -> None:
        """Raises UnsafeDatabase when the server may lose acknowledged writes (bar R7)."""
        super().init_connection_state()
        with self.connection.cursor() as cursor:
            check_promises(cursor)

    def create_cursor(self, name: str | None = None) -> Any:
        """Refuses when another community is open than the one this database belongs to."""
        belongs_to_open_community(self.community_slug)
        return super().create_cursor(name)

    def data_version(self) -> object:
        """Another value after every change to the data: which transactions count now, of the whole server.

        A standby leaves out the ones that are under way, so there it is another value each time.
        """
        with self.cursor() as cursor:
            cursor.execute("SELECT CASE WHEN NOT pg_is_in_recovery() THEN pg_current_snapshot()::text END")
            return self.connection, cursor.fetchone()[0] or object()
