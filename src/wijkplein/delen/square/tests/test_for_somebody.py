"""Writing for somebody: who calls, and who said on her own page that it may; half an hour at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from wijkplein.delen.square.models import Post
from wijkplein.delen.square.tests.browsing import TOKEN, signed_in
from wijkplein.foundation.notices.models import Notice
from wijkplein.foundation.notices.telling import tell_deeds
from wijkplein.foundation.people.actions import give_mandate
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.receipts.models import Receipt

PAGE = "/plein/voor-iemand/"
STALE = "langer dan een half uur open"


@pytest.fixture
def call(cast):
    """What Carla types while Truus calls."""
    return {
        "first_name": "Truus", "text": "Wie haalt mijn post?", "area": cast.area.slug, "via": "phone", "agreed": "on",
    }  # fmt: skip


@pytest.fixture
def acting(cast):
    """Carla's browser, in which she began to write for Anna; and the mandate."""
    mandate = give_mandate(by=cast.anna, proxy=cast.carla, until=timezone.localdate() + timedelta(days=9))
    browser = signed_in(cast.carla)
    browser.post(f"/namens/{mandate.uuid}/")
    return browser, mandate


def token_of(browser):
    """The token of a page that was opened now."""
    return TOKEN.search(browser.get(PAGE).content.decode())[1]


def test_a_yes_on_the_telephone_is_good_for_half_an_hour(cast, call):
    browser = signed_in(cast.carla)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        token = token_of(browser)
        clock.shift(timedelta(minutes=31))
        page = browser.post(PAGE, {**call, "once": token})
        assert page.status_code == 422
        assert STALE in page.content.decode()
        assert "Wie haalt mijn post?" in page.content.decode()
        assert not Post.objects.exists()
        again = TOKEN.search(page.content.decode())[1]
        assert browser.post(PAGE, {**call, "once": again}).status_code == 303


def test_a_form_without_its_token_says_nothing_about_when_somebody_said_yes(cast, call):
    page = signed_in(cast.carla).post(PAGE, call)
    assert STALE in page.content.decode()


def test_for_somebody_who_said_so_nothing_about_her_is_asked(cast, acting):
    page = acting[0].get(PAGE).content.decode()
    assert "Wat wil Anna vragen?" in page
    assert 'name="phone"' not in page


def test_what_is_written_for_somebody_is_hers(cast, acting, call):
    browser, mandate = acting
    before = Person.objects.count()
    given = {**call, "namens": mandate.uuid, "show_name": "on"}
    answer = browser.post(PAGE, {**given, "once": token_of(browser)})
    assert answer.status_code == 303
    post = Post.objects.get()
    assert (post.author, post.author_name, post.on_behalf) == (cast.anna, "Anna", True)
    assert Receipt.objects.get(about_id=post.uuid).holder == cast.anna
    assert Person.objects.count() == before


def test_for_whom_something_was_written_hears_so(cast, acting, call):
    browser, mandate = acting
    browser.post(PAGE, {**call, "namens": mandate.uuid, "once": token_of(browser)})
    while tell_deeds():
        pass
    assert [notice.sentence for notice in Notice.objects.filter(person=cast.anna)] == ["square_placed_for"]


def test_after_half_an_hour_it_is_not_placed_and_nothing_typed_is_lost(cast, acting, call):
    browser, mandate = acting
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        given = {**call, "namens": mandate.uuid, "once": token_of(browser)}
        page = browser.post(PAGE, given)
    assert page.status_code == 422
    assert "Het half uur is voorbij" in page.content.decode()
    assert "Wie haalt mijn post?" in page.content.decode()
    assert not Post.objects.exists()


def test_a_page_for_a_caller_is_not_taken_for_somebody_else(cast, acting, call):
    """Two tabs: in one Carla began for Anna, in the other Truus calls."""
    browser, _mandate = acting
    page = browser.post(PAGE, {**call, "once": token_of(browser)})
    assert page.status_code == 422
    assert not Post.objects.exists()


def test_the_page_of_acting_leads_to_where_one_writes(cast, acting):
    assert PAGE in acting[0].get("/namens/").content.decode()
