"""Journey (f): in with a code and with a passkey, a lost telephone, and out everywhere; (e): under sixteen.

The passkey is a real one: Chromium's virtual authenticator signs, under our own strict CSP.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser import Visit
from tests.journeys.conftest import Journey

INTERNAL = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Telephone:
    """A device with passkeys in this browser; losing it takes them all away."""

    def __init__(self, visit: Visit) -> None:
        self.session: Any = visit.context.new_cdp_session(visit.page)
        self.session.send("WebAuthn.enable")
        self.id = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": INTERNAL})["authenticatorId"]

    def keys(self) -> list[dict[str, Any]]:
        """The passkeys on it."""
        found: list[dict[str, Any]] = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})[
            "credentials"
        ]
        return found

    def lose(self) -> None:
        """Gone, with everything on it."""
        self.session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.id})


def make_passkey(journey: Journey, visit: Visit) -> None:
    """From one's own place: "Maak een sleutel op dit apparaat"."""
    journey.go(visit, "/mijn/inloggen/")
    visit.page.get_by_role("link", name="Maak een sleutel op dit apparaat").click()
    visit.page.get_by_label("Hoe noem je dit apparaat?").fill("mijn telefoon")
    visit.page.get_by_role("button", name="Maak de sleutel").click()
    visit.page.wait_for_url(re.compile("/mijn/inloggen/(papier/)?$"))


def sign_out(journey: Journey, visit: Visit) -> None:
    """On this device."""
    journey.go(visit, "/uitloggen/")
    visit.page.get_by_role("button", name="Log uit").click()
    visit.page.wait_for_url(journey.address + "/")


def is_in(journey: Journey, visit: Visit) -> bool:
    """Whether one's own place opens."""
    journey.go(visit, "/mijn/")
    return bool(visit.page.url.endswith("/mijn/"))


def with_passkey(journey: Journey, visit: Visit) -> None:
    """The second form of the sign-in page."""
    journey.go(visit, "/inloggen/")
    visit.page.get_by_role("button", name="Log in met mijn sleutel").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_the_code_signs_in(journey: Journey, javascript: bool) -> None:
    visit = journey.visit(javascript=javascript)
    journey.sign_in(visit, "anna@buurt.test")
    assert is_in(journey, visit)


def test_without_javascript_no_passkey_is_offered(journey: Journey) -> None:
    visit = journey.visit(javascript=False)
    journey.go(visit, "/inloggen/")
    assert not visit.page.get_by_role("button", name="Log in met mijn sleutel").is_visible()


def test_a_passkey_signs_in_and_losing_the_telephone_locks_nobody_out(journey: Journey) -> None:
    visit = journey.visit()
    complaints: list[str] = []
    visit.page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    telephone = Telephone(visit)
    journey.sign_in(visit, "bram@buurt.test")
    make_passkey(journey, visit)
    assert len(telephone.keys()) == 1
    sign_out(journey, visit)

    with_passkey(journey, visit)
    visit.page.wait_for_url(journey.address + "/")
    assert is_in(journey, visit)
    sign_out(journey, visit)

    telephone.lose()
    journey.sign_in(visit, "bram@buurt.test")
    assert is_in(journey, visit)
    assert not [line for line in complaints if "Content Security Policy" in line]


def test_a_cancelled_passkey_says_what_always_works(journey: Journey) -> None:
    visit = journey.visit()
    journey.go(visit, "/inloggen/")
    visit.page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('cancelled')); }")
    visit.page.get_by_role("button", name="Log in met mijn sleutel").click()
    said = visit.page.get_by_role("status").filter(has_text="code per e-mail")
    said.wait_for()
    assert said.is_visible()


def test_who_works_a_desk_loses_the_telephone_and_two_colleagues_help(journey: Journey) -> None:
    """Sam has only a passkey as second step. The telephone is gone, the paper too; Carla and Mo let Sam in."""
    sam = journey.visit()
    telephone = Telephone(sam)
    journey.sign_in(sam, "sam@buurt.test")
    journey.go(sam, "/bellen/")
    sam.page.get_by_role("link", name="Met een sleutel op dit apparaat").click()
    sam.page.get_by_label("Hoe noem je dit apparaat?").fill("telefoon van Sam")
    sam.page.get_by_role("button", name="Maak de sleutel").click()
    sam.page.get_by_role("heading", name="Codes voor op papier").wait_for()
    sign_out(journey, sam)
    with_passkey(journey, sam)
    sam.page.wait_for_url(journey.address + "/")
    journey.go(sam, "/bellen/")
    assert sam.page.get_by_role("heading", name="Er belt iemand", level=1).is_visible()
    sign_out(journey, sam)

    telephone.lose()
    journey.sign_in(sam, "sam@buurt.test")
    sam.page.get_by_role("heading", name="Nog een stap").wait_for()

    carla = journey.visit()
    journey.sign_in(carla, "carla@buurt.test")
    journey.go(carla, "/beheer/weer-inloggen/")
    carla.page.get_by_label("E-mailadres van je collega").fill("sam@buurt.test")
    carla.page.get_by_label("zelf gezien en gesproken").check()
    carla.page.get_by_role("button", name="Ik sta ervoor in").click()

    mo = journey.visit()
    Telephone(mo)
    journey.sign_in(mo, "mo@buurt.test")
    make_passkey(journey, mo)
    sign_out(journey, mo)
    with_passkey(journey, mo)
    mo.page.wait_for_url(journey.address + "/")
    journey.go(mo, "/beheer/weer-inloggen/")
    mo.page.get_by_role("button", name="Haal de tweede stap weg").click()

    journey.sign_in(sam, "sam@buurt.test")
    assert is_in(journey, sam)
    journey.go(sam, "/bellen/")
    sam.page.get_by_role("heading", name="Een tweede stap bij het inloggen").wait_for()


def test_signing_out_everywhere_ends_the_other_browser(journey: Journey) -> None:
    here, there = journey.visit(), journey.visit(width=1280, height=900)
    for visit in (here, there):
        journey.sign_in(visit, "els@buurt.test")
    journey.go(here, "/mijn/inloggen/")
    here.page.get_by_role("button", name="Log overal uit, behalve hier").click()
    assert is_in(journey, here)
    assert not is_in(journey, there)


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_under_sixteen_gets_a_card_and_nothing_is_kept(journey: Journey, javascript: bool) -> None:
    """Journey (e), story A5."""
    from wijkplein.foundation.people.models import Person

    visit = journey.visit(javascript=javascript)
    address = f"kind{javascript}@elders.test".lower()
    journey.sign_in(visit, address)
    visit.page.get_by_label("Nee, ik ben jonger").check()
    visit.page.get_by_role("button", name="Ik doe mee").click()
    visit.page.get_by_role("heading", name="Voor je ouder of verzorger").wait_for()
    assert visit.page.get_by_role("link", name="0000 - 12 34 56").first.is_visible()
    with journey.opened():
        assert not Person.objects.filter(email=address).exists()


def test_somebody_new_signs_up_and_erases_herself(journey: Journey) -> None:
    """The first half of journey (g): everything goes at once, and the code then leads to a new start."""
    visit = journey.visit()
    journey.sign_in(visit, "noor@elders.test")
    visit.page.get_by_label("Ja", exact=True).check()
    visit.page.get_by_label("Je voornaam").fill("Noor")
    visit.page.get_by_label("Waar woon je?").select_option("molenrij-oost")
    visit.page.get_by_role("button", name="Ik doe mee").click()
    assert is_in(journey, visit)
    journey.go(visit, "/mijn/meenemen/")
    with visit.page.expect_download() as waiting:
        visit.page.get_by_role("button", name="Download mijn gegevens").click()
    assert waiting.value.suggested_filename.endswith(".zip")
    journey.go(visit, "/mijn/wissen/")
    visit.page.get_by_role("button", name="Wis alles nu").click()
    visit.page.get_by_role("heading", name="Alles van jou is gewist").wait_for()
    assert not is_in(journey, visit)
    journey.sign_in(visit, "noor@elders.test")
    visit.page.get_by_role("heading", name="Fijn dat je er bent").wait_for()
