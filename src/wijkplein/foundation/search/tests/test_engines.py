"""What must hold of the index files themselves: used by the planner, and empty of erased words."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.towns import Towns
from wijkplein.foundation.community.binding import close_pool, opened
from wijkplein.foundation.search.analyser import Term, plan
from wijkplein.foundation.search.engines import ENGINES
from wijkplein.foundation.search.fingerprints import fingerprints
from wijkplein.foundation.search.index import forget, index
from wijkplein.foundation.search.models import SearchEntry
from wijkplein.foundation.search.query import _newest
from wijkplein.foundation.verbs.ref import Ref

START = datetime(2026, 1, 1, tzinfo=UTC)


def _write(texts: list[str]) -> list[Ref]:
    refs = []
    for number, text in enumerate(texts):
        ref = Ref("note", uuid.uuid4())
        index(ref, text=text, at=START + timedelta(seconds=number))
        refs.append(ref)
    return refs


@pytest.mark.django_db
@pytest.mark.parametrize("question", ["all_of", "like"])
def test_the_database_uses_the_index(question: str) -> None:
    _write([f"buurman nummer {number}" for number in range(1500)] + ["een rollator"])
    engine = ENGINES[connection.vendor]
    only = engine.like(["rolla"]) if question == "like" else engine.all_of(plan("rollator"))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE search_searchentry")
    queryset = SearchEntry.objects.extra(
        tables=only.tables, where=only.where, params=only.parameters, order_by=[f"-{only.order}"]
    )
    explained = queryset[:20].explain()
    if connection.vendor == "postgresql":
        assert "search_entry_trigrams" in explained if question == "like" else "search_entry_vector" in explained
        assert "Seq Scan" not in explained
    else:
        assert "VIRTUAL TABLE INDEX" in explained
        assert "SCAN search_searchentry" not in explained
        assert "TEMP B-TREE" not in explained  # newest first is the index walked backwards, nothing is sorted
    assert len(_newest(SearchEntry.objects.all(), only, 20)) == 1


@pytest.fixture
def sqlite_town(towns: Towns, new_slug: Callable[[str], str], django_db_blocker: Any) -> Any:
    with django_db_blocker.unblock():
        yield towns.make(new_slug("wis"), engine="sqlite")


def _raw_bytes(community: Any) -> bytes:
    with opened(community), connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    close_pool()
    return b"".join(path.read_bytes() for path in Path(community.folder).glob("db.sqlite3*"))


def _secrets() -> list[str]:
    """Words that nothing else in the file can hold, all letters different from each other."""
    return [f"qz{uuid.uuid4().hex[:12]}".translate(str.maketrans("0123456789", "ghijklmnop")) for _ in range(100)]


def _left(words: list[str], raw: bytes) -> list[str]:
    return [word for word in words if word.encode() in raw]


def _kept_and_erased(community: Any) -> tuple[list[str], list[str]]:
    kept, erased = _secrets(), _secrets()
    with opened(community):
        _write([f"{word} woont in de straat" for word in kept])
        refs = _write([f"{word} woont in de laan" for word in erased])
        for ref in refs:
            forget(ref)
    return kept, erased


@pytest.mark.parametrize("round_", range(3))
def test_erased_words_are_gone_from_the_raw_bytes(sqlite_town: Any, round_: int) -> None:
    kept, erased = _kept_and_erased(sqlite_town)
    raw = _raw_bytes(sqlite_town)
    assert _left(kept, raw) == kept
    assert _left(erased, raw) == []


def test_the_check_on_raw_bytes_sees_what_an_ordinary_index_leaves(
    sqlite_town: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The seeded fault: plain stems in an index without `secure-delete` do stay behind."""
    monkeypatch.setattr("wijkplein.foundation.search.index.fingerprints", sorted)
    with opened(sqlite_town), connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_stems(search_stems, rank) VALUES('secure-delete', 0)")
    _, erased = _kept_and_erased(sqlite_town)
    assert len(_left(erased, _raw_bytes(sqlite_town))) > 10


def test_secure_delete_is_on_in_both_index_tables(sqlite_town: Any) -> None:
    with opened(sqlite_town), connection.cursor() as cursor:
        for table in ("search_stems", "search_trigrams"):
            cursor.execute(f"SELECT v FROM {table}_config WHERE k = 'secure-delete'")
            assert cursor.fetchone() == (1,)


def test_another_town_makes_other_fingerprints(sqlite_town: Any, towns: Towns, new_slug: Callable[[str], str]) -> None:
    with opened(sqlite_town):
        here = fingerprints(["fiets"])
        assert fingerprints(["fiets", "fiets"]) == here
    with opened(towns.make(new_slug("daar"), engine="sqlite")):
        assert fingerprints(["fiets"]) != here


def test_changed_words_are_gone_too(sqlite_town: Any) -> None:
    (word,) = _secrets()[:1]
    with opened(sqlite_town):
        (ref,) = _write([f"{word} schrijft"])
        index(ref, text="iets anders", at=START)
    assert _left([word], _raw_bytes(sqlite_town)) == []


@pytest.mark.django_db
def test_parts_are_not_asked_for_beside_a_word_that_is_enough() -> None:
    """Whatever has both parts has the one that answers by itself: asking again only costs time."""
    engine = ENGINES[connection.vendor]
    term = Term("boormachine", ("boormachin",), frozenset(), frozenset(), ("boor", "machin"))
    enough = Term("boormachine", ("boormachin",), frozenset({"boor"}), frozenset(), ("boor", "machin"))
    (both,), (one,) = (engine.all_of([each]).parameters for each in (term, enough))
    assert [str(both).count(mark) for mark in fingerprints(["boor", "machin"])] == [1, 1]
    assert [str(one).count(mark) for mark in fingerprints(["boor"])] == [1]
    assert [str(one).count(mark) for mark in fingerprints(["machin"])] == [0]
    _write(["een boor en een machine", "een boor", "een machine"])
    counts = [len(_newest(SearchEntry.objects.all(), engine.all_of([each]), 9)) for each in (term, enough)]
    assert counts == [1, 2]
