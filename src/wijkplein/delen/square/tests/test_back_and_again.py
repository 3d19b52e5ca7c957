"""Back after posting, and the same once more: one post, one receipt, and a kind page that says so."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from wijkplein.delen.square.models import Post, Reply
from wijkplein.delen.square.tests.browsing import Browser, signed_in
from wijkplein.delen.square.tests.makers import make_post
from wijkplein.foundation.receipts.models import Receipt

ASK = reverse("square:ask")


@pytest.fixture
def question(cast):
    return {"kind": "question", "text": "Wie knipt mijn heg?", "area": cast.area.slug, "reach": "connector"}


def text_of(page):
    return page.content.decode()


def test_the_same_once_more_from_a_visitor_gives_no_second_post_and_no_second_receipt(cast, question):
    browser = Browser()
    browser.send(ASK, question)
    again = browser.send(ASK, question)
    assert again.status_code == 409
    assert "Dit is al binnen" in text_of(again)
    assert "no-store" in again.headers["Cache-Control"]
    assert (Post.objects.count(), Receipt.objects.count()) == (1, 1)


def test_the_page_leads_to_the_receipt_that_this_browser_still_has(cast, question):
    browser = Browser()
    browser.send(ASK, question)
    again = browser.send(ASK, question)
    assert f'href="{reverse("receipts:fresh")}"' in text_of(again)
    assert browser.get(reverse("receipts:fresh")).status_code == 200


def test_somebody_who_signed_in_is_told_the_same(cast, question):
    browser, mine = signed_in(cast.anna), {**question, "sender": "buur"}
    browser.send(ASK, mine)
    assert browser.send(ASK, mine).status_code == 409
    assert Post.objects.count() == 1


def test_a_reply_is_recognised_too_and_leads_to_where_it_stands(cast):
    post, browser = make_post(cast), signed_in(cast.bram)
    url, said = reverse("square:reply", args=[post.uuid]), {"text": "Die heb ik.", "sender": "buur"}
    placed = browser.send(url, said)["Location"]
    again = browser.send(url, said)
    assert again.status_code == 409
    assert f'href="{placed}"' in text_of(again)
    assert Reply.objects.count() == 1


@pytest.mark.parametrize(
    "change", [{"text": "Wie knipt mijn haag?"}, {"title": "De heg"}, {"kind": "call"}, {"author_name": "Nel"}]
)
def test_something_else_is_a_post_of_its_own(cast, question, change):
    browser = Browser()
    browser.send(ASK, question)
    assert browser.send(ASK, {**question, **change}).status_code == 303
    assert Post.objects.count() == 2


def test_another_area_is_a_post_of_its_own(cast, question):
    browser = Browser()
    browser.send(ASK, question)
    assert browser.send(ASK, {**question, "area": cast.other_area.slug}).status_code == 303


def test_the_same_words_from_another_browser_on_the_same_network_count(cast, question):
    """A leaflet that a whole street sends in is no double."""
    for _ in range(2):
        assert Browser().send(ASK, question).status_code == 303
    assert Post.objects.count() == 2


def test_spaces_and_empty_lines_make_no_difference(cast, question):
    browser = Browser()
    browser.send(ASK, {**question, "text": "Wie knipt mijn heg?\r\n"})
    assert browser.send(ASK, {**question, "text": " Wie knipt mijn  heg? "}).status_code == 409


def test_after_an_hour_it_may_be_said_again(cast, question):
    browser = Browser()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        browser.send(ASK, question)
        clock.shift(timedelta(minutes=61))
        assert browser.send(ASK, question).status_code == 303


def test_what_was_not_placed_is_not_remembered(cast, question, monkeypatch):
    browser = Browser(raise_request_exception=False)

    def broken(**_given):
        raise RuntimeError

    monkeypatch.setattr("wijkplein.delen.square.views.asking.place_post", broken)
    browser.send(ASK, question)
    monkeypatch.undo()
    assert browser.send(ASK, question).status_code == 303


def test_no_text_and_no_browser_is_kept(cast, question):
    cache.clear()
    browser = Browser()
    browser.send(ASK, question)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM wijkplein_cache")
        kept = str(cursor.fetchall())
    assert "alike:" in kept
    assert "heg" not in kept
    assert browser.cookies["__Host-csrf"].value not in kept
