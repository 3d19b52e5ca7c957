"""A form without a good key: kept and shown in words to whoever sent it, nothing at all to another site."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.signing_in import sign_in
from wijkplein.foundation.community.errors import WriteQueueFull

ASKED = {
    "kind": "question",
    "area": "",
    "title": "Ladder",
    "text": "Wie heeft een <b>ladder</b>?",
    "reach": "connector",
}
ANOTHER_SITE = [
    {"Origin": "http://evil.test"},
    {"Origin": "null"},
    {"Origin": "http://evil.test", "Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
    {"Origin": "http://evil.test", "Sec-Fetch-Site": "same-origin"},
    {"Origin": "http://testserver.evil.test"},
    {"Origin": "https://testserver"},
    {"Referer": "http://evil.test/testserver"},
]
OURSELVES = [
    {"Origin": "http://testserver"},
    {"Sec-Fetch-Site": "same-origin"},
    {"Sec-Fetch-Site": "none"},
    {"Referer": "http://testserver/plein/vraag/"},
]


def page_of(client: Client, path: str, sent: dict[str, str], headers: dict[str, str]) -> str:
    page = client.post(path, sent, headers=headers)
    assert page.status_code == 403
    assert "no-store" in page.headers["Cache-Control"]
    return str(page.content.decode())


@pytest.fixture
def strict() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("headers", [*ANOTHER_SITE, {}])
def test_another_site_gets_no_key_no_button_and_none_of_its_words(
    cast: Any, strict: Client, headers: dict[str, str]
) -> None:
    page = page_of(strict, "/plein/vraag/", {**ASKED, "area": cast.area.slug}, headers)
    assert "csrfmiddlewaretoken" not in page
    assert "<form" not in page.partition("<main")[2]
    assert "ladder" not in page
    assert settings.CSRF_COOKIE_NAME not in strict.cookies


def test_another_site_cannot_give_a_role_with_one_press(cast: Any, strict: Client) -> None:
    sign_in(strict, cast.mo)
    wish = {"email": cast.bram.email, "name": "connector", "area": "", "until": ""}
    page = page_of(strict, "/beheer/rollen/", wish, {"Origin": "http://evil.test", "Sec-Fetch-Site": "cross-site"})
    assert cast.bram.email not in page
    assert "csrfmiddlewaretoken" not in page


@pytest.mark.parametrize("headers", OURSELVES)
def test_who_left_our_page_open_sees_what_will_be_sent_and_presses_once_more(
    cast: Any, strict: Client, headers: dict[str, str]
) -> None:
    page = page_of(strict, "/plein/vraag/", {**ASKED, "area": cast.area.slug}, headers)
    assert "Wie heeft een &lt;b&gt;ladder&lt;/b&gt;?" in page
    assert cast.area.name in page
    assert "Vraag" in page
    assert not re.search(r"<textarea[^>]*\shidden", page)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    again = {**ASKED, "area": cast.area.slug, "csrfmiddlewaretoken": token[1]}
    assert strict.post("/plein/vraag/", again, headers=headers).status_code != 403


def test_who_has_a_role_goes_back_to_the_page(cast: Any, strict: Client) -> None:
    sign_in(strict, cast.mo)
    wish = {"email": cast.bram.email, "name": "connector", "area": "", "until": ""}
    own = {"Origin": "http://testserver", "Referer": "http://testserver/beheer/rollen/"}
    page = page_of(strict, "/beheer/rollen/", wish, own)
    assert "csrfmiddlewaretoken" not in page
    assert 'href="/beheer/rollen/"' in page
    sign_in(strict, cast.carla)
    asked = page_of(strict, "/plein/vraag/", {**ASKED, "area": cast.area.slug}, own)
    assert "csrfmiddlewaretoken" not in asked
    assert "Wie heeft een &lt;b&gt;ladder" in asked


def test_what_we_have_no_words_for_is_not_sent_again(cast: Any, strict: Client) -> None:
    own = {"Origin": "http://testserver"}
    assert "csrfmiddlewaretoken" not in page_of(strict, "/plein/vraag/", {**ASKED, "odd": "x"}, own)
    assert "csrfmiddlewaretoken" not in page_of(strict, "/plein/vraag/", {**ASKED, "kind": "odd"}, own)


def test_a_bare_press_is_not_sent_again(cast: Any, strict: Client) -> None:
    """Nothing on the page could tell what it does."""
    sign_in(strict, cast.anna)
    own = {"Origin": "http://testserver"}
    assert "csrfmiddlewaretoken" not in page_of(strict, "/mijn/inloggen/overal-uit/", {"once": "x"}, own)


def test_trouble_before_the_key_was_looked_at_gives_no_button(
    cast: Any, strict: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another site must not get through the page "Het is nu even druk" what it does not get through the other."""

    def stuck(*_args: Any) -> None:
        raise WriteQueueFull

    monkeypatch.setattr("wijkplein.foundation.signing_in.middleware.who_is_it.process_request", stuck)
    strict.raise_request_exception = False
    page = strict.post("/plein/vraag/", ASKED, headers={"Origin": "http://evil.test"})
    assert page.status_code == 503
    assert "csrfmiddlewaretoken" not in page.content.decode()
    assert "ladder" not in page.content.decode()
    ours = strict.post("/plein/vraag/", ASKED, headers={"Origin": "http://testserver"})
    assert "csrfmiddlewaretoken" not in ours.content.decode()
    assert "ladder" in ours.content.decode()


def test_a_code_and_the_words_of_a_receipt_are_never_shown(cast: Any, strict: Client) -> None:
    own = {"Origin": "http://testserver"}
    assert "135246" not in page_of(strict, "/inloggen/code/", {"code": "135246"}, own)
    words = {"first": "appelboom", "second": "fietspad", "third": "molen"}
    page = page_of(strict, "/volgkaartje/", words, own)
    assert "appelboom" not in page
    assert "fietspad" not in page
