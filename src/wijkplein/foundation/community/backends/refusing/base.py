"""What stands in `connections["default"]` while no community is open: it refuses."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db.backends.sqlite3 import base

from wijkplein.foundation.community.errors import NoCommunity


class DatabaseWrapper(base.DatabaseWrapper):
    """Fails closed: no query without an open community."""

    def connect(self) -> NoReturn:
        """Always raises NoCommunity."""
        raise NoCommunity

    def get_new_connection(self, conn_params: dict[str, Any]) -> NoReturn:
        """Always raises NoCommunity."""
        raise NoCommunity
