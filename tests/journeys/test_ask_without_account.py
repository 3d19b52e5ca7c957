"""Journey (a): a visitor asks without account, a connector lets it through, a neighbour answers, and the
visitor follows it by three words. Also by keyboard and without JavaScript (h)."""

from __future__ import annotations

import re

import pytest

from tests.browser import Visit
from tests.journeys.conftest import Journey

TITLE = "Wie heeft een lange ladder te leen?"
TEXT = "Ik wil zaterdag mijn dakgoot schoonmaken. Ik breng hem zondag terug en zet de koffie klaar."


def ask(journey: Journey, visit: Visit) -> str:
    """Write a question, leave no address, and get the three words."""
    journey.go(visit, "/plein/vraag/")
    page = visit.page
    page.get_by_label("Vertel het in je eigen woorden").fill(TEXT)
    page.get_by_label("Een titel").fill(TITLE)
    page.get_by_label("Voor welke buurt?").select_option("molenrij-oost")
    page.get_by_label(re.compile("Laat een buurtverbinder eerst kijken")).check()
    page.wait_for_timeout(2500)  # nobody writes this in a second; a robot does
    page.get_by_role("button", name="Plaats je bericht").click()
    words = page.locator(".wp-slip-words").inner_text().split()
    assert len(words) == 3
    return " ".join(words)


def let_through(journey: Journey, visit: Visit) -> None:
    """Carla finds it on her list and lets it through."""
    journey.sign_in(visit, "carla@buurt.test")
    journey.go(visit, "/plein/verzorgen/molenrij-oost/")
    waiting = visit.page.get_by_role("article").filter(has_text=TITLE).first
    waiting.get_by_role("button", name=re.compile("doorlaten|laat door", re.I)).click()
    visit.page.wait_for_load_state()


def answer(journey: Journey, visit: Visit) -> None:
    """Bram reads it on the square and answers; he is known, so his reply stands there at once."""
    journey.sign_in(visit, "bram@buurt.test")
    journey.go(visit, "/plein/")
    visit.page.get_by_role("link", name=TITLE).first.click()
    visit.page.get_by_role("link", name="Geef antwoord").first.click()
    visit.page.get_by_label("Jouw antwoord").fill("Ik heb er een van zes meter. Kom hem gerust halen.")
    visit.page.wait_for_timeout(2500)
    visit.page.get_by_role("main").get_by_role("button").last.click()


def follow(journey: Journey, visit: Visit, words: str) -> str:
    """Type the three words; gives what the page says."""
    journey.go(visit, "/volgkaartje/")
    for box, word in zip(visit.page.locator("main form input[type=text]").all(), words.split(), strict=True):
        box.fill(word)
    visit.page.get_by_role("main").get_by_role("button").first.click()
    return visit.page.get_by_role("main").inner_text()


@pytest.mark.job("EPE-03")
@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_a_question_without_account_is_answered_and_followed(journey: Journey, javascript: bool) -> None:
    asker = journey.visit(javascript=javascript)
    words = ask(journey, asker)
    let_through(journey, journey.visit(javascript=javascript, width=1280))
    answer(journey, journey.visit(javascript=javascript))
    later = journey.visit(javascript=javascript)
    said = follow(journey, later, words)
    assert TITLE in said
