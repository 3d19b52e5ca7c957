"""Towns that a test may break."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.towns import ENGINE, Towns


@pytest.fixture
def make_town(towns: Towns, new_slug: Callable[[str], str], django_db_blocker: Any) -> Iterator[Callable[..., Any]]:
    """`make_town()` gives a town of its own, with a recovery key in `.private`."""
    from wijkplein.foundation.community.binding import close_town

    made = []

    def make(stem: str = "sterk", **options: Any) -> Any:
        made.append(towns.make(new_slug(stem), **options))
        return made[-1]

    with django_db_blocker.unblock():
        yield make
        for town in made:
            close_town(town.slug)


@pytest.fixture
def town(make_town: Callable[..., Any]) -> Any:
    return make_town()


needs_postgresql = pytest.mark.skipif(ENGINE != "postgresql", reason="about PostgreSQL")
needs_sqlite = pytest.mark.skipif(ENGINE != "sqlite", reason="about SQLite")
LONG = int(os.environ.get("WIJKPLEIN_STRENGTH", "1"))  # how many times as much as in CI: kills, cuts, rounds, walks
patient = pytest.mark.timeout(240 * LONG)
