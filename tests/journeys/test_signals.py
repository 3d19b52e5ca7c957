"""Journey (i): "vertel wat er speelt" gets an owner, a clock and an answer with a reason; and *bel mij terug*.

Every screen that opens passes axe, as on the other pages of the gate (bar A1).
"""

from __future__ import annotations

import re

import pytest

from tests.browser import Visit
from tests.gate import Gate, Options
from tests.journeys.conftest import Journey
from tests.journeys.test_ask_without_account import follow
from tests.journeys.test_moderation import second_step
from wijkplein.delen.signals.models import Signal
from wijkplein.foundation.look.assets import first_screen_style
from wijkplein.foundation.receipts.models import CallBack

TEXT = "Het is te donker op het pad langs de vijver. Ik fiets daar liever niet meer."
LINE = "Het ergste stuk is bij de brug."
NOT_YET = "Niet, omdat het pad volgend jaar wordt opgebroken. Dan komen er lampen."
DONE = "Je hebt gelijk. We hebben drie lampen op accu neergezet tot het pad klaar is."
OPTIONS = Options(hashed_style=first_screen_style())


def clean(visit: Visit) -> None:
    """A1: axe finds nothing on this screen, in light, dark and forced colours, on a phone and at a desk.

    In a visit of its own script: axe needs one. The screen without JavaScript has the same mark-up.
    """
    faults = Gate(visit.page, OPTIONS).check_shown(only=["axe"])
    assert not faults, "\n".join(str(fault) for fault in faults)


def tell(journey: Journey, visit: Visit) -> str:
    """Tell it without a name; gives the three words."""
    journey.go(visit, "/vertel/")
    main = visit.page.get_by_role("main")
    main.get_by_label("Wat gaat niet goed?").check()
    main.get_by_label("Vertel het kort").fill(TEXT)
    main.get_by_label("Waar is het?").fill("Vijverpad")
    main.get_by_label("In welke buurt?").select_option("molenrij-oost")
    main.get_by_role("button", name="Vertel het").click()
    visit.page.get_by_role("heading", name="Dank je, het is binnen").wait_for()
    said = main.inner_text()
    assert "gebiedsregisseur" in said
    assert re.search(r"uiterlijk \w+dag \d+ \w+", said)
    words = visit.page.locator(".wp-slip-words").inner_text().split()
    assert len(words) == 3
    return " ".join(words)


def at_her_desk(journey: Journey) -> Visit:
    """Marieke works a desk, so she signed in with two steps."""
    marieke = journey.visit(width=1280)
    second_step(journey, marieke, journey.cast.marieke)
    return marieke


def open_from_table(journey: Journey, director: Visit) -> None:
    """From the work table to the signal that waits."""
    journey.go(director, "/werktafel/")
    director.page.get_by_role("link", name="Wat er speelt").click()
    director.page.get_by_role("row").filter(has_text="Vijverpad").get_by_role("link").first.click()
    director.page.get_by_role("heading", name="Wat gaat niet goed?", level=1).wait_for()


def answer(director: Visit, outcome: str, reason: str) -> None:
    """The answer with its reason."""
    main = director.page.get_by_role("main")
    main.get_by_role("link", name="Antwoord geven").click()
    main.get_by_label(re.compile(f"^{outcome}$", re.I)).check()
    main.get_by_label(re.compile("waarom niet")).fill(reason)
    with director.page.expect_navigation():
        main.get_by_role("button", name="Antwoord geven").click()


def add_line(sender: Visit) -> None:
    """One thing more, from the receipt that is open in this browser."""
    main = sender.page.get_by_role("main")
    main.get_by_role("link", name="Voeg een regel toe").click()
    main.get_by_label("Wat wil je nog zeggen?").fill(LINE)
    with sender.page.expect_navigation():
        main.get_by_role("button", name="Voeg deze regel toe").click()


def not_right(sender: Visit) -> None:
    """Say that the answer is not right."""
    main = sender.page.get_by_role("main")
    main.get_by_role("link", name="Dit klopt niet").click()
    with sender.page.expect_navigation():
        main.get_by_role("button", name="Ja, kijk opnieuw").click()


@pytest.mark.timeout(240)
@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_what_plays_gets_an_owner_a_clock_and_an_answer_with_a_reason(journey: Journey, javascript: bool) -> None:
    words = tell(journey, journey.visit(javascript=javascript))
    sender = journey.visit(javascript=javascript)
    assert "gebiedsregisseur" in follow(journey, sender, words)
    add_line(sender)

    director = at_her_desk(journey)
    open_from_table(journey, director)
    seen = director.page.get_by_role("main").inner_text()
    assert TEXT in seen
    assert LINE in seen
    answer(director, "niet, omdat", NOT_YET)

    said = follow(journey, journey.visit(javascript=javascript), words)
    assert "Niet, omdat" in said
    assert NOT_YET in said
    follow(journey, sender, words)
    not_right(sender)
    waits = sender.page.get_by_role("main").inner_text()
    assert NOT_YET not in waits
    assert "gebiedsregisseur" in waits

    open_from_table(journey, director)
    answer(director, "gedaan", DONE)
    said = follow(journey, sender, words)
    assert DONE in said
    assert sender.page.get_by_role("link", name="Dit klopt niet").count() == 0
    assert "Marieke" not in said
    with journey.opened():
        assert not Signal.objects.by_clock().exists()


@pytest.mark.timeout(300)
def test_every_screen_of_a_signal_is_clean(journey: Journey) -> None:
    """The same walk with axe on each screen: telling, the receipt, the desk, the answer, "klopt niet"."""
    sender = journey.visit()
    journey.go(sender, "/vertel/")
    clean(sender)
    words = tell(journey, sender)
    clean(sender)
    follow(journey, sender, words)
    clean(sender)
    director = at_her_desk(journey)
    journey.go(director, "/werktafel/")
    clean(director)
    open_from_table(journey, director)
    clean(director)
    director.page.get_by_role("link", name="Antwoord geven").click()
    clean(director)
    open_from_table(journey, director)
    answer(director, "niet, omdat", NOT_YET)
    follow(journey, sender, words)
    clean(sender)
    sender.page.get_by_role("link", name="Dit klopt niet").click()
    clean(sender)


@pytest.mark.timeout(240)
@pytest.mark.job("MOP-13")
@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_call_me_back_has_a_clock_and_an_outcome(journey: Journey, javascript: bool) -> None:
    asker = journey.visit(javascript=javascript)
    journey.go(asker, "/bel-mij-terug/?buurt=molenrij-oost")
    main = asker.page.get_by_role("main")
    main.get_by_label("Hoe heet je?").fill("Ria")
    main.get_by_label("Je telefoonnummer").fill("0592 654987")
    main.get_by_label("ochtend").check()
    main.get_by_label("Waar gaat het over?").fill("Over de hulp bij de belastingen.")
    main.get_by_role("button", name="Vraag of we je bellen").click()
    asker.page.get_by_role("heading", name="Dank je, het is binnen").wait_for()
    assert "buurtverbinder" in main.inner_text()
    words = asker.page.locator(".wp-slip-words").inner_text()

    carla = journey.visit(width=1280)
    journey.sign_in(carla, "carla@buurt.test")
    journey.go(carla, "/werktafel/")
    carla.page.get_by_role("link", name="Terugbellen").click()
    desk = carla.page.get_by_role("main")
    waiting = desk.inner_text()
    assert "Ria" not in waiting
    assert "654987" not in re.sub(r"\D", "", waiting)
    desk.get_by_role("row").filter(has_text="ochtend").get_by_role("link").first.click()
    assert "Ria" in desk.inner_text()
    desk.get_by_role("button", name="Geen gehoor").click()
    desk.get_by_role("row").filter(has_text="ochtend").get_by_role("link").first.click()
    desk.get_by_role("link", name="We spraken elkaar").click()
    desk.get_by_label(re.compile("^gedaan$", re.I)).check()
    desk.get_by_label("Wat spraken jullie af?").fill("Dinsdag om tien uur in het buurthuis.")
    with carla.page.expect_navigation():
        desk.get_by_role("button", name="Rond af").click()

    said = follow(journey, journey.visit(javascript=javascript), words)
    assert "Dinsdag om tien uur in het buurthuis." in said
    assert "Ria" not in said
    with journey.opened():
        assert not CallBack.objects.open().exists()


@pytest.mark.timeout(240)
def test_every_screen_of_a_call_is_clean(journey: Journey) -> None:
    asker = journey.visit()
    journey.go(asker, "/bel-mij-terug/")
    clean(asker)
    with journey.opened():
        from wijkplein.foundation.receipts.actions import CallWish, ask_call_back
        from wijkplein.foundation.verbs.actors import VISITOR

        ask_call_back(by=VISITOR, area=journey.cast.area, wish=CallWish(name="Ria", phone="+31592654987"))
        call = CallBack.objects.open().latest("created_at")
    carla = journey.visit(width=1280)
    journey.sign_in(carla, "carla@buurt.test")
    for path in ("/terugbellen/molenrij-oost/", f"/terugbellen/verzoek/{call.uuid}/"):
        journey.go(carla, path)
        clean(carla)
