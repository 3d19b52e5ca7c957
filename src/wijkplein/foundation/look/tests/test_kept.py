"""Finished pages in memory: under a tag that names every fact, bounded, compressed only for who asks."""

import gzip

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from wijkplein.delen.square.tests.makers import make_post
from wijkplein.foundation.look import kept


@pytest.fixture(autouse=True)
def nothing_kept():
    kept.forget()
    yield
    kept.forget()


def test_what_stands_under_a_tag_is_made_once():
    made = []

    def make():
        made.append(1)
        return b"page"

    assert [kept.made_once('"one"', make) for _time in range(3)] == [b"page"] * 3
    assert kept.made_once('"two"', make) == b"page"
    assert len(made) == 2


def test_the_memory_is_bounded_and_what_is_read_stays():
    kept.made_once("first", lambda: b"first")
    for number in range(kept.KEPT_PAGES * 2):
        kept.made_once(str(number), lambda: b"page")
        kept.made_once("first", lambda: b"made again")
    assert len(kept._kept) == kept.KEPT_PAGES
    assert kept.made_once("first", lambda: b"made again") == b"first"


def test_what_is_put_in_a_hole_is_not_looked_into():
    frame = f"<p>{kept.hole('more')}</p>{kept.hole('cards')}".encode()
    assert kept.filled(frame, {"more": "7", "cards": kept.hole("more")}) == f"<p>7</p>{kept.hole('more')}".encode()


def test_a_page_is_compressed_for_who_can_read_that(db):
    make = lambda: b"<p>" + b"buurt " * 500  # noqa: E731  # two words
    plain = kept.shared(RequestFactory().get("/"), '"tag"', make)
    zipped = kept.shared(RequestFactory().get("/", headers={"accept-encoding": "gzip, br"}), '"tag"', make)
    assert plain.content == gzip.decompress(zipped.content) == make()
    assert (plain["ETag"], zipped["ETag"]) == ('"tag"', 'W/"tag"')
    assert zipped["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain
    assert "Accept-Encoding" in plain["Vary"]


@pytest.mark.parametrize("known", ['"tag"', 'W/"tag"'])
def test_both_are_known_again(db, known):
    request = RequestFactory().get("/", headers={"if-none-match": known, "accept-encoding": "gzip"})
    answer = kept.shared(request, '"tag"', lambda: pytest.fail("made again"))
    assert (answer.status_code, answer.content) == (304, b"")


def test_a_town_does_not_get_the_page_of_another(db):
    one = kept.tag_of("facts")
    assert one == kept.tag_of("facts")
    assert one != kept.tag_of("other facts")


def test_pages_with_a_token_in_them_are_never_compressed(cast):
    answer = Client(headers={"accept-encoding": "gzip"}).get("/plein/vraag/", secure=True)
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer


def test_a_compressed_page_speaks_the_chosen_language_too(cast):
    make_post(cast)
    english = {"cookie": "taal=en"}
    plain = Client(headers=english).get("/plein/", secure=True)
    zipped = Client(headers={**english, "accept-encoding": "gzip"}).get("/plein/", secure=True)
    assert gzip.decompress(zipped.content) == plain.content
    assert b'data-own-words lang="nl"' in plain.content


@pytest.mark.parametrize(
    ("path", "signed_in", "kept_by"),
    [
        ("/themas/", False, None),
        ("/themas/", True, "private, no-store"),
        ("/bestaat-niet/", False, "private, no-store"),
        ("/mijn/", False, "private, no-store"),
    ],
)
def test_only_what_is_for_everybody_is_kept(cast, path, signed_in, kept_by):
    client = Client()
    if signed_in:
        client.force_login(cast.anna, backend=settings.AUTHENTICATION_BACKENDS[0])
    assert client.get(path).headers.get("Cache-Control") == kept_by
