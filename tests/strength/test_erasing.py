"""What was deleted is nowhere in the files (bar PR3)."""

from __future__ import annotations

import random
import threading
import time
from typing import Any

import pytest
from django.db import connection

from tests.strength.bytes_on_disk import places_of
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community import compacting
from wijkplein.foundation.community.binding import close_pool, close_town, opened
from wijkplein.foundation.community.compacting import ERASURES, compact, compact_when_due
from wijkplein.foundation.community.errors import CommunityError

WORD = "kanariewoord"
ROWS = 250


def write_and_erase(community: Any) -> None:
    """Many texts of different lengths, deleted one by one in random order, between texts that stay."""
    dice = random.Random(1)
    with opened(community):
        kept = [Area(name=f"blijft {n} " + "x" * dice.randrange(80), slug=f"b-{n}", kind="own") for n in range(ROWS)]
        gone = [
            Area(name=f"{WORD} {n} " + "y" * dice.randrange(80), slug=f"{WORD}-{n}", kind="own") for n in range(ROWS)
        ]
        rows = kept + gone
        dice.shuffle(rows)
        Area.objects.bulk_create(rows)
        dice.shuffle(gone)
        for area in gone:
            Area.objects.filter(slug=area.slug).delete()


def test_erased_texts_are_in_no_file(town: Any) -> None:
    write_and_erase(town)
    compact(town)
    close_town(town.slug)
    assert places_of(town, WORD) == []
    assert places_of(town, "blijft 17 ") != []


def test_without_the_broom_they_are_found(town: Any) -> None:
    """The control: SQLite without secure_delete, PostgreSQL without compacting."""
    with opened(town), connection.cursor() as cursor:
        if town.engine == "sqlite":
            cursor.execute("PRAGMA secure_delete=OFF")
        write_and_erase(town)
    close_town(town.slug)
    assert places_of(town, WORD) != []


def test_compacting_while_people_read_and_write_loses_nothing(town: Any) -> None:
    from tests.strength.towns_under_load import names_in, under_load

    with under_load(town, threads=2) as load:
        time.sleep(0.3)
        compact(town)
        time.sleep(0.3)
    assert load.errors == []
    assert set(load.acknowledged) <= names_in(town)


def test_somebody_who_keeps_reading_is_reported(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also PostgreSQL, whose VACUUM would leave what was deleted and say nothing."""
    monkeypatch.setattr(compacting, "PATIENCE", 0.2)
    reading, done = threading.Event(), threading.Event()

    def read() -> None:
        with opened(town), connection.cursor() as cursor:
            if town.engine == "postgresql":
                cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT * FROM django_migrations")
            cursor.fetchone()
            reading.set()
            done.wait(30)
            if town.engine == "postgresql":
                cursor.execute("ROLLBACK")
        close_pool()

    thread = threading.Thread(target=read)
    thread.start()
    reading.wait(30)
    write_and_erase(town)
    try:
        with pytest.raises(CommunityError, match="leest nog"):
            compact(town)
        assert not compacting.compact_or_later(town)
    finally:
        done.set()
        thread.join()
    assert not (town.memory / compacting.MARK).exists()


def test_the_clock_compacts_only_after_an_erasure_or_a_week(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[Any] = []
    monkeypatch.setattr(compacting, "compact", lambda community: times.append(compacting._mark(community, time.time())))
    assert compact_when_due(town)
    assert not compact_when_due(town)
    time.sleep(0.02)
    (town.memory / ERASURES).write_text("")
    assert compact_when_due(town)
    assert not compact_when_due(town)
    compacting._mark(town, time.time() - 8 * 86_400)
    assert compact_when_due(town)
    assert len(times) == 3
