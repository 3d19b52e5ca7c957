"""Words that cannot wait, written for the square: not published, a number first, and a person who calls."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cast import Cast
from wijkplein.delen.square.models import Held, Post, Reply
from wijkplein.delen.square.tests.browsing import Browser, signed_in
from wijkplein.delen.square.tests.makers import make_post

DARK = "Ik wil niet meer leven. Niemand mist mij."


def written(**changes: str) -> dict[str, str]:
    return {"kind": "question", "text": DARK, "title": "", "area": "molenrij-oost", "reach": "connector", **changes}


def test_it_is_not_published_and_113_comes_first_with_a_call_offered(cast: Cast) -> None:
    page = Browser().send(reverse("square:ask"), written())
    html = page.content.decode()
    assert page.status_code == 422
    assert html.index("tel:08000113") < html.index("<form id=")
    assert reverse("receipts:call_me") in html
    assert 'name="toch"' not in html
    assert DARK in html


@pytest.mark.parametrize("toch", ["", "ja"])
def test_it_never_comes_on_the_square_whatever_is_sent(cast: Cast, toch: str) -> None:
    Browser().send(reverse("square:ask"), written(toch=toch))
    signed_in(cast.anna).send(reverse("square:ask"), written(toch=toch, sender="buur"))
    assert not Post.objects.filter(text=DARK).exists()


def test_a_worry_that_does_belong_there_is_read_by_a_connector_first(cast: Cast) -> None:
    text = "Mijn man is verward sinds zijn beroerte en ik zoek iemand die bij hem kan zitten."
    browser = signed_in(cast.anna)
    assert "tel:08001205" in browser.send(reverse("square:ask"), written(text=text)).content.decode()
    browser.send(reverse("square:ask"), written(text=text, toch="ja", besluit="laat-staan", sender="buur"))
    assert Post.objects.get(text=text).held == Held.GUARD


def test_a_reply_gets_the_same_card(cast: Cast) -> None:
    post = make_post(cast)
    page = Browser().send(reverse("square:reply", args=[post.uuid]), {"text": DARK})
    assert "tel:08000113" in page.content.decode()
    assert not Reply.objects.exists()


def test_whoever_types_it_for_somebody_reads_what_to_say(cast: Cast) -> None:
    given = {"first_name": "Riet", "text": DARK, "area": cast.area.slug, "via": "phone", "agreed": "on"}
    page = signed_in(cast.carla).send(reverse("square:ask_for"), given)
    html = page.content.decode()
    assert "Het nummer is 0800-0113" in html
    assert not Post.objects.filter(text=DARK).exists()


@pytest.mark.parametrize("name", ["square:ask"])
def test_the_foot_of_the_form_says_where_the_numbers_are(cast: Cast, name: str) -> None:
    page = Browser().get(reverse(name)).content.decode()
    assert "Is er gevaar? Bel 112." in page
    assert 'href="/nu-hulp/"' in page
