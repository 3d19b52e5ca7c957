"""The list and a post are painted before their sheet is there, and nothing moves when it comes (goals 17 and 19)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser import Chromium, serve
from tests.cast import Cast
from wijkplein.delen.square.tests.browsing import Browser
from wijkplein.delen.square.tests.makers import make_post, make_reply
from wijkplein.foundation.look import assets

ORIGIN = "http://paint.test"
SHEET = f"/thema/{assets.stylesheet_digest()}.css"
SCREENS = ({"width": 390, "height": 844}, {"width": 1280, "height": 900})
BOXES = """() => [...document.querySelectorAll('header *, main *')].map(each => {
  const box = each.getBoundingClientRect();
  return [each.tagName, each.className.toString(), ...[box.x, box.y, box.width, box.height].map(Math.round)];
}).filter(box => box[3] < innerHeight && box[5] < innerHeight && !['LINK', 'path'].includes(box[0]))"""


def pages(cast: Cast) -> dict[str, str]:
    """What a visitor gets, before a browser has done anything."""
    posts = [make_post(cast, text=f"Wie heeft er een ladder van {n} meter? Ik breng hem terug.") for n in "3456"]
    for text in ("Ik heb er een, kom maar langs.", "Bij de buurvrouw staat er ook nog een in de schuur."):
        make_reply(cast, posts[0], text=text)
    paths = ("/plein/", posts[0].get_absolute_url())
    return {path: Browser().get(path).content.decode() for path in paths}


def boxes(chromium: Chromium, files: dict[str, str], path: str, screen: dict[str, int]) -> list[Any]:
    visit = chromium.visit()
    visit.page.set_viewport_size(screen)  # type: ignore[arg-type]  # a plain dict is what it takes
    serve(visit.page, files, origin=ORIGIN)
    visit.page.goto(f"{ORIGIN}{path}")
    found: list[Any] = visit.page.evaluate(BOXES)
    visit.close()
    return found


@pytest.mark.timeout(180)
@pytest.mark.django_db
def test_nothing_on_the_first_screen_moves_when_the_sheet_comes(chromium: Chromium, cast: Cast) -> None:
    for path, page in pages(cast).items():
        head, _, body = page.partition("</head>")
        assert 'rel="stylesheet"' not in head, path
        assert f'href="{SHEET}"' in body.partition("</main>")[2], path
        for screen in SCREENS:
            before = boxes(chromium, {path: page, SHEET: ""}, path, screen)
            after = boxes(chromium, {path: page, SHEET: assets.stylesheet().decode()}, path, screen)
            assert len(before) > 20
            assert before == after, path


@pytest.mark.timeout(180)
@pytest.mark.django_db
def test_a_sheet_that_moves_a_heading_is_found(chromium: Chromium, cast: Cast) -> None:
    path, page = next(iter(pages(cast).items()))
    moved = assets.stylesheet().decode() + ".wp .wp-main>.wp-lead{margin-top:3rem}"
    before = boxes(chromium, {path: page, SHEET: ""}, path, SCREENS[0])
    assert before != boxes(chromium, {path: page, SHEET: moved}, path, SCREENS[0])
