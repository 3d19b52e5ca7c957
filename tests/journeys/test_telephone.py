"""Journey (b): by telephone for someone without e-mail, with a printed slip; he calls back without his words."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from tests.browser import Visit
from tests.journeys.conftest import Journey

TITLE = "Wie gaat er mee naar de markt?"


def fill_in_for(journey: Journey, visit: Visit) -> None:
    """Carla has Mr De Boer on the line and types along."""
    page = visit.page
    journey.go(visit, "/plein/voor-iemand/")
    page.get_by_label("Voornaam", exact=True).fill("Kees")
    page.get_by_label("Achternaam").fill("De Boer")
    page.get_by_label("Telefoonnummer").fill("0592 654321")
    page.get_by_label("Straat").fill("Lindelaan")
    page.get_by_label("Wat wil deze buur vragen?").fill(
        "Ik ga graag samen naar de markt op dinsdag. Alleen durf ik niet."
    )
    page.get_by_label("Een titel").fill(TITLE)
    page.get_by_label("Ik heb de tekst voorgelezen en deze buur zei ja").check()
    page.get_by_role("main").get_by_role("button").last.click()
    page.get_by_role("heading", name="Lees dit voor").wait_for()


def fetched(visit: Visit, path: str) -> bytes:
    """What the browser gets when it follows a link."""
    script = "async path => Array.from(new Uint8Array(await (await fetch(path)).arrayBuffer()))"
    return bytes(visit.page.evaluate(script, path))


@pytest.mark.job("MBA-06")
@pytest.mark.job("MOP-13")
def test_somebody_without_e_mail_asks_by_telephone(journey: Journey) -> None:
    carla = journey.signed_in("carla@buurt.test", width=1280)
    fill_in_for(journey, carla)
    script = carla.page.get_by_role("main").inner_text()
    assert TITLE in script
    assert re.search(r"\bU (krijgt|hoort)\b", script)

    words = carla.page.locator(".wp-slip-words li").all_inner_texts()
    assert len(words) == 3

    slip = carla.page.get_by_role("link", name="Print het volgkaartje").get_attribute("href")
    paper = PdfReader(io.BytesIO(fetched(carla, str(slip))))
    text = "".join(page.extract_text() for page in paper.pages)
    assert all(word.split()[0] in text for word in words)
    assert "0000" in text

    neighbour = journey.visit()
    journey.go(neighbour, "/plein/")
    square = neighbour.page.content()
    assert TITLE in square
    assert not re.search(r"De Boer|Kees|654321|Lindelaan", square)


@pytest.mark.job("MBA-23")
@pytest.mark.parametrize("known_by", ["number", "name and street"])
def test_he_calls_back_without_his_words(journey: Journey, known_by: str) -> None:
    carla = journey.signed_in("carla@buurt.test", width=1280)
    fill_in_for(journey, carla)
    journey.go(carla, "/bellen/")
    boxes = carla.page.get_by_role("main")
    if known_by == "number":
        boxes.get_by_label(re.compile("nummer", re.I)).first.fill("0592-654321")
    else:
        boxes.get_by_label(re.compile("achternaam", re.I)).fill("de boer")
        boxes.get_by_label(re.compile("straat", re.I)).fill("lindelaan")
    boxes.get_by_role("button", name="Kijk").click()
    assert TITLE in boxes.inner_text()
    assert "Kees" in boxes.inner_text()


def test_somebody_unknown_is_told_nothing(journey: Journey) -> None:
    carla = journey.signed_in("carla@buurt.test", width=1280)
    journey.go(carla, "/bellen/")
    main = carla.page.get_by_role("main")
    main.get_by_label(re.compile("nummer", re.I)).first.fill("0592 999999")
    main.get_by_role("button", name="Kijk").click()
    assert "vinden we niets" in main.inner_text()
