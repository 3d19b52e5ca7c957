"""What no answer and no log of the walk may give away: bars PR7 and PR8."""

from __future__ import annotations

import dataclasses
import re

import pytest

from tests.bars.crawl import Answer, Crawl
from tests.bars.marks import Text

pytestmark = pytest.mark.timeout(240)

FINE = re.compile(r"(?<![\d.])(?:5[0-3]|[3-7])\.\d{4,}(?![\d%])")

# PR7


def test_no_place_is_finer_than_a_hundred_metres(crawl: Crawl) -> None:
    """Bar PR7: the town of the walk knows its places in seven decimals; nobody outside does."""
    found = {f"{each.page}: {match}" for each in crawl.answers if each.status == 200 for match in places_in(each)}
    assert sorted(found) == []


def places_in(answer: Answer) -> list[str]:
    """Numbers that could be a longitude or latitude in the Netherlands with more than three decimals."""
    kind = answer.headers.get("Content-Type", "")
    if not kind.startswith(("text/html", "application/json", "text/plain")):
        return []
    return [each for each in FINE.findall(answer.body) if each.startswith(("5.97", "5.98", "52.3"))]


def test_a_fine_place_is_found(crawl: Crawl) -> None:
    """The control."""
    home = next(each for each in crawl.answers if each.page == "home")
    assert places_in(dataclasses.replace(home, headers={"Content-Type": "text/html"}, body='data-lat="52.3462345"'))


# PR8


def test_logs_hold_no_words(crawl: Crawl) -> None:
    """Bar PR8: nothing about anybody in what was logged during the walk."""
    assert shown_in_logs(crawl, crawl.logged) == []


def shown_in_logs(crawl: Crawl, logged: str) -> list[str]:
    """Marks of words, numbers and addresses; ids may stand in a log."""
    text = Text(logged)
    return [each.name for each in crawl.town.canaries if not each.name.endswith(".uuid") and each.in_text(text)]


def test_words_in_a_log_are_found(crawl: Crawl) -> None:
    """The control."""
    assert crawl.logged
    canary = next(each for each in crawl.town.canaries if each.name == "receipts.callback.text")
    assert shown_in_logs(crawl, f"{crawl.logged}\nWARNING wie belt: {canary.mark}") == ["receipts.callback.text"]
