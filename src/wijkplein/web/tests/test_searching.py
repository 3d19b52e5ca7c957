"""Finding again what was on the square: only what one may see, never written down."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from html import escape, unescape
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.signing_in import sign_in
from wijkplein.delen.square.actions import Draft, hide, let_through, place_post, withdraw_post
from wijkplein.foundation.look import kept
from wijkplein.foundation.notices.telling import tell_deeds
from wijkplein.foundation.privacy.rights import erase_person
from wijkplein.foundation.search.fingerprints import fingerprints
from wijkplein.foundation.search.models import SearchEntry
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.web.findable import findable_kinds, sweep
from wijkplein.web.tests.makers import put_post

pytestmark = pytest.mark.job("EPE-03")


def found(client: Client, words: str) -> str:
    return client.get("/zoeken/", {"q": words}).content.decode()


def test_a_post_is_found_once_the_worker_told_and_not_before(cast: Any, client: Client) -> None:
    put_post(cast, "Wie heeft een bakfiets?")
    assert "Wie heeft een bakfiets?" not in found(client, "bakfiets")
    tell_deeds()
    assert "Wie heeft een bakfiets?" in found(client, "bakfiets")


def test_what_waits_is_not_found_until_it_is_let_through(cast: Any, client: Client) -> None:
    draft = Draft(kind="question", title="Wie heeft een bakfiets?", text="Voor zaterdag.")
    post = place_post(by=VISITOR, area=cast.area, draft=draft, author=None).post
    tell_deeds()
    assert not SearchEntry.objects.filter(kind="post").exists()
    let_through(by=cast.carla, post=post)
    tell_deeds()
    assert "bakfiets" in found(client, "bakfietsen")


def test_what_is_hidden_is_forgotten(cast: Any, client: Client) -> None:
    post = put_post(cast, "Wie heeft een bakfiets?")
    tell_deeds()
    hide(by=cast.carla, message=post, reason="unkind")
    assert "Wie heeft een bakfiets?" not in found(client, "bakfiets")
    tell_deeds()
    assert not SearchEntry.objects.filter(kind="post").exists()


def test_what_was_withdrawn_is_not_shown_and_its_words_go_with_the_clock(cast: Any, client: Client) -> None:
    post = put_post(cast, "Wie heeft een bakfiets?")
    tell_deeds()
    withdraw_post(by=cast.anna, post=post)
    assert "Wie heeft een bakfiets?" not in found(client, "bakfiets")
    assert sweep(timezone.now())["forgotten"] == 1
    assert not SearchEntry.objects.filter(kind="post").exists()


def test_who_is_erased_leaves_no_words_behind(cast: Any) -> None:
    put_post(cast, "Wie heeft een bakfiets?")
    tell_deeds()
    erase_person(cast.anna.uuid)
    assert not SearchEntry.objects.filter(kind="post").exists()


def test_the_clock_adds_what_was_missed_and_areas_are_found_too(cast: Any, client: Client) -> None:
    put_post(cast, "Wie heeft een bakfiets?")
    assert sweep(timezone.now() + timedelta(days=1))["added"] == 4  # one post, three areas
    assert sweep(timezone.now())["added"] == 0
    assert 'href="/buurt/havel/"' in found(client, "Havel")


@pytest.mark.parametrize("mark", [None, "another release"])
def test_the_clock_takes_apart_anew_what_another_release_took_apart(cast: Any, client: Client, mark: Any) -> None:
    put_post(cast, "Ik kom aan het eind van de maand niet rond")
    sweep(timezone.now())
    made = SearchEntry.objects.filter(kind="post")
    kept_place = made.values_list("order", flat=True).get()
    made.update(stems=" ".join(fingerprints(["verdwaald"])), made_with=mark)
    assert "eind van de maand" not in found(client, "geldzorgen")
    assert sweep(timezone.now()) == {"forgotten": 0, "added": 0, "renewed": 1}
    assert "eind van de maand" in found(client, "geldzorgen")
    assert made.values_list("order", flat=True).get() == kept_place
    assert sweep(timezone.now())["renewed"] == 0


def test_the_next_page_holds_what_was_left(cast: Any, client: Client) -> None:
    for number in range(22):
        put_post(cast, f"Bakfiets nummer {number}")
    tell_deeds()
    sweep(timezone.now())
    first = client.get("/zoeken/", {"q": "bakfiets"})
    assert first.content.decode().count("<article") == 20
    assert "Bakfiets nummer 21" in first.content.decode()
    more = re.search(r'href="(\?q=bakfiets[^"]*na=\d+)"', first.content.decode())
    second = client.get("/zoeken/" + unescape(more[1]))
    assert second.content.decode().count("<article") == 2


def test_words_stand_in_no_log_and_no_cache(cast: Any, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        page = client.get("/zoeken/", {"q": "mijnziekte <b>"})
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.cookies == {}
    assert not [
        record for record in caplog.records if record.name != "django.db.backends" and "mijnziekte" in str(record)
    ]
    assert "<b>" not in page.content.decode().replace("&lt;b&gt;", "").partition("gevonden")[2].partition("</h2>")[0]


@pytest.mark.parametrize(
    "query", ["q=" + "x" * 500, "q=%27%22)", "q=a&na=abc", "q=a&na=9" + "9" * 30, "q=a&soort=nee", "q=*"]
)
def test_odd_questions_get_a_page(cast: Any, client: Client, query: str) -> None:
    assert client.get(f"/zoeken/?{query}").status_code == 200


def test_nothing_that_is_for_a_team_is_searched(cast: Any) -> None:
    names = {kind.name for kind in findable_kinds()}
    assert {"post", "area", "venue"} <= names
    assert not names & {"signal", "receipt", "callback", "person", "report", "mailin"}


def test_typed_words_are_put_in_escaped_and_stay_in_no_memory(cast: Any, client: Client) -> None:
    for words in ('<script>"&', "bakfiets & co"):
        page = client.get("/zoeken/", {"q": words}).content.decode()
        assert f'value="{escape(words)}"' in page
        assert f"?q={quote(words)}" in page
        assert '<script>"' not in page
    assert not [each for each in kept._kept.values() if b"co" in each and b"bakfiets" in each]
    assert [each for each in kept._kept.values() if kept.hole("words").encode() in each]  # the control


def test_a_page_for_one_searcher_takes_as_many_queries_as_for_the_next(cast: Any, client: Client) -> None:
    for number in range(3):
        put_post(cast, f"Bakfiets nummer {number}")
    tell_deeds()
    client.get("/zoeken/", {"q": "bakfiets"})
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/zoeken/", {"q": "bakfiets"})
    assert page.content.decode().count("<article") == 3
    assert len(asked) == 2  # what is found, and its cards


@pytest.mark.parametrize("name", ["anna", "carla", "mo"])
def test_who_signed_in_finds_what_a_visitor_finds_for_the_same_questions(cast: Any, client: Client, name: str) -> None:
    for number in range(3):
        put_post(cast, f"Bakfiets nummer {number}")
    tell_deeds()
    own = Client()
    sign_in(own, cast.named(name))
    asked = {}
    for who in (client, own):
        who.get("/zoeken/", {"q": "bakfiets"})
        with CaptureQueriesContext(connection) as queries:
            page = who.get("/zoeken/", {"q": "bakfiets"}).content.decode()
        asked[who] = len(queries)
        assert re.findall(r"Bakfiets nummer \d", page)[::-1] == sorted(re.findall(r"Bakfiets nummer \d", page))
        assert page.count("<article") == 3
    assert (asked[client], asked[own]) == (2, 4)  # and who it is: session, person


def test_the_filter_names_many(cast: Any, client: Client) -> None:
    put_post(cast)
    page = client.get("/zoeken/", {"q": "ladder"}).content.decode()
    assert "erichten op het plein" in page
    assert "fspraken" in page
