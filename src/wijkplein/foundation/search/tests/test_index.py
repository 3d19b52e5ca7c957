"""The index on the database of this run: found newest first, seen only by who may see it, gone when forgotten."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.search.index import forget, index, index_thing, rebuild
from wijkplein.foundation.search.models import SearchEntry
from wijkplein.foundation.search.query import Found, search
from wijkplein.foundation.verbs import registry
from wijkplein.foundation.verbs.actors import SYSTEM, VISITOR
from wijkplein.foundation.verbs.ref import Ref
from wijkplein.foundation.verbs.registry import Kind

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


class NoteKind(Kind):
    """A kind for these tests: areas play the notes, own areas are hidden from visitors."""

    def visible_to(self, by: Any) -> Any:
        return Area.objects.all() if by is SYSTEM else Area.objects.exclude(kind=Area.Kind.OWN)


@pytest.fixture(autouse=True)
def note_kind(monkeypatch: pytest.MonkeyPatch) -> Kind:
    kind = NoteKind(
        name="note",
        model=Area,
        label="briefje",
        title=str,
        url=str,
        search_text=lambda area: area.name,
        when=lambda _: NOON,
    )
    monkeypatch.setattr(registry, "_kinds", {"note": kind})
    return kind


@pytest.fixture
def note() -> Callable[..., Ref]:
    """Write a note; later notes are newer."""
    counter = iter(range(10_000))

    def write(text: str, *, hidden: bool = False, area: uuid.UUID | None = None, at: datetime | None = None) -> Ref:
        number = next(counter)
        kind = Area.Kind.OWN if hidden else Area.Kind.VILLAGE
        thing = Area.objects.create(kind=kind, name=text[:100], slug=f"note-{number}-{uuid.uuid4().hex[:6]}")
        ref = Ref("note", thing.uuid)
        index(ref, text=text, at=at or NOON + timedelta(minutes=number), area=area)
        return ref

    return write


def found(query: str, by: Any = VISITOR, **more: Any) -> Found:
    return search(query, by=by, **more)


def test_newest_first(note: Callable[..., Ref]) -> None:
    old, new = note("fietspomp te leen"), note("mijn fiets is kapot")
    assert found("fietsen").refs == (new, old)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Rollators gevraagd", "rollator"),
        ("Huurtoeslagen aanvragen", "huurtoeslag"),
        ("Snorfietsen op de stoep", "fiets"),
        ("Dokter Yıldız stopt", "yildiz"),
        ("Middag voor bejaarden", "ouderen"),
        ("De speeltuin is open", "speel tuin"),
        ("Café zoekt gastvrouw", "CAFE"),
    ],
)
def test_the_analyser_works_in_the_database(note: Callable[..., Ref], text: str, query: str) -> None:
    ref = note(text)
    assert found(query).refs == (ref,)


def test_every_word_must_be_there(note: Callable[..., Ref]) -> None:
    refs = [note("fiets op de stoep") for _ in range(3)]
    note("een fiets")
    assert found("stoep fiets").refs == tuple(reversed(refs))


@pytest.mark.parametrize("slip", ["rolator", "rollattor", "rollaotr"])
def test_a_slip_of_the_pen_is_forgiven_when_hits_are_few(note: Callable[..., Ref], slip: str) -> None:
    ref = note("Rollators gevraagd voor het dorpshuis")
    assert found(slip) == Found((), None, (ref,))


def test_a_part_of_an_unknown_compound_is_found_when_hits_are_few(note: Callable[..., Ref]) -> None:
    ref = note("Wie heeft er een kwispelgrutto")
    assert found("kwispel").loose == (ref,)


def test_no_second_look_when_there_are_enough(note: Callable[..., Ref]) -> None:
    hits = [note("een rolator") for _ in range(3)]
    note("een rollator")
    assert found("rolator") == Found(tuple(reversed(hits)), None, ())


def test_nothing_fits_is_nothing(note: Callable[..., Ref]) -> None:
    note("fiets te leen")
    assert found("quantumfysica") == Found((), None)


@pytest.mark.parametrize(
    "query", ['"', 'fiets" OR stems:*', "fiets'; DROP TABLE x", "\\", "' | 'x", "NEAR(a b)", "*", "\x00fiets", "😀"]
)
def test_whatever_is_typed_is_only_ever_words(note: Callable[..., Ref], query: str) -> None:
    note("een trein")
    assert found(query).refs == ()


@pytest.mark.parametrize("query", ["geheim", "geheimm", "geheim feest"])
def test_what_the_searcher_may_not_see_is_not_found(note: Callable[..., Ref], query: str) -> None:
    hidden = note("geheim plan", hidden=True)
    assert found(query) == Found((), None)
    assert hidden in (*found(query, by=SYSTEM).refs, *found(query, by=SYSTEM).loose)


def test_hidden_things_do_not_shorten_a_page_nor_announce_themselves(note: Callable[..., Ref]) -> None:
    shown = [note("fiets") for _ in range(3)]
    for _ in range(5):
        note("fiets", hidden=True)
    assert found("fiets", limit=3) == Found(tuple(reversed(shown)), None)


def test_pages_follow_each_other_without_gap_or_double(note: Callable[..., Ref]) -> None:
    refs = [note("fiets") for _ in range(7)]
    pages, before = [], None
    while True:
        page = found("fiets", limit=3, before=before)
        pages.append(page.refs)
        before = page.next
        if before is None:
            break
    assert [len(page) for page in pages] == [3, 3, 1]
    assert [ref for page in pages for ref in page] == refs[::-1]


def test_narrowed_to_areas(note: Callable[..., Ref]) -> None:
    here, there = uuid.uuid4(), uuid.uuid4()
    ref = note("fiets", area=here)
    note("fiets", area=there)
    assert found("fiets", areas=[here]).refs == (ref,)


def test_narrowed_to_kinds(note: Callable[..., Ref]) -> None:
    note("fiets")
    assert found("fiets", kinds=[]) == Found((), None)
    with pytest.raises(KeyError):
        found("fiets", kinds=["unknown"])


def test_things_of_one_moment_all_find_a_place(note: Callable[..., Ref]) -> None:
    refs = {note("fiets", at=NOON) for _ in range(15)}
    assert set(found("fiets").refs) == refs


def test_an_edit_changes_the_words_and_not_the_place(note: Callable[..., Ref]) -> None:
    old, new = note("fiets"), note("fiets")
    index(old, text="fiets en trein", at=NOON + timedelta(days=9))
    assert found("fiets").refs == (new, old)
    assert found("trein").refs == (old,)
    index(old, text="trein", at=NOON)
    assert found("fiets").refs == (new,)


def test_forgotten_is_not_found(note: Callable[..., Ref]) -> None:
    ref = note("fiets")
    forget(ref)
    assert found("fiets") == Found((), None)
    assert not SearchEntry.objects.exists()


def test_a_text_without_words_is_not_kept(note: Callable[..., Ref]) -> None:
    ref = note("fiets")
    index(ref, text="...", at=NOON)
    assert not SearchEntry.objects.exists()


def test_a_registered_thing_is_indexed_by_what_its_kind_says(note_kind: Kind) -> None:
    village = Area.objects.create(kind=Area.Kind.VILLAGE, name="Appelhof", slug="appelhof")
    index_thing(village)
    assert found("appelhof").refs == (Ref("note", village.uuid),)
    SearchEntry.objects.all().delete()
    assert rebuild(note_kind) >= 1
    assert found("appelhof").refs == (Ref("note", village.uuid),)


@pytest.mark.parametrize("size", [5, 60])
def test_a_page_takes_one_query_however_much_there_is(note: Callable[..., Ref], size: int) -> None:
    for _ in range(size):
        note("een fiets")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found("fiets")
    assert len(asked) == 1


def test_a_second_look_takes_two_more(note: Callable[..., Ref]) -> None:
    note("een rollator")
    with CaptureQueriesContext(connection) as asked:
        found("rolator")
    assert len(asked) == 3


def test_a_query_that_says_nothing_asks_nothing() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert found("de het een") == Found((), None)
    assert len(asked) == 0
