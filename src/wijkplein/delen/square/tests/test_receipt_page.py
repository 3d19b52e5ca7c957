"""Whoever asked reads on the receipt that neighbours answered, and who did what in words of people."""

from __future__ import annotations

import pytest
from django.urls import reverse

from wijkplein.delen.square.actions import hide, let_reply_through, this_helped
from wijkplein.delen.square.models import HideReason, Post
from wijkplein.delen.square.tests.browsing import Browser, signed_in
from wijkplein.delen.square.tests.makers import make_post, make_reply, make_waiting_post
from wijkplein.foundation.people.models import Role
from wijkplein.foundation.receipts.cookies import open_receipt
from wijkplein.foundation.receipts.lookup import holding
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.receipts.slip import status_html
from wijkplein.foundation.receipts.status import status_of
from wijkplein.foundation.receipts.tests.browsing import text_of
from wijkplein.foundation.verbs.actors import VISITOR

SAY = "Bekijk de antwoorden en zeg of het hielp"


def receipt_of(post: Post) -> Receipt:
    return Receipt.objects.get(about_id=post.uuid)


def steps(post: Post) -> list[str]:
    receipt = receipt_of(post)
    return [step.text for step in status_of(receipt, holding(receipt)).steps]


@pytest.fixture
def holder():
    """A browser in which the three words of a post were typed."""

    def opened(post: Post) -> Browser:
        browser = Browser()
        answer = open_receipt(browser.get(reverse("receipts:words")), receipt_of(post))
        browser.cookies.update(answer.cookies)
        return browser

    return opened


def test_the_answers_stand_on_the_receipt_with_a_way_to_say_what_helped(cast, holder):
    post = make_post(cast)
    for text in ("Die heb ik wel.", "Ik breng hem."):
        make_reply(cast, post, text=text)
    page = holder(post).get(reverse("receipts:look"))
    assert "Er zijn 2 antwoorden" in text_of(page)
    assert "Die heb ik wel." in text_of(page)
    assert "Ik breng hem." in text_of(page)
    assert f'href="{reverse("square:own", args=[post.uuid])}"' in page.content.decode()
    assert SAY in text_of(page)


def test_the_way_leads_to_where_it_can_be_said(cast, holder):
    post = make_post(cast)
    make_reply(cast, post)
    browser = holder(post)
    assert "Dit hielp mij" in text_of(browser.get(reverse("square:own", args=[post.uuid])))


def test_one_answer_is_one(cast, holder):
    post = make_post(cast)
    make_reply(cast, post)
    assert "Er is 1 antwoord" in text_of(holder(post).get(reverse("receipts:look")))


def test_the_newest_three_are_shown_and_all_are_counted(cast, holder):
    post = make_post(cast)
    for number in range(5):
        make_reply(cast, post, text=f"Antwoord nummer {number}")
    page = text_of(holder(post).get(reverse("receipts:look")))
    assert "Er zijn 5 antwoorden" in page
    assert [number for number in range(5) if f"nummer {number}" in page] == [2, 3, 4]


def test_what_waits_or_is_hidden_is_not_told(cast, holder):
    post = make_post(cast)
    make_reply(cast, post, by=VISITOR, text="Dit wacht nog.")
    hidden = make_reply(cast, post, text="Dit is verborgen.")
    hide(by=cast.carla, message=hidden, reason=HideReason.UNKIND)
    page = text_of(holder(post).get(reverse("receipts:look")))
    assert "Er is nog geen antwoord" in page
    assert "Dit wacht nog." not in page
    assert "Dit is verborgen." not in page


def test_of_a_post_nobody_can_read_no_answers_are_told(cast, holder):
    assert "antwoord" not in text_of(holder(make_waiting_post(cast)).get(reverse("receipts:look"))).lower()


def test_by_account_it_is_the_same(cast):
    post = make_post(cast, by=cast.anna)
    make_reply(cast, post)
    page = text_of(signed_in(cast.anna).get(reverse("receipts:mine", args=[receipt_of(post).uuid])))
    assert SAY in page


def test_who_only_works_on_it_is_not_asked_whether_it_helped(cast):
    post = make_post(cast)
    make_reply(cast, post)
    page = text_of(signed_in(cast.carla).get(reverse("receipts:mine", args=[receipt_of(post).uuid])))
    assert "Er is 1 antwoord" in page
    assert SAY not in page


def test_after_it_was_answered_the_answers_stay(cast, holder):
    post = make_post(cast)
    this_helped(by=holding(receipt_of(post)), reply=make_reply(cast, post, text="Die heb ik wel."))
    page = text_of(holder(post).get(reverse("receipts:look")))
    assert "Die heb ik wel." in page
    assert SAY not in page


def test_the_answers_stand_on_the_print_in_large_letters(cast):
    post = make_post(cast)
    make_reply(cast, post, text="Die heb ik wel.")
    receipt = receipt_of(post)
    html = status_html(status_of(receipt, holding(receipt)))
    assert "Er is 1 antwoord" in html
    assert "Die heb ik wel." in html


def test_who_shows_her_name_is_named_in_what_happened(cast):
    Role.objects.filter(person=cast.carla, name="connector").update(public=True)
    assert "Carla zette het op het plein" in steps(make_post(cast))


def test_who_does_not_is_told_by_her_role(cast):
    Role.objects.filter(person=cast.carla).update(public=False)
    assert "Een buurtverbinder zette het op het plein" in steps(make_post(cast))


def test_a_reply_that_was_let_through_counts(cast):
    post = make_post(cast)
    reply = make_reply(cast, post, by=VISITOR)
    let_reply_through(by=cast.carla, reply=reply)
    receipt = receipt_of(post)
    assert status_of(receipt, holding(receipt)).came_back.heading == "Er is 1 antwoord"
