"""Replies: who waits, what is counted, which one helped."""

import pytest

from wijkplein.delen.square.actions import (
    Draft,
    close_post,
    expire_post,
    let_reply_through,
    let_through,
    place_post,
    reply_to,
    this_helped,
    type_over,
    withdraw_post,
    withdraw_reply,
)
from wijkplein.delen.square.models import Held, Post, Reply
from wijkplein.delen.square.tests.makers import make_post, make_reply, make_waiting_post
from wijkplein.foundation.people.actions import erase
from wijkplein.foundation.receipts.lookup import holding
from wijkplein.foundation.receipts.models import Outcome, Receipt
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.actors import SYSTEM, VISITOR


def receipt_of(post):
    return Receipt.objects.get(about_id=post.uuid)


def test_the_reply_of_a_visitor_waits(cast):
    reply = make_reply(cast, make_post(cast), by=VISITOR)
    assert reply.held == Held.UNCONFIRMED
    assert not Reply.objects.visible_to(VISITOR).exists()


def test_a_held_reply_is_not_counted(cast):
    post = make_post(cast)
    make_reply(cast, post, by=VISITOR)
    assert Post.objects.get().reply_count == 0


def test_letting_a_reply_through_counts_it_and_writes_its_card(cast):
    reply = make_reply(cast, make_post(cast), by=VISITOR)
    let_reply_through(by=cast.carla, reply=reply)
    reply.refresh_from_db()
    assert Post.objects.get().reply_count == 1
    assert "kom maar langs" in reply.card
    assert "1 reactie" in Post.objects.get().card


def test_a_reply_on_something_that_waits_is_refused(cast):
    with pytest.raises(Refused, match="kijkt dit bericht eerst na"):
        make_reply(cast, make_waiting_post(cast))


def test_a_reply_on_something_finished_is_refused(cast):
    post = make_post(cast, by=cast.anna)
    close_post(by=cast.anna, post=post, reason="Klaar.")
    with pytest.raises(Refused, match="al afgerond"):
        make_reply(cast, post)


def test_what_helped_closes_the_question_and_its_receipt(cast):
    post = make_post(cast, by=cast.anna)
    reply = make_reply(cast, post)
    this_helped(by=cast.anna, reply=reply)
    post.refresh_from_db()
    assert post.helped_by == reply
    assert post.closed_at
    assert receipt_of(post).outcome == Outcome.ANSWERED
    assert "Opgelost" in post.card


def test_only_the_asker_says_what_helped(cast):
    reply = make_reply(cast, make_post(cast, by=cast.anna))
    with pytest.raises(Refused):
        this_helped(by=cast.bram, reply=reply)


def test_whoever_holds_the_code_says_what_helped(cast):
    draft = Draft("question", "Een ladder?", "Wie leent mij een ladder?")
    placed = place_post(by=VISITOR, area=cast.area, draft=draft, author=None)
    let_through(by=cast.carla, post=placed.post)
    reply = make_reply(cast, placed.post)
    this_helped(by=holding(placed.issued.receipt), reply=reply)
    assert Post.objects.get().helped_by == reply


def test_the_code_of_another_post_helps_nobody(cast):
    draft = Draft("question", "Een ladder?", "Wie leent mij een ladder?")
    other = place_post(by=VISITOR, area=cast.area, draft=draft, author=None)
    reply = make_reply(cast, make_post(cast))
    with pytest.raises(Refused):
        this_helped(by=holding(other.issued.receipt), reply=reply)


def test_a_reply_that_waits_cannot_have_helped(cast):
    post = make_post(cast, by=cast.anna)
    reply = make_reply(cast, post, by=VISITOR)
    with pytest.raises(Refused, match="eerst na"):
        this_helped(by=cast.anna, reply=reply)


@pytest.mark.job("MOP-16")
def test_an_answer_from_elsewhere_has_no_name_and_keeps_its_channel(cast):
    reply = type_over(by=cast.carla, post=make_post(cast), text="Ik heb er een.", via="facebook")
    assert (reply.author, reply.author_name, reply.via) == (None, "", "facebook")
    assert reply.is_public


def test_a_neighbour_types_nothing_over_under_the_post_of_another(cast):
    with pytest.raises(Refused):
        type_over(by=cast.bram, post=make_post(cast, by=cast.anna), text="Ik heb er een.", via="facebook")


def test_taking_back_a_reply_counts_it_off(cast):
    post = make_post(cast)
    make_post(cast, by=cast.bram)
    reply = reply_to(by=cast.bram, post=post, text="Ik ook.", author=cast.bram)
    withdraw_reply(by=cast.bram, reply=reply)
    post.refresh_from_db()
    assert post.reply_count == 0
    assert "reactie" not in post.card


def test_taking_back_a_post_takes_everything_and_ends_the_receipt(cast):
    post = make_post(cast, by=cast.anna)
    make_reply(cast, post)
    receipt = receipt_of(post)
    withdraw_post(by=cast.anna, post=post)
    receipt.refresh_from_db()
    assert receipt.outcome == Outcome.WITHDRAWN
    assert not Post.objects.exists()
    assert not Reply.objects.exists()


def test_the_clock_ends_what_nobody_ended(cast):
    post = make_post(cast, by=cast.anna)
    expire_post(by=SYSTEM, post=post)
    assert receipt_of(post).outcome == Outcome.EXPIRED


def test_nobody_but_the_clock_lets_something_expire(cast):
    with pytest.raises(Refused):
        expire_post(by=cast.mo, post=make_post(cast))


def test_what_is_erased_with_its_writer_is_no_longer_counted(cast):
    post = make_post(cast, by=cast.anna)
    make_reply(cast, post, by=cast.carla)
    make_reply(cast, post, by=cast.bram)
    erase(by=cast.bram, person=cast.bram)
    post.refresh_from_db()
    assert post.reply_count == post.replies.public().count() == 1
    assert "1 reactie<" in post.card
