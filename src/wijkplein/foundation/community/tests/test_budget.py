"""Budgets: never more turns than there are, and nobody's address is kept."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from wijkplein.foundation.community import budget
from wijkplein.foundation.community.binding import close_pool, current, opened
from wijkplein.foundation.community.budget import client_address, client_network, cut_address, spend

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


def test_a_new_window_gives_new_turns(db):
    with time_machine.travel("2026-11-21 12:10:00+01:00", tick=False):
        assert spend("code", "anna", 1, HOUR)
        assert not spend("code", "anna", 1, HOUR)
    with time_machine.travel("2026-11-21 13:10:00+01:00", tick=False):
        assert spend("code", "anna", 1, HOUR)


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
    assert [value for _name, value in rows] == ["1"]
    assert "anna" not in str(rows)


def test_a_turn_takes_one_question(db):
    with CaptureQueriesContext(connection) as asked:
        assert [spend("code", "piet", 2, HOUR) for _ in range(3)] == [True, True, False]
    assert len(asked) == 3
    assert not spend("code", "nobody", 0, HOUR)


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
