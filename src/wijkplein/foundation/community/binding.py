"""The one seam between code and town: `with opened(community):`.

Inside it `connections["default"]` is that town's own connection, so all of Django, and every package on
it, believes there is one database, because there is. Bound, not routed: with a database router
`transaction.atomic()` opens on the wrong database (reference/model-code.md B7).
"""

from __future__ import annotations

import atexit
import ctypes
import os
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connections
from django.db.utils import load_backend

from wijkplein.foundation.community.community import Community
from wijkplein.foundation.community.errors import NoCommunity, WrongCommunity

OPEN_TOWNS_PER_THREAD = 8  # each keeps 2 to 4 MB of page cache
BACKENDS = "wijkplein.foundation.community.backends."

_open: ContextVar[Community | None] = ContextVar("open_community", default=None)


class _ClosedAtTheEnd:
    """Goes when its thread goes, and closes what the thread had open: a collector comes at any time, or never.

    Threads of the server end when they had nothing to do for a while, and nobody tells them to clean up. Such a thread
    was not started by Python: it gave up its last hold of the interpreter a moment ago. SQLite takes hold of it for a
    moment for every function that goes with a connection, and the last to let go would take the thread's state away
    underneath us, and the process with it. So we hold it, and the thread that ends lets go of everything.
    """

    def __init__(self, towns: OrderedDict[tuple[str, str], Any]) -> None:
        self._towns = towns
        self._process = os.getpid()

    def __del__(self) -> None:
        """In the thread itself, before anybody who waits for its end goes on."""
        if os.getpid() == self._process:  # a child shares the connections of its parent and must not hang up
            ctypes.pythonapi.PyGILState_Ensure()
            for wrapper in self._towns.values():
                wrapper.close()


class _Pool(threading.local):
    """The connections of one thread, the one used last at the end."""

    def __init__(self) -> None:
        self.towns: OrderedDict[tuple[str, str], Any] = OrderedDict()
        self.closing = _ClosedAtTheEnd(self.towns)


_pool = _Pool()


def current() -> Community:
    """The open community. Raises NoCommunity when none is."""
    community = _open.get()
    if community is None:
        raise NoCommunity
    return community


def current_or_none() -> Community | None:
    """The open community, for pages that must also work without one (421, 500)."""
    return _open.get()


def belongs_to_open_community(slug: str) -> None:
    """Called by each connection before each cursor: raises when it is used for another town."""
    community = _open.get()
    if community is None:
        raise NoCommunity
    if community.slug != slug:
        raise WrongCommunity(f"A connection of {slug} was used while {community.slug} was open.")


@contextmanager
def opened(community: Community) -> Iterator[Community]:
    """Open a community for this thread: its database, keys, cache keys and files, and nobody else's."""
    if _open.get() == community:
        yield community
        return
    wrapper = _wrapper(community)
    outer = connections["default"]
    connections["default"] = wrapper
    wrapper.times_opened += 1
    token = _open.set(community)
    try:
        yield community
    finally:
        wrapper.times_opened -= 1
        if not wrapper.times_opened:
            _settle(wrapper)
        connections["default"] = outer
        _open.reset(token)
        _drop_surplus()


def close_pool() -> None:
    """Close every connection of this thread, for commands that end and tests that remove files."""
    for key in list(_pool.towns):
        _close(key)


def close_town(slug: str) -> None:
    """Close this thread's connection to one town, before its files are replaced."""
    for key in [key for key in _pool.towns if key[0] == slug]:
        _close(key)


def _close(key: tuple[str, str]) -> None:
    """A town that stands open here connects again when it is asked something, so it stays in the pool."""
    wrapper = _pool.towns[key]
    wrapper.close()
    if not wrapper.times_opened:
        del _pool.towns[key]


def connection_settings(community: Community) -> dict[str, Any]:
    """The Django database settings of one community."""
    if community.engine == "postgresql":
        return _settings(community, "postgresql", _from_dsn(community.dsn))
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20}
    return _settings(community, "sqlite", {"NAME": str(community.database), "OPTIONS": options})


def _settings(community: Community, backend: str, specific: dict[str, Any]) -> dict[str, Any]:
    general = connections.settings["default"]
    return {
        **general,
        "ENGINE": BACKENDS + backend,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": backend == "postgresql",
        "COMMUNITY": community.slug,
        **specific,
    }


def _from_dsn(dsn: str) -> dict[str, Any]:
    from psycopg.conninfo import conninfo_to_dict  # only towns on PostgreSQL need the driver

    from wijkplein.foundation.community.backends.postgresql.base import TIME_OUTS

    given = conninfo_to_dict(dsn)
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    found = {setting: str(given.pop(key)) for key, setting in names.items() if key in given}
    return {**found, "OPTIONS": {**TIME_OUTS, **given}}


def _wrapper(community: Community) -> Any:
    key = (community.slug, str(community.folder) + community.dsn)
    towns = _pool.towns
    if key not in towns:
        settings = connection_settings(community)
        towns[key] = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, "default")
        towns[key].times_opened = 0
    towns.move_to_end(key)
    return towns[key]


def _settle(wrapper: Any) -> None:
    """Leave no open transaction, no waiting callback and no broken connection behind."""
    wrapper.run_on_commit = []
    if wrapper.in_atomic_block:  # somebody left a transaction open: this wrapper is never used again
        wrapper.close()
        for key in [key for key, pooled in _pool.towns.items() if pooled is wrapper]:
            del _pool.towns[key]
        return
    wrapper.close_if_unusable_or_obsolete()


def _drop_surplus() -> None:
    towns = _pool.towns
    while len(towns) > OPEN_TOWNS_PER_THREAD:
        idle = next((key for key, wrapper in towns.items() if not wrapper.times_opened), None)
        if idle is None:
            return
        towns.pop(idle).close()


atexit.register(close_pool)  # of the main thread, while everything that closing needs is still there
