"""Real towns for the suite: folders, keys and databases, on SQLite or PostgreSQL."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

ENGINE = os.environ.get("WIJKPLEIN_TEST_ENGINE", "sqlite")
SERVER = os.environ.get("WIJKPLEIN_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
TOML = """\
name = "{name}"
hosts = [{hosts}]
demo = true
[brand]
phone = "0000 - 12 34 56"
phone_hours = "ma t/m vr 9 - 12 uur"
phone_person = "Carla"
email = "{slug}@wijkplein.test"
[[brand.partners]]
name = "Gemeente Molenrij"
[database]
engine = "{engine}"
dsn = "{dsn}"
"""


class Towns:
    """Makes towns and cleans up after them. Migrating takes seconds, so it is done once and copied after that."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.databases: list[str] = []
        self.templates: dict[str, Any] = {}

    def make(self, slug: str, *, hosts: tuple[str, ...] | None = None, engine: str = ENGINE) -> Any:
        """A new town with its own folder, keys and database on this engine."""
        if engine not in self.templates:
            self.templates[engine] = None  # the template itself is made from nothing
            self.templates[engine] = self._make(f"sjabloon-{engine}", (f"sjabloon-{engine}.test",), engine)
            from wijkplein.foundation.community.binding import close_town

            close_town(f"sjabloon-{engine}")
        return self._make(slug, hosts or (f"{slug}.test",), engine)

    def _make(self, slug: str, hosts: tuple[str, ...], engine: str) -> Any:
        from wijkplein.foundation.community.making import make_community

        folder = self.home / "communities" / slug
        template = self.templates[engine]
        dsn = self._database(slug, template) if engine == "postgresql" else ""
        if engine == "sqlite" and template is not None:
            folder.mkdir(parents=True)
            shutil.copyfile(template.database, folder / "db.sqlite3")
        listed = ", ".join(f'"{host}"' for host in hosts)
        toml = TOML.format(name=slug.title(), slug=slug, hosts=listed, engine=engine, dsn=dsn)
        return make_community(folder, toml)

    def _database(self, slug: str, template: Any) -> str:
        name = f"wijkplein_{slug.replace('-', '_')}_{uuid.uuid4().hex[:8]}"
        source = template.dsn.rpartition("/")[2] if template is not None else "template1"
        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
        self.databases.append(name)
        return SERVER.rpartition("/")[0] + "/" + name

    def clean(self) -> None:
        """Drop the databases; the folder goes with `home`."""
        for name in self.databases:
            with psycopg.connect(SERVER, autocommit=True) as connection:
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def towns(home: Path) -> Iterator[Towns]:
    """Make a town: `towns.make("epe")`. It stays until the end of the run; take a slug of your own."""
    from wijkplein.foundation.community.binding import close_pool

    made = Towns(home)
    yield made
    close_pool()
    made.clean()


@pytest.fixture(scope="session")
def django_db_setup(towns: Towns, django_db_blocker: Any) -> Iterator[None]:
    """pytest-django's own fixture, replaced: one community, open for the whole run."""
    from wijkplein.foundation.community.binding import opened
    from wijkplein.foundation.community.stamp import is_ready

    with django_db_blocker.unblock():
        community = towns.make("proef", hosts=("testserver", "proef.test"))
        with opened(community):
            is_ready()  # the first request of a process asks once; tests that count queries start after it
            yield


@pytest.fixture
def new_slug() -> Callable[[str], str]:
    """A slug nobody took yet."""
    return lambda stem: f"{stem}-{uuid.uuid4().hex[:6]}"
