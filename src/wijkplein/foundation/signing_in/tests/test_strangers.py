"""A stranger who asks codes for somebody else's address shuts nobody out and fills no mailbox; and learns nothing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wijkplein.foundation.signing_in.tests.helpers import (
    ask_code,
    is_signed_in,
    mails,
    newest_code,
    sign_in,
    type_code,
)

pytestmark = pytest.mark.django_db


def stranger(number: int = 0) -> Client:
    return Client(REMOTE_ADDR=f"203.0.{number}.7")


@pytest.fixture
def own_browser(cast):
    """Where Bram signed in before, and out again."""
    browser = Client()
    sign_in(browser, cast.bram.email)
    browser.post("/uitloggen/")
    assert not is_signed_in(browser)
    return browser


def test_a_stranger_does_not_shut_out_who_signed_in_here_before(cast, own_browser):
    for number in range(8):
        for _ in range(5):
            ask_code(stranger(number), cast.bram.email)
    sign_in(own_browser, cast.bram.email)
    assert is_signed_in(own_browser)


def test_not_from_the_same_network_either(cast, own_browser):
    """Thousands of telephones share one network of their provider."""
    for number in range(25):
        ask_code(Client(), f"iemand{number}@elders.test")
    for _ in range(11):
        type_code(Client(), "000000")
    sign_in(own_browser, cast.bram.email)
    assert is_signed_in(own_browser)


def test_wrong_tries_of_strangers_do_not_shut_her_out(cast, own_browser):
    for number in range(4):
        browser = stranger(number)
        ask_code(browser, cast.bram.email)
        wrong = f"{(int(newest_code(cast.bram.email).replace(' ', '')) + 1) % 10**6:06d}"
        for _ in range(11):
            type_code(browser, wrong)
    sign_in(own_browser, cast.bram.email)
    assert is_signed_in(own_browser)


def test_one_network_asks_three_codes_for_one_address_in_a_quarter(cast):
    assert [ask_code(stranger(), cast.bram.email).status_code for _ in range(4)] == [302] * 3 + [429]
    assert ask_code(stranger(1), cast.bram.email).status_code == 302
    assert ask_code(stranger(), cast.anna.email).status_code == 302


def test_one_network_asks_six_in_a_day(cast):
    with time_machine.travel(timezone.localtime().replace(hour=8), tick=False) as clock:
        for _ in range(6):
            for _ in range(3):
                ask_code(stranger(), cast.bram.email)
            clock.shift(timedelta(minutes=16))
    assert len(mails()) == 6


def test_strangers_together_send_fifteen_mails_to_one_address_in_a_day(cast):
    with time_machine.travel(timezone.localtime().replace(hour=8), tick=False) as clock:
        for number in range(12):
            for _ in range(3):
                ask_code(stranger(number), cast.bram.email)
            clock.shift(timedelta(minutes=16))
    assert len(mails()) == 15


def test_the_next_day_it_may_again(cast):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for number in range(6):
            for _ in range(3):
                ask_code(stranger(number), cast.bram.email)
        clock.shift(timedelta(hours=25))
        assert ask_code(stranger(), cast.bram.email).status_code == 302


def test_a_known_browser_has_a_limit_too(cast, own_browser):
    before = len(mails())
    assert [ask_code(own_browser, cast.bram.email).status_code for _ in range(6)] == [302] * 5 + [429]
    assert len(mails()) - before == 5


def test_a_browser_is_known_for_its_own_address_only(cast, own_browser):
    assert [ask_code(own_browser, cast.anna.email).status_code for _ in range(4)] == [302] * 3 + [429]


def test_a_forged_mark_is_no_mark(cast, own_browser):
    forged = stranger()
    name = next(name for name in own_browser.cookies if "bekend" in name)
    forged.cookies[name] = own_browser.cookies[name].value[:-2] + "xx"
    assert [ask_code(forged, cast.bram.email).status_code for _ in range(4)] == [302] * 3 + [429]


def test_the_mark_tells_no_address_and_goes_to_the_sign_in_pages_only(cast, own_browser):
    cookie = next(each for name, each in own_browser.cookies.items() if "bekend" in name)
    assert "bram" not in cookie.value
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/inloggen/", True, "Lax")
    assert cookie["secure"]


def test_who_is_under_sixteen_leaves_no_mark(db):
    child = Client()
    sign_in(child, "kind@elders.test")
    child.post("/inloggen/nieuw/", {"sixteen": "nee"})
    assert not [name for name in child.cookies if "bekend" in name]


def test_a_wrong_code_makes_no_browser_known(cast, client):
    ask_code(client, cast.bram.email)
    type_code(client, f"{(int(newest_code(cast.bram.email).replace(' ', '')) + 1) % 10**6:06d}")
    assert not [name for name in client.cookies if "bekend" in name]


def test_a_spent_budget_says_what_still_works(cast):
    for _ in range(3):
        ask_code(stranger(), cast.bram.email)
    page = ask_code(stranger(), cast.bram.email).content.decode()
    assert "nieuwste code" in page
    assert "sleutel" in page
    assert "bel ons" in page.lower()


def test_the_same_is_asked_of_the_database_for_an_address_nobody_has(cast):
    """What the clock of a busy machine cannot tell (test_codes.py measures time): the work is the same."""

    def asked(address: str) -> list[str]:
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            ask_code(stranger(), address)
        return [re.sub(r"'[^']*'|\d+", "?", each["sql"]) for each in queries]

    known, unknown = asked(cast.bram.email), asked("nobody@elders.test")
    assert len(known) > 10  # the control: questions are seen
    assert known == unknown


def test_a_spent_budget_looks_the_same_for_an_address_nobody_has(cast):
    def spent(address: str) -> bytes:
        for number in range(6):
            for _ in range(3):
                ask_code(stranger(number), address)
        return ask_code(stranger(9), address).content.replace(address.encode(), b"@")

    token = re.compile(rb'value="[A-Za-z0-9]{64}"')
    assert token.sub(b"", spent(cast.bram.email)) == token.sub(b"", spent("nobody@elders.test"))
