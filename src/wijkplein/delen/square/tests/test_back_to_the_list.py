"""Whoever works through a list stays on that list, also when the thing lies in an area further down."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.urls import reverse

from wijkplein.delen.square.actions import add_photo, hide, object_to, report
from wijkplein.delen.square.models import Post
from wijkplein.delen.square.pictures import read_picture
from wijkplein.delen.square.tests.browsing import signed_in
from wijkplein.delen.square.tests.makers import make_post, make_reply, make_waiting_post, picture_bytes
from wijkplein.foundation.receipts.actions import CallWish, ask_call_back
from wijkplein.foundation.receipts.lookup import holding
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.verbs.actors import VISITOR


def picture():
    return read_picture(BytesIO(picture_bytes()), len(picture_bytes()))


@pytest.fixture
def town(cast):
    """The list of the whole town, by who looks after all of it; everything below lies in one neighbourhood."""
    return reverse("square:care", args=[cast.area.parent.slug])


@pytest.fixture
def browser(cast):
    return signed_in(cast.mo)


def way(page, name, ref):
    """The address of this step on a page, as it stands there."""
    start = re.escape(reverse(f"square:{name}", args=[ref.uuid]))
    return re.search(rf'(?:href|action)="({start}[^"]*)"', page.content.decode())[1]


def back_after(browser, address, data=None, *, form=True):
    answer = browser.send(address, data) if form else browser.post(address, data or {})
    assert answer.status_code == 303, answer.content[:500]
    return answer["Location"]


def test_after_letting_a_post_through(cast, browser, town):
    post = make_waiting_post(cast)
    assert back_after(browser, way(browser.get(town), "let_post", post), form=False) == town


def test_after_letting_a_reply_through(cast, browser, town):
    reply = make_reply(cast, make_post(cast), by=VISITOR)
    assert back_after(browser, way(browser.get(town), "let_reply", reply), form=False) == town


@pytest.mark.parametrize("what", ["post", "reply"])
def test_after_hiding(cast, browser, town, what):
    waits = make_waiting_post(cast) if what == "post" else make_reply(cast, make_post(cast), by=VISITOR)
    address = way(browser.get(town), f"hide_{what}", waits)
    assert f'href="{town}"' in browser.get(address).content.decode()
    assert back_after(browser, address, {"reason": "unkind"}) == town


@pytest.mark.parametrize(("name", "form"), [("let_photo", False), ("remove_photo", True)])
def test_after_looking_at_a_photo(cast, browser, town, name, form):
    post = make_post(cast)
    given = {"description": "Een ladder", "people_agreed": True, "children_agreed": True}
    add_photo(by=holding(Receipt.objects.get()), post=post, picture=picture(), **given)
    assert back_after(browser, way(browser.get(town), name, post), form=form) == town


def test_after_a_report(cast, browser, town):
    case = report(by=VISITOR, message=make_post(cast), reason="other").case
    address = way(browser.get(town), "judge_report", case)
    assert back_after(browser, address, {"decision": "laat-staan", "answer": "Het mag."}) == town


def test_after_an_objection(cast, browser, town):
    post = make_post(cast)
    hide(by=cast.carla, message=post, reason="unkind")
    case = object_to(by=holding(Receipt.objects.get()), message=post, text="Het mag wel.").case
    address = way(browser.get(town), "judge_objection", case)
    assert back_after(browser, address, {"decision": "terug", "answer": "Je hebt gelijk."}) == town


@pytest.mark.parametrize("named", ["", "?lijst=", "?lijst=bestaat-niet", "?lijst=//kwaad.example"])
def test_without_a_list_of_ours_it_goes_to_the_list_of_the_area(cast, browser, named):
    post = make_waiting_post(cast)
    address = reverse("square:let_post", args=[post.uuid]) + named
    assert back_after(browser, address, form=False) == reverse("square:care", args=[cast.area.slug])


def test_a_list_she_may_not_see_is_no_way_back(cast, town):
    post = make_waiting_post(cast)
    address = reverse("square:let_post", args=[post.uuid]) + f"?lijst={cast.area.parent.slug}"
    assert back_after(signed_in(cast.carla), address, form=False) == reverse("square:care", args=[cast.area.slug])


def test_a_writer_who_takes_her_photo_away_stays_with_her_post(cast):
    post = make_post(cast, by=cast.anna)
    given = {"description": "Een ladder", "people_agreed": True, "children_agreed": True}
    add_photo(by=cast.anna, post=post, picture=picture(), **given)
    address = reverse("square:remove_photo", args=[post.uuid])
    assert back_after(signed_in(cast.anna), address) == reverse("square:own", args=[Post.objects.get().uuid])


@pytest.mark.parametrize(
    ("step", "data"), [("no_answer", None), ("spoken", {"outcome": "done", "reason": "Gesproken."})]
)
def test_after_calling_back(cast, browser, step, data):
    ask_call_back(by=VISITOR, area=cast.area, wish=CallWish(name="Ria", phone="+31612345678"))
    call_list = reverse("receipts:waiting", args=[cast.area.parent.slug])
    call = re.search(r'href="(/[^"]*\?lijst=[^"]*)"', browser.get(call_list).content.decode())[1]
    part = reverse(f"receipts:{step}", args=[Receipt.objects.get().about_id])
    address = re.search(rf'(?:href|action)="({re.escape(part)}[^"]*)"', browser.get(call).content.decode())[1]
    assert back_after(browser, address, data, form=data is not None) == call_list
