"""A reply that waits has a clock and an owner, though it has no receipt: nothing gets parked (guarantee 1)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from wijkplein.delen.square.actions import hide, let_reply_through, report
from wijkplein.delen.square.models import HideReason, Reply
from wijkplein.delen.square.notices import tell_late_replies
from wijkplein.delen.square.tests.browsing import signed_in
from wijkplein.delen.square.tests.makers import make_post, make_reply
from wijkplein.foundation.notices.lateness import LATE
from wijkplein.foundation.notices.models import Notice
from wijkplein.foundation.receipts.actions import due_date
from wijkplein.foundation.receipts.tests.browsing import text_of
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.web.overdue import late_receipts
from wijkplein.web.waiting import waiting_for

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def waiting(cast):
    return make_reply(cast, make_post(cast, by=cast.carla), by=VISITOR)


def make_late(reply: Reply, days: int = 3) -> Reply:
    reply.due_on = timezone.localdate() - timedelta(days=days)
    reply.save(update_fields=["due_on"])
    return reply


def test_a_reply_that_waits_must_be_read_within_one_working_day(cast, waiting):
    assert waiting.due_on == due_date("connector", cast.area, 1)


def test_a_reply_that_stands_has_no_clock(cast, waiting):
    assert make_reply(cast, waiting.post).due_on is None
    let_reply_through(by=cast.carla, reply=make_late(waiting))
    assert Reply.objects.get(pk=waiting.pk).due_on is None
    assert not Reply.objects.late(timezone.localdate()).exists()


def test_a_reply_that_neighbours_reported_gets_the_clock_too(cast):
    reply = make_reply(cast, make_post(cast))
    for _time in range(3):
        report(by=VISITOR, message=reply, reason="other")
    assert Reply.objects.get().due_on == due_date("connector", cast.area, 1)


def test_what_was_hidden_is_no_longer_late(cast, waiting):
    hide(by=cast.carla, message=make_late(waiting), reason=HideReason.UNKIND)
    assert not Reply.objects.late(timezone.localdate()).exists()


def test_the_care_page_says_by_when(cast, waiting):
    browser, address = signed_in(cast.carla), reverse("square:care", args=[cast.area.slug])
    assert "Uiterlijk" in text_of(browser.get(address))
    make_late(waiting)
    assert "Te laat" in text_of(browser.get(address))


def test_it_lies_in_the_late_pile_and_on_its_list(cast, waiting):
    make_late(waiting)
    pile = waiting_for(cast.carla)[0]
    assert (pile.pile.name, pile.count) == ("late", 1)
    page = signed_in(cast.carla).get(pile.url)
    assert page.content.decode().count('<th scope="row">') == 1
    assert reverse("square:care", args=[cast.area.slug]) in page.content.decode()
    assert "Reactie" in text_of(page)


def test_elsewhere_it_is_not_seen(cast, waiting):
    make_late(waiting)
    assert waiting_for(cast.carla)[0].count == 1
    assert not late_receipts(cast.other_area, cast.mo).rows


@pytest.mark.parametrize("size", [2, 50])
def test_with_late_receipts_it_comes_once_in_the_order_of_the_clock(cast, monkeypatch, size):
    from wijkplein.web import overdue
    from wijkplein.web.tests.test_overdue import make_late as make_late_receipt

    monkeypatch.setattr(overdue, "PAGE", size)
    post = make_post(cast, by=cast.carla)
    for days in (9, 4, 2, 1):
        make_late(make_reply(cast, post, by=VISITOR), days)
    for days in (7, 4, 2):
        make_late_receipt(cast.area, days)
    found, after = [], None
    while True:
        page = late_receipts(cast.area, cast.carla, after=after)
        found += [row.day for row in page.rows]
        after = page.next
        if after is None:
            break
    today = timezone.localdate()
    assert [(today - day).days for day in found] == [9, 7, 4, 4, 2, 2, 1]


def test_who_has_duty_and_the_next_are_reminded_once_a_week(cast, waiting):
    waiting.due_on = date(2026, 11, 2)
    waiting.save(update_fields=["due_on"])
    for day in (3, 4, 9, 12):
        tell_late_replies(datetime(2026, 11, day, 6, tzinfo=AMSTERDAM))
    told = Notice.objects.filter(sentence=LATE, about_id=waiting.uuid)
    assert {notice.person for notice in told} == {cast.carla, cast.marieke}
    assert told.filter(person=cast.carla).count() == 2
