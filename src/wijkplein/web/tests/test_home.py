"""The home page and the area page: one glance, one query, the same for everybody."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.signing_in import sign_in
from wijkplein.delen.square.actions import hide, reply_to, this_helped
from wijkplein.foundation.look import kept
from wijkplein.foundation.people.models import Role
from wijkplein.web.tests.makers import make_public, put_many, put_post

pytestmark = pytest.mark.job("MEP-01")


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Pages that other tests drew are forgotten."""
    kept.forget()


def text_of(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


@pytest.mark.parametrize("number", [1, 1000])
@pytest.mark.parametrize("path", ["/", "/buurt/molenrij-oost/", "/nieuw-hier/", "/buurt/molenrij-oost/koelkast/"])
def test_a_visitor_costs_one_query_whatever_stands_on_the_square(
    cast: Any, client: Client, path: str, number: int
) -> None:
    put_many(cast, number)
    client.get("/robots.txt")  # the first request of a process looks whether the schema is that of this code
    with CaptureQueriesContext(connection) as queries:
        page = client.get(path)
    assert page.status_code == 200
    assert len(queries) == 1
    assert page.cookies == {}


@pytest.mark.parametrize("path", ["/", "/buurt/molenrij-oost/"])
def test_an_unchanged_page_is_a_304_after_one_query(cast: Any, client: Client, path: str) -> None:
    put_post(cast)
    first = client.get(path)
    with CaptureQueriesContext(connection) as queries:
        second = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (second.status_code, len(queries), second.content) == (304, 1, b"")


def test_a_neighbour_who_signed_in_costs_two_more(cast: Any, client: Client) -> None:
    put_many(cast, 3)
    sign_in(client, cast.bram)
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/").status_code == 200
    assert len(queries) == 3


def test_every_visitor_gets_the_same_page_and_a_change_gives_another(cast: Any, client: Client) -> None:
    post = put_post(cast)
    one, two = client.get("/"), type(client)().get("/")
    assert one.content == two.content
    assert one.headers["ETag"] == two.headers["ETag"]
    hide(by=cast.carla, message=post, reason="unkind")
    assert client.get("/").headers["ETag"] != one.headers["ETag"]
    assert "ladder" not in text_of(client.get("/"))


def test_in_one_glance_the_number_who_what_and_the_doors(cast: Any, client: Client) -> None:
    make_public(cast.carla, "connector", "maandag in De Koeberg")
    put_post(cast)
    text = text_of(client.get("/buurt/molenrij-oost/"))
    for words in (
        "0000 - 12 34 56", "ma t/m vr 9 - 12 uur", "Carla neemt op", "Carla buurtverbinder", "maandag in De Koeberg",
        "Ik zoek hulp", "Ik wil iets doen", "Stel een vraag aan de buurt", "Wie heeft een ladder?", "Molenrij-Oost",
    ):  # fmt: skip
        assert words in text
    assert "Wat is er te doen" not in text  # there is no agenda yet, and what is not there is not shown


def test_who_did_not_say_yes_or_whose_role_is_over_is_not_named(cast: Any, client: Client) -> None:
    make_public(cast.koen, "social_worker")
    yesterday = timezone.localdate() - timedelta(days=1)
    Role.objects.filter(person=cast.koen).update(since=yesterday, until=yesterday)
    text = text_of(client.get("/"))
    assert "Koen" not in text
    assert "Marieke" not in text


def test_people_of_another_area_are_not_named_here(cast: Any, client: Client) -> None:
    make_public(cast.carla, "connector", "in De Koeberg")
    assert "in De Koeberg" in text_of(client.get("/buurt/molenrij-oost/"))
    assert "in De Koeberg" not in text_of(client.get("/buurt/havel/"))


def test_an_area_without_posts_shows_what_is_near(cast: Any, client: Client) -> None:
    put_post(cast, "Wie heeft een ladder?")
    text = text_of(client.get("/buurt/havel/"))
    assert "Het plein van Havel begint bij jou" in text
    assert "Dichtbij" in text
    assert "Wie heeft een ladder?" in text


def test_the_area_above_shows_what_stands_below(cast: Any, client: Client) -> None:
    put_post(cast, "Wie heeft een ladder?", area=cast.other_area)
    assert "Wie heeft een ladder?" in text_of(client.get("/buurt/molenrij/"))
    assert "Wie heeft een ladder?" not in text_of(client.get("/buurt/molenrij-oost/")).partition("Dichtbij")[0]


def test_what_was_answered_longer_ago_is_still_shown(cast: Any, client: Client) -> None:
    post = put_post(cast, "Wie heeft een ladder?")
    reply = reply_to(by=cast.carla, post=post, text="Bij De Koeberg.", author=cast.carla)
    this_helped(by=cast.anna, reply=reply)
    for number in range(6):
        put_post(cast, f"Nieuwe vraag {number}")
    after = text_of(client.get("/")).partition("Dit loste de buurt op")[2]
    assert "Wie heeft een ladder?" in after


def test_an_area_that_is_not_ours_is_not_there(cast: Any, client: Client) -> None:
    assert client.get("/buurt/elders/").status_code == 404


def test_choosing_is_an_own_act_and_home_follows_it(cast: Any, client: Client) -> None:
    assert client.get("/buurt/havel/").cookies == {}
    chosen = client.post("/buurt/havel/kiezen/", {"keuze": "onthouden"})
    assert (chosen.status_code, chosen.headers["Location"]) == (303, "/buurt/havel/")
    assert chosen.cookies["buurt"].value == "havel"
    assert "plein van Havel" in text_of(client.get("/"))
    client.post("/buurt/havel/kiezen/", {"keuze": "vergeten"})
    assert "plein van Havel" not in text_of(client.get("/"))


def test_a_made_up_choice_is_no_choice(cast: Any, client: Client) -> None:
    client.cookies["buurt"] = "../../etc"
    assert client.get("/").status_code == 200
    client.cookies["buurt"] = "weg-ermee"
    assert client.get("/").status_code == 200


def test_the_inline_style_is_named_in_the_policy_also_from_memory(cast: Any, client: Client) -> None:
    for _again in range(2):
        page = client.get("/")
        digests = re.findall(r"'(sha256-[^']+)'", page.headers["Content-Security-Policy"])
        assert len(digests) == 1
        assert "unsafe-inline" not in page.headers["Content-Security-Policy"]


def test_first_view_weighs_little(cast: Any, client: Client) -> None:
    import gzip

    put_many(cast, 6)
    html = client.get("/").content
    assert len(gzip.compress(html, 9)) <= 14_000  # goal 18: the first ten packets
