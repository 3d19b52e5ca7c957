"""Towns for a measurement, in a folder that goes away, on either engine."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

from wijkplein.foundation.community.binding import close_town
from wijkplein.foundation.community.making import make_community
from wijkplein.installation import key_file

SERVER = os.environ.get("WIJKPLEIN_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
TOML = """name = "Proef"
hosts = ["{slug}.localhost"]
[brand]
name = "Molenrij"
phone = "088 123 4567"
phone_hours = "werkdagen van 9 tot 17 uur"
phone_person = "Noor"
[[brand.partners]]
name = "Gemeente Molenrij"
[database]
engine = "{engine}"
dsn = "{dsn}"
"""


@contextmanager
def filled_town(engine: str, *, beside: Any = None) -> Iterator[tuple[Any, dict[str, str]]]:
    """An empty town to fill, and the environment in which a server of it runs. `beside` another one: served with it."""
    slug = f"meting-{secrets.token_hex(4)}"
    with ExitStack() as stack:
        dsn = stack.enter_context(_database(slug, engine))
        folder = tempfile.TemporaryDirectory(prefix="wijkplein-bench-") if beside is None else None
        home = stack.enter_context(folder) if folder is not None else str(beside.folder.parents[1])
        environment = {
            "WIJKPLEIN_COMMUNITIES": f"{home}/communities",
            "WIJKPLEIN_KEYS": f"{home}/keys",
            "WIJKPLEIN_SECRET_KEY": settings.SECRET_KEY,  # sessions are made here and read there
        }
        os.environ.update(environment)
        key_file().parent.mkdir(parents=True, exist_ok=True)
        toml = TOML.format(slug=slug, engine=engine, dsn=dsn)
        yield make_community(Path(home, "communities", slug), toml), environment
        close_town(slug)


@contextmanager
def _database(slug: str, engine: str) -> Iterator[str]:
    """A database of its own on PostgreSQL; nothing on SQLite."""
    if engine != "postgresql":
        yield ""
        return
    name = slug.replace("-", "_")
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    try:
        yield SERVER.rpartition("/")[0] + "/" + name
    finally:
        with psycopg.connect(SERVER, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
