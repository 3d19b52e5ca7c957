"""Budgets: never more turns than there are, and nobody's address is kept."""

import threading
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wijkplein.foundation.community import budget
from wijkplein.foundation.community.binding import close_pool, current, opened
from wijkplein.foundation.community.budget import client_address, client_network, cut_address, give_back, in_turn, spend

HOUR = timedelta(hours=1)
MANY = 40


@pytest.fixture
def behind(db, monkeypatch):
    """A town with so many proxies of its own."""

    def town(proxies):
        monkeypatch.setattr(budget, "current", lambda: replace(current(), trusted_proxies=proxies))

    return town


def asked(forwarded="", nearest="198.51.100.9"):
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return RequestFactory().get("/", REMOTE_ADDR=nearest, **headers)


def test_a_budget_gives_as_many_turns_as_it_has(db):
    assert [spend("code", "anna", 3, HOUR) for _ in range(5)] == [True, True, True, False, False]


def test_each_key_and_each_name_has_its_own(db):
    assert spend("code", "anna", 1, HOUR)
    assert spend("code", "bram", 1, HOUR)
    assert spend("post", "anna", 1, HOUR)
    assert not spend("code", "anna", 1, HOUR)


def test_a_turn_comes_back_when_its_own_time_is_over(db):
    with time_machine.travel("2026-11-21 12:10:00+01:00", tick=False) as clock:
        assert spend("code", "anna", 2, HOUR)
        clock.shift(timedelta(minutes=40))
        assert spend("code", "anna", 2, HOUR)
        clock.shift(timedelta(minutes=20))
        assert not spend("code", "anna", 2, HOUR)
        clock.shift(timedelta(minutes=1))
        assert [spend("code", "anna", 2, HOUR) for _ in range(2)] == [True, False]


@given(st.lists(st.integers(0, 1500), min_size=1, max_size=60), st.integers(1, 6))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_no_stretch_of_that_length_are_there_more_turns(transactional_db, pauses, limit):
    """Wherever the stretch begins: not twice the limit around the border of two windows."""
    cache.clear()
    taken, now = [], datetime(2026, 11, 21, 12, tzinfo=UTC)
    for pause in pauses:
        now += timedelta(seconds=pause)
        with time_machine.travel(now, tick=False):
            free = sum(moment > now - HOUR for moment in taken) < limit
            if spend("code", "anna", limit, HOUR):
                taken.append(now)
                assert free
            else:
                assert sum(moment > now - HOUR - timedelta(seconds=2) for moment in taken) >= limit


def turn():
    return spend("post", "anna", 2, HOUR)


def note(word="done"):
    cache.set("deed", word)
    return word


def refusing():
    note("half done")
    raise PermissionError


def test_a_deed_in_turn_is_done_while_there_are_turns(db):
    assert [in_turn(turn, note) for _ in range(3)] == ["done", "done", None]


def test_who_is_refused_has_used_the_turn_and_leaves_nothing_else(db):
    for _ in range(2):
        with pytest.raises(PermissionError):
            in_turn(turn, refusing)
    assert cache.get("deed") is None
    assert in_turn(turn, note) is None


def test_a_turn_and_its_deed_reach_the_disk_together(towns, new_slug, django_db_blocker):
    """One commit, before anybody hears that it was done (bar R1)."""
    with django_db_blocker.unblock(), opened(towns.make(new_slug("beurt"))):
        for deed in (note, refusing):
            with CaptureQueriesContext(connection) as told, suppress(PermissionError):
                in_turn(turn, deed)
            said = [each["sql"].split()[0] for each in told.captured_queries]
            assert (said.count("BEGIN"), said.count("COMMIT"), said[-1]) == (1, 1, "COMMIT")
        assert cache.get("deed") == "done"
        close_pool()


def test_a_spent_budget_is_refused_in_a_few_questions(db, django_assert_max_num_queries):
    assert all(spend("post", "everybody", 100, HOUR) for _ in range(100))
    with django_assert_max_num_queries(2):
        assert not spend("post", "everybody", 100, HOUR)


def test_turns_that_are_given_back_are_free_again(db):
    assert [spend("tries", "anna", 2, HOUR) for _ in range(3)] == [True, True, False]
    give_back("tries", "anna", 2)
    assert [spend("tries", "anna", 2, HOUR) for _ in range(3)] == [True, True, False]


def test_eight_threads_never_get_more_than_the_limit(transactional_db):
    town, given = current(), []

    def ask():
        with opened(town):
            given.extend(spend("race", "everybody", 10, HOUR) for _ in range(MANY // 8))
        close_pool()

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert given.count(True) == 10
    assert len(given) == MANY


def test_no_address_stands_in_the_cache(db):
    spend("code", "anna@buurt.test", 1, HOUR)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM wijkplein_cache WHERE cache_key LIKE %s", ["%budget:code:%"])
        rows = cursor.fetchall()
    assert rows
    assert "anna" not in str(rows)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("192.0.2.77:5123", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("[2001:db8:1:2::3]:443", "2001:db8:1::/48"),
        ("fe80::1%eth0", "fe80::/48"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("unknown", "unknown"),
        ("", "unknown"),
    ],
)
def test_an_address_is_cut_to_its_network(address, network):
    assert cut_address(address) == network


def test_without_proxies_of_our_own_the_header_is_not_believed(behind):
    behind(0)
    assert client_address(asked("203.0.113.5")) == "198.51.100.9"


def test_with_one_proxy_only_its_own_word_is_believed(behind):
    behind(1)
    assert client_address(asked("1.2.3.4, 203.0.113.5")) == "203.0.113.5"


def test_with_two_proxies_we_read_two_from_the_right(behind):
    behind(2)
    assert client_address(asked("1.2.3.4, 203.0.113.5, 198.51.100.1")) == "203.0.113.5"


def test_a_request_around_the_proxies_counts_for_what_it_is(behind):
    behind(2)
    assert client_address(asked("203.0.113.5")) == "203.0.113.5"
    assert client_address(asked()) == "198.51.100.9"


def test_neighbours_in_one_network_share_a_mark_for_a_day(db):
    first = client_network(asked(nearest="192.0.2.1"))
    assert client_network(asked(nearest="192.0.2.200")) == first
    assert client_network(asked(nearest="192.0.3.1")) != first
    assert "192" not in first


def test_tomorrow_the_mark_is_another_one(db):
    with time_machine.travel("2026-11-21 12:00:00+01:00", tick=False):
        today = client_network(asked())
    with time_machine.travel("2026-11-22 12:00:00+01:00", tick=False):
        assert client_network(asked()) != today
