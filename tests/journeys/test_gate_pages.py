"""Bars A1, A2, A5, A6, A7 and A9 on the real pages of a filled town (reliability.md 4 and 5.4).

Axe, the validator and plain Dutch read every page. The whole gate takes eleven seconds a page or more: it runs on the
pages that change most, and on all of them with WIJKPLEIN_FULL=1.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.browser import Visit
from tests.gate import RULES, Gate, Options, compare_tree, tree_text
from tests.gate.plain_dutch import check_html
from tests.gate.validator import validate
from tests.journeys.conftest import Journey
from tests.journeys.filled_town import Filled, fill, known
from wijkplein.foundation.look.assets import first_screen_style

HERE = "molenrij-oost"
SECOND = 2500  # milliseconds: a person does not write a post in one
FULL = os.environ.get("WIJKPLEIN_FULL") == "1"

# The first screen's own style stands in the page; the Content-Security-Policy names it by its hash.
OPTIONS = Options(hashed_style=first_screen_style())


@dataclass(frozen=True)
class PageType:
    """One kind of page: where it stands, who looks, and what to do there first."""

    path: str
    who: str = ""
    steps: Callable[[Any], None] | None = None


def _write(page: Any, title: str, text: str) -> None:
    page.get_by_label("Vertel het in je eigen woorden").fill(text)
    page.get_by_label("Een titel").fill(title)
    page.get_by_label("Voor welke buurt?").select_option(HERE)
    page.get_by_label(re.compile("Laat een buurtverbinder eerst kijken")).check()
    page.wait_for_timeout(SECOND)


def _send(page: Any) -> None:
    with page.expect_navigation():
        page.get_by_role("main").locator("[data-main-action]").click()


def _empty_ask(page: Any) -> None:
    _send(page)
    assert page.title().startswith("Fout:")


def _suspicious(page: Any) -> None:
    _write(page, "Verdachte man", "Er loopt een verdachte man door de straat, hij loert naar binnen. Kijk uit.")
    _send(page)
    page.get_by_role("heading", name="Dit komt niet op het plein").wait_for()


def _urgent(page: Any) -> None:
    _write(page, "Ik kan niet meer", "Ik wil niet meer leven. Niemand mist mij.")
    _send(page)
    page.get_by_role("link", name=re.compile("0800-0113")).first.wait_for()


def _asked(page: Any) -> None:
    _write(page, "Wie kan mijn fiets nakijken?", "De rem piept en ik durf er niet goed mee de weg op.")
    _send(page)
    page.locator(".wp-slip-words").wait_for()


PAGES = {
    "home": PageType("/"),
    "area": PageType(f"/buurt/{HERE}/"),
    "square": PageType("/plein/"),
    "post": PageType("/plein/bericht/{post}/"),
    "ask": PageType("/plein/vraag/"),
    "ask-errors": PageType("/plein/vraag/", steps=_empty_ask),
    "diverted": PageType("/plein/vraag/", steps=_suspicious),
    "receipt": PageType("/plein/vraag/", steps=_asked),
    "words": PageType("/volgkaartje/"),
    "connector": PageType(f"/plein/verzorgen/{HERE}/", who="carla"),
    "telephone": PageType("/plein/voor-iemand/", who="carla"),
    "sign-in": PageType("/inloggen/"),
    "mine": PageType("/mijn/", who="anna"),
    "my-data": PageType("/mijn/gegevens/", who="anna"),
    "tell": PageType("/vertel/"),
    "help-now": PageType("/nu-hulp/"),
    "urgent": PageType("/plein/vraag/", steps=_urgent),
    "search": PageType("/zoeken/?q=ladder"),
    "fridge": PageType(f"/buurt/{HERE}/koelkast/"),
    "work-table": PageType("/werktafel/", who="carla"),
    "calling": PageType("/bellen/", who="carla"),
    "own-work": PageType("/mijn/werk/", who="carla"),
    "late": PageType(f"/werktafel/over-de-tijd/{HERE}/", who="carla"),
    "mandates": PageType("/mijn/namens/", who="anna"),
}
CHANGED_MOST = ("home", "post", "ask-errors", "connector", "receipt")
TREES = ("home", "square", "ask", "ask-errors", "words", "sign-in")
SCRUB = (
    (r"\d{1,2} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)", "DAG"),
    (r"(?:maan|dins|woens|donder|vrij|zater|zon)dag DAG", "DAG"),
    (r"DAG \d{4}", "DAG"),
)


@dataclass
class Town:
    """The filled town and the pages that were opened in it: a browser, and the page as the server sent it."""

    journey: Journey
    filled: Filled
    shown: dict[str, tuple[Visit, str]] = field(default_factory=dict)

    def open(self, name: str) -> tuple[Visit, str]:
        """Open this page once; gives its browser and its HTML before any script touched it."""
        if name not in self.shown:
            kind = PAGES[name]
            visit = self.journey.signed_in(f"{kind.who}@buurt.test") if kind.who else self.journey.visit()
            sent: list[Any] = []
            visit.page.on("response", lambda answer: sent.append(answer) if _is_page(answer, visit) else None)
            answer = self.journey.go(visit, kind.path.format(post=self.filled.post.uuid))
            assert answer.status == 200, f"{name}: {answer.status}"
            assert kind.who == "" or "/inloggen/" not in visit.page.url, f"{name}: {kind.who} is not signed in"
            if kind.steps:
                kind.steps(visit.page)
            self.shown[name] = (visit, sent[-1].text())
        return self.shown[name]


def _is_page(answer: Any, visit: Visit) -> bool:
    if not answer.request.is_navigation_request() or answer.frame != visit.page.main_frame:
        return False
    return answer.status not in {301, 302, 303}


@pytest.fixture(scope="module")
def town(journey: Journey) -> Town:
    """Filled once for this file; the pages stay open."""
    return Town(journey, fill(journey))


def _told(faults: list[Any]) -> str:
    return "\n".join(str(fault) for fault in faults)


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(town: Town, name: str) -> None:
    """A1: light, dark and forced colours, on a phone and at a desk."""
    visit, html = town.open(name)
    faults = Gate(visit.page, OPTIONS).check_shown(html=html, only=["axe"])
    assert not faults, _told(faults)


def test_every_page_is_standard_html(town: Town) -> None:
    """A7."""
    faults = validate({name: town.open(name)[1] for name in PAGES})
    assert not faults, _told(faults)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_speaks_plain_dutch(town: Town, name: str) -> None:
    """A9."""
    faults = check_html(town.open(name)[1])
    assert not faults, _told(faults)


def _most_changed_first() -> list[Any]:
    long = pytest.mark.skipif(not FULL, reason="long version: WIJKPLEIN_FULL=1")
    return [pytest.param(name, marks=[] if name in CHANGED_MOST else [pytest.mark.slow, long]) for name in PAGES]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", _most_changed_first())
def test_the_gate_finds_nothing(town: Town, name: str) -> None:
    """A2: everything that axe does not see. Axe itself has its own test here."""
    visit, html = town.open(name)
    faults = Gate(visit.page, OPTIONS).check_shown(html=html, only=[rule for rule in RULES if rule != "axe"])
    assert not faults, _told(faults)


def test_titles_help_and_menus_are_the_same_everywhere(town: Town) -> None:
    """WCAG 2.4.2, 3.2.3, 3.2.6: compared between the pages of one visitor."""
    visit = town.journey.visit()
    gate = Gate(visit.page, OPTIONS)
    for name in ("home", "square", "ask", "words", "tell", "search"):
        gate.check(town.journey.address + PAGES[name].path, only=["title"])
    faults = gate.compare()
    assert not faults, _told(faults)


@pytest.mark.parametrize("name", TREES)
def test_a_screen_reader_is_told_what_was_approved(town: Town, name: str) -> None:
    """A6: the accessibility tree, approved by somebody who read it."""
    visit, _html = town.open(name)
    visit.page.set_viewport_size({"width": 390, "height": 844})
    compare_tree(name, tree_text(visit.page, scrub=SCRUB))


FAR = 200  # presses of Tab after which something cannot be reached


def _tab_to(page: Any, wanted: str) -> None:
    """Press Tab until the focus stands on what this selector finds, as somebody without a mouse does."""
    for _press in range(FAR):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement?.matches(wanted) ?? false", wanted):
            return
    raise AssertionError(f"Tab does not come to {wanted}")


def _load_by(page: Any, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def _ask_by_keyboard(page: Any, title: str) -> list[str]:
    """From the home page, without touching the mouse; gives the three words."""
    _tab_to(page, "a.wp-ask")
    _load_by(page, "Enter")
    _tab_to(page, "[name=text]")
    page.keyboard.type("Ik wil zaterdag mijn dakgoot schoonmaken. Daarna staat de koffie klaar.")
    _tab_to(page, "[name=title]")
    page.keyboard.type(title)
    _tab_to(page, "select[name=area]")
    page.keyboard.type("Molenrij-O")
    page.wait_for_timeout(SECOND)
    _tab_to(page, "[data-main-action]")
    _load_by(page, "Enter")
    return list(page.locator(".wp-slip-words").inner_text().split())


def _let_through_by_keyboard(page: Any, title: str) -> None:
    """Carla comes to the button of this one card."""
    for _press in range(FAR):
        page.keyboard.press("Tab")
        card = page.evaluate(
            "document.activeElement.closest('button') && document.activeElement.closest('article')?.innerText"
        )
        if card and title in card:
            _load_by(page, "Enter")
            return
    raise AssertionError("Tab does not come to the button under this post")


def _answer_by_keyboard(page: Any, title: str) -> None:
    for _press in range(FAR):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText") == title:
            _load_by(page, "Enter")
            break
    _tab_to(page, "a[href$='/reageren/']")
    _load_by(page, "Enter")
    _tab_to(page, "[name=text]")
    page.keyboard.type("Ik heb er een van zes meter. Kom hem gerust halen.")
    page.wait_for_timeout(SECOND)
    _tab_to(page, "[data-main-action]")
    _load_by(page, "Enter")


@pytest.mark.job("EPE-03")
@pytest.mark.timeout(240)
def test_a_question_is_asked_answered_and_followed_by_keyboard_alone(town: Town) -> None:
    """A5 and journey (h): every step of journey (a) with keys."""
    title = "Wie leent mij een emmer op steel?"
    journey = town.journey
    asker = journey.visit(width=1280)
    journey.go(asker, "/")
    words = _ask_by_keyboard(asker.page, title)
    carla = known(journey, "carla", width=1280)
    journey.go(carla, f"/plein/verzorgen/{HERE}/")
    _let_through_by_keyboard(carla.page, title)
    bram = known(journey, "bram", width=1280)
    journey.go(bram, f"/plein/{HERE}/")
    _answer_by_keyboard(bram.page, title)
    later = journey.visit()
    journey.go(later, "/volgkaartje/")
    _tab_to(later.page, "input.wp-word")
    for word in words:
        later.page.keyboard.type(word)
        later.page.keyboard.press("Tab")
    later.page.keyboard.press("Shift+Tab")
    _load_by(later.page, "Enter")
    assert title in later.page.get_by_role("main").inner_text()
