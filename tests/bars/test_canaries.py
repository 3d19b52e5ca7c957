"""Bar S2: nobody gets to see what is not for her eyes. The reviewed exceptions stand in allowed_canaries.txt."""

from __future__ import annotations

import fnmatch
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.bars.crawl import Answer, Crawl
from tests.bars.makers import MAKERS
from tests.bars.marks import Canary, private_models

TABLE = Path(__file__).with_name("allowed_canaries.txt")
Allowed = list[tuple[str, str, str]]

pytestmark = pytest.mark.timeout(240)


def allowed() -> Allowed:
    """Who may see which mark on which page, as reviewed. Raises ValueError on a line without a reason."""
    rows = []
    for line in TABLE.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        what, _hash, why = line.partition("#")
        if not why.strip():
            raise ValueError(f"no reason: {line}")
        who, canary, page = what.split()
        rows.append((who, canary.replace("_(", " ("), page))
    return rows


def is_allowed(canary: Canary, answer: Answer, table: Allowed) -> bool:
    """Own things are for one's own eyes; the rest stands in the table."""
    if canary.owner and canary.owner == answer.who:
        return True
    return any(
        who in ("*", answer.who) and fnmatch.fnmatch(canary.name, name) and fnmatch.fnmatch(answer.page, page)
        for who, name, page in table
    )


def leaks(answers: list[Answer], canaries: list[Canary], table: Allowed) -> dict[str, list[str]]:
    """Mark and page of everything that shows where it should not."""
    found: dict[str, list[str]] = defaultdict(list)
    for answer in answers:
        for canary in canaries:
            if canary.in_text(answer.text) and canary.mark not in answer.path and not is_allowed(canary, answer, table):
                found[f"{answer.who} {canary.name} {answer.page}"].append(str(answer))
    return found


def test_every_private_model_is_sown() -> None:
    """A new model with something personal needs a maker."""
    assert {model._meta.label_lower for model in private_models()} == set(MAKERS)


def test_nobody_sees_what_is_not_for_her(crawl: Crawl) -> None:
    found = leaks(crawl.answers, crawl.town.canaries, allowed())
    assert not found, "\n".join(f"{key}  {paths[0]}" for key, paths in sorted(found.items()))


def test_the_walk_was_a_walk(crawl: Crawl) -> None:
    """Every kind of answer was there; otherwise nought means nothing."""
    ok = [each for each in crawl.answers if each.status == 200 and each.method == "GET"]
    kinds = {each.headers.get("Content-Type", "").partition(";")[0] for each in ok}
    assert {"text/html", "application/pdf", "image/webp", "text/plain", "text/css"} <= kinds
    assert {each.status for each in crawl.answers} >= {200, 302, 403, 404, 405}
    assert not [str(each) for each in crawl.answers if each.status >= 500]
    assert len({each.page for each in ok}) > 80
    assert len(crawl.town.canaries) > 200


def test_the_marks_are_found_where_they_belong(crawl: Crawl) -> None:
    """The control: a mark that the table allows is really seen, and without its line it is a leak."""
    found = leaks(crawl.answers, crawl.town.canaries, [])
    assert any("notices.mailin.text" in key for key in found)
    assert any("receipts.callback.name" in key for key in found)


def test_every_exception_is_still_needed(crawl: Crawl) -> None:
    """A line in the table for what nobody sees any more would cover the next leak."""
    table = allowed()
    used = set()
    for answer in crawl.answers:
        for canary in crawl.town.canaries:
            if canary.in_text(answer.text) and canary.owner != answer.who:
                used |= {row for row in table if is_allowed(canary, answer, [row])}
    assert [row for row in table if row not in used] == []


def test_a_seeded_leak_is_found(crawl: Crawl) -> None:
    """The control: the same walk with one sealed field of one person on one public page."""
    canary = next(each for each in crawl.town.canaries if each.name == "people.person.phone")
    seeded: Any = next(each for each in crawl.answers if each.page == "home" and each.who == "visitor")
    shown = f"06 {canary.mark[:2]} {canary.mark[2:5]} {canary.mark[5:]}"
    leaky = Answer("visitor", "GET", "/", "home", 200, {}, {}, seeded.body + f"<p>Bel {shown}</p>")
    assert leaks([leaky], crawl.town.canaries, allowed())
