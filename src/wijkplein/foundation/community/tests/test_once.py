"""A form sent twice has one effect."""

import threading
from datetime import timedelta

import pytest
import time_machine

from wijkplein.foundation.community.binding import close_pool, current, opened
from wijkplein.foundation.community.budget import spend
from wijkplein.foundation.community.once import Answer, age_of, new_token, once


class Deed:
    """Counts how often it was done."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return Answer(f"/antwoord/{self.times}/", "verzegeld")


def test_the_second_sending_gets_the_first_answer(db):
    token, deed = new_token(), Deed()
    assert once(token, deed) == Answer("/antwoord/1/", "verzegeld")
    assert once(token, deed) == Answer("/antwoord/1/", "verzegeld")
    assert deed.times == 1


def test_another_form_is_another_deed(db):
    deed = Deed()
    once(new_token(), deed)
    once(new_token(), deed)
    assert deed.times == 2


def test_a_deed_that_failed_can_be_tried_again(db):
    token, deed = new_token(), Deed()

    def fails():
        spend("left-behind", "x", 1, timedelta(hours=1))
        raise LookupError

    with pytest.raises(LookupError):
        once(token, fails)
    assert once(token, deed).url == "/antwoord/1/"
    assert spend("left-behind", "x", 1, timedelta(hours=1))


def test_without_a_token_of_ours_it_is_simply_done(db):
    deed = Deed()
    once("", deed)
    once("verzonnen", deed)
    assert deed.times == 2


def test_a_token_tells_how_old_the_form_is(db):
    with time_machine.travel("2026-11-21 12:00:00+01:00", tick=False):
        token = new_token()
    with time_machine.travel("2026-11-21 12:00:30+01:00", tick=False):
        assert age_of(token) == timedelta(seconds=30)
    with time_machine.travel("2026-11-23 12:00:00+01:00", tick=False):
        assert age_of(token) is None


def test_a_token_of_another_town_is_none(db, towns, new_slug):
    with opened(towns.make(new_slug("elders"))):
        foreign = new_token()
    assert age_of(foreign) is None


def test_eight_at_the_same_moment_are_one(transactional_db):
    token, deed, town, answers = new_token(), Deed(), current(), []

    def send():
        with opened(town):
            answers.append(once(token, deed))
        close_pool()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert deed.times == 1
    assert answers == [Answer("/antwoord/1/", "verzegeld")] * 8
