"""The pages that stand, robots.txt and security.txt."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wijkplein.foundation.privacy.privacy_map import map_of
from wijkplein.foundation.privacy.retention import rules
from wijkplein.web.kept import kept_about_people
from wijkplein.web.word_rules import word_rules

STANDING = ("over", "contact", "spelregels", "spelregels/woorden", "nu-hulp", "toegankelijk", "jouw-gegevens")


@pytest.mark.parametrize("path", STANDING)
def test_a_page_that_stands_asks_the_database_nothing(cast: Any, client: Client, path: str) -> None:
    client.get("/robots.txt")
    with CaptureQueriesContext(connection) as queries:
        page = client.get(f"/{path}/")
    assert (page.status_code, len(queries), page.cookies) == (200, 0, {})
    assert page.content.decode().count("<h1") == 1


def test_everything_we_keep_about_people_is_told(cast: Any, client: Client) -> None:
    page = client.get("/jouw-gegevens/").content.decode()
    personal = [model for model in apps.get_models() if (known := map_of(model)) and known.personal]
    assert len(kept_about_people()) == len(personal) > 10
    for kept in kept_about_people():
        assert kept.purposes
        assert not re.search(r"\b(id|uuid|model)\b", kept.label)
    assert all(str(rule.sentence).replace("'", "&#x27;") in page for rule in rules())
    assert "om je te bellen" in page


def test_every_word_rule_can_be_read(cast: Any, client: Client) -> None:
    page = client.get("/spelregels/woorden/").content.decode()
    book = word_rules()
    assert len(book.rules) > 3
    assert all(rule.name in page for rule in book.rules)
    assert "0900-8844" in page


def test_partners_answer_together(cast: Any, client: Client) -> None:
    page = client.get("/over/").content.decode()
    assert "Gemeente Molenrij" in page
    assert "samen verantwoordelijk" in page


def test_security_txt_can_be_believed_and_renews_itself(cast: Any, client: Client) -> None:
    answer = client.get("/.well-known/security.txt")
    assert answer.headers["Content-Type"].startswith("text/plain")
    lines = dict(line.split(": ", 1) for line in reversed(answer.content.decode().splitlines()))
    expires = datetime.strptime(lines["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=30) < expires - timezone.now() < timedelta(days=365)
    assert lines["Contact"] == "mailto:proef@wijkplein.test"
    assert lines["Preferred-Languages"] == "nl, en"


def test_robots_stay_out_of_what_is_not_theirs(cast: Any, client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /volgkaartje/" in text
    assert "Disallow: /\n" not in text


def test_the_page_for_now_has_every_number_to_press_and_the_footer_leads_there(client: Client, cast: Any) -> None:
    page = client.get("/nu-hulp/").content.decode()
    for number in ("112", "08000113", "08002000", "08000432", "08001205", "09008844"):
        assert f'href="tel:{number}"' in page
    assert "huisartsenpost" in page
    assert 'href="/nu-hulp/"' in client.get("/over/").content.decode()


def test_the_words_at_which_a_number_comes_are_shown_as_they_are_applied(client: Client, cast: Any) -> None:
    page = client.get("/spelregels/woorden/").content.decode()
    assert "Niet meer willen leven" in page
    assert "levensmoe*" in page
