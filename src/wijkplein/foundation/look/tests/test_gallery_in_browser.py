"""Bar A1 on the gallery: axe finds nothing, in light, dark and forced colours, on a phone and on a desk."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.browser import Chromium, serve
from tests.gate import Gate
from wijkplein.foundation.look import assets, gallery

ORIGIN = "http://gate.test"


def page_of(seed_name: str, extra: str = "") -> dict[str, str]:
    """The gallery and its sheet as files; `extra` is put at the end of the sheet."""
    page = render_to_string("look/gallery.html", gallery.page(seed_name) | {"request": RequestFactory().get("/ui/")})
    seed = gallery.SEEDS[seed_name][1]
    return {"/ui/": page, f"/thema/{assets.stylesheet_digest(seed)}.css": assets.stylesheet(seed).decode() + extra}


@pytest.mark.timeout(180)
@pytest.mark.parametrize("seed_name", gallery.SEEDS)
def test_axe_finds_nothing_on_the_gallery(chromium: Chromium, seed_name: str) -> None:
    visit = chromium.visit()
    serve(visit.page, page_of(seed_name), origin=ORIGIN)
    assert Gate(visit.page).check(f"{ORIGIN}/ui/", only=["axe"]) == []
    visit.close()


@pytest.mark.timeout(180)
def test_a_seeded_weak_colour_is_found(chromium: Chromium) -> None:
    visit = chromium.visit()
    serve(visit.page, page_of("petrol", ":root:root{--wp-soft:#B9B2A6}"), origin=ORIGIN)
    found = Gate(visit.page).check(f"{ORIGIN}/ui/", only=["axe"])
    assert any("color-contrast" in fault.why for fault in found)
    visit.close()
