"""A square opens after a check, and who will look after it practises first (job EPE-14)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from tests.signing_in import sign_in
from wijkplein.delen.square.actions import hide, let_through, place_post, type_over
from wijkplein.delen.square.models import Post
from wijkplein.foundation.community import binding, middleware
from wijkplein.foundation.people.models import Role
from wijkplein.foundation.receipts.actions import close_call_back
from wijkplein.foundation.receipts.models import CallBack, Outcome
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.web import opening
from wijkplein.web.actions import open_square, slip_printed
from wijkplein.web.check import check, real_things
from wijkplein.web.exercises import steps_of
from wijkplein.web.models import Opening
from wijkplein.web.practice import WAITS, fill_practice_square
from wijkplein.web.tests.makers import make_public, put_many, put_post

pytestmark = pytest.mark.job("EPE-14")


@pytest.fixture
def settings_of_town(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[Any]:
    """Change what stands in community.toml of the open town, for one test."""
    opening._opened.clear()

    def change(**values: Any) -> None:
        changed = replace(binding.current(), **values)
        binding._open.set(changed)
        monkeypatch.setattr(middleware, "community_at", lambda host: changed)

    before = binding.current()
    yield change
    binding._open.set(before)
    opening._opened.clear()


def test_before_the_opening_a_visitor_reads_whom_to_call(cast: Any, client: Client, settings_of_town: Any) -> None:
    settings_of_town(opens_after_check=True)
    for path in ("/", "/plein/", "/buurt/molenrij-oost/", "/zoeken/"):
        page = client.get(path).content.decode()
        assert "We gaan bijna open" in page
        assert "0000 - 12 34 56" in page
    for path in ("/over/", "/contact/", "/volgkaartje/"):
        assert "We gaan bijna open" not in client.get(path).content.decode()
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()


def test_who_fills_the_square_is_already_inside(cast: Any, client: Client, settings_of_town: Any) -> None:
    settings_of_town(opens_after_check=True)
    sign_in(client, cast.bram)
    assert "We gaan bijna open" not in client.get("/").content.decode()


def test_a_demo_is_always_open(cast: Any, client: Client) -> None:
    assert opening.is_open()


def test_thirty_times_the_same_is_one_thing(cast: Any) -> None:
    for _again in range(3):
        put_post(cast, "Wie heeft een ladder?")
    assert real_things() == 1


def test_it_opens_only_when_everything_is_ready_and_only_by_who_manages_it(
    cast: Any, client: Client, settings_of_town: Any
) -> None:
    settings_of_town(opens_after_check=True)
    put_many(cast, 29)
    make_public(cast.carla, "connector")
    with pytest.raises(Refused, match="dertig"):
        open_square(by=cast.mo)
    put_post(cast, "Het dertigste bericht")
    assert all(line.ready for line in check())
    with pytest.raises(Refused):
        open_square(by=cast.carla)
    open_square(by=cast.mo)
    with pytest.raises(Refused, match="al open"):
        open_square(by=cast.mo)
    assert Opening.objects.count() == 1
    assert "We gaan bijna open" not in client.get("/").content.decode()


def test_the_page_says_what_is_missing(cast: Any, client: Client, settings_of_town: Any) -> None:
    settings_of_town(opens_after_check=True)
    put_post(cast)
    sign_in(client, cast.mo)
    page = client.get("/start/").content.decode()
    assert "1 van de 30" in page
    assert "Dit is nog niet klaar" in page
    assert client.post("/start/openen/").status_code == 403
    for number in range(2, 32):
        put_post(cast, title=f"Vraag {number}")
    page = client.get("/start/").content.decode()
    assert "31, dat is genoeg" in page


def test_practice_says_so_on_every_page(cast: Any, client: Client, settings_of_town: Any) -> None:
    assert "Oefenplein" not in client.get("/over/").content.decode()
    settings_of_town(practice=True)
    assert "Oefenplein: niets hier is echt" in client.get("/over/").content.decode()


def test_six_exercises_check_themselves_from_what_she_did(cast: Any, settings_of_town: Any) -> None:
    settings_of_town(practice=True)
    Role.objects.filter(person=cast.carla).update(area=None)
    cast.carla.refresh_from_db()
    fill_practice_square()
    done = lambda: [step.exercise.name for step in steps_of(cast.carla, call_url="") if step.done]  # noqa: E731
    assert done() == []
    let_through(by=cast.carla, post=Post.objects.waiting().first())
    hide(by=cast.carla, message=Post.objects.get(title__startswith="Goedkope"), reason="selling")
    assert done() == ["let_through", "hide"]
    question = Post.objects.get(title__startswith="Waar kan ik")
    type_over(by=cast.carla, post=question, text="Bij de bus.", via="phone")
    assert "type_over" not in done()  # by telephone is not from Facebook
    type_over(by=cast.carla, post=question, text="In De Koeberg.", via="facebook")
    slip_printed(by=cast.carla)
    close_call_back(by=cast.carla, call=CallBack.objects.get(), outcome=Outcome.DONE, reason="Ze gaat mee.")
    assert done() == ["slip", "let_through", "hide", "type_over", "call_back"]
    assert [step.done for step in steps_of(cast.marieke, call_url="")] == [False] * 6


def test_on_a_real_square_nobody_practises(cast: Any) -> None:
    with pytest.raises(Refused, match="oefenplein"):
        slip_printed(by=cast.carla)


def test_what_lies_ready_is_read_before_it_stands(cast: Any) -> None:
    fill_practice_square()
    assert Post.objects.waiting().count() == len(WAITS)


def test_a_visitor_places_nothing_for_somebody_else_by_practising(cast: Any) -> None:
    from wijkplein.delen.square.actions import Draft

    post = place_post(by=VISITOR, area=cast.area, draft=Draft("question", "Hoi", "Hallo"), author=None).post
    assert post.held


def test_a_square_without_a_number_does_not_ask_to_call(db: Any) -> None:
    from dataclasses import replace

    from django.template.loader import render_to_string

    from wijkplein.foundation.community.binding import current

    brand = current().brand
    with_number = render_to_string("web/almost_open.html", {"brand": replace(brand, phone="0522 12 34 56")})
    without = render_to_string("web/almost_open.html", {"brand": replace(brand, phone="")})
    assert "Bel ons gerust" in with_number
    assert "Bel ons gerust" not in without
