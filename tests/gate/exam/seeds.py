"""The barriers of the exam. Each is one small change of a clean page, and names the rule that must find it.

`CORE` is the T column of bar A3 (every run); the rest runs with `-m slow` or WIJKPLEIN_FULL=1.
"""

from __future__ import annotations

from tests.gate.exam.seeds_forms import FORMS
from tests.gate.exam.seeds_keyboard import KEYBOARD
from tests.gate.exam.seeds_look import LOOK
from tests.gate.exam.seeds_structure import STRUCTURE
from tests.gate.exam.site import Seed, both, in_css, in_html, more_css, more_js

SUBMIT = '<button class="button button--main" data-main-action type="submit">Plaats je vraag</button>'
PANEL = '<section class="panel" data-help="bellen">'

# Reliability.md 4.2 measured these as invisible to axe and Lighthouse, or they lock people out altogether.
CORE: tuple[Seed, ...] = (
    Seed(
        "focus ring taken away",
        "focus-visible",
        "form",
        in_css("outline: 3px solid var(--ring); outline-offset: 2px;", "outline: none;"),
    ),
    Seed(
        "button made of a div with a click listener",
        "mouse-only",
        "form",
        both(
            in_html(PANEL, f'{PANEL}<div id="fake">Bel mij terug</div>'),
            more_js("document.querySelector('#fake').addEventListener('click', () => {});"),
        ),
    ),
    Seed(
        "field that keeps the Tab key",
        "keyboard-trap",
        "form",
        more_js(
            "document.querySelector('#vraag').addEventListener('keydown', e => e.key === 'Tab' && e.preventDefault());"
        ),
    ),
    Seed(
        "tall bar stays on top in a small window",
        "focus-obscured",
        "form",
        more_css(".top { position: sticky; top: 0; z-index: 2 } html { scroll-padding: 0 }"),
    ),
    Seed("column of fixed width", "reflow", "form", more_css(".field { width: 30rem }")),
    Seed(
        "box of fixed height cuts off large text",
        "text-resize",
        "form",
        more_css(".panel p { height: 3.6rem; overflow: hidden }"),
    ),
    Seed(
        "small targets close together",
        "target-size",
        "form",
        more_css(
            ".menu a { padding: 0; line-height: 1 } .menu ul { gap: .1rem; display: block }"
            " .menu a { display: block; height: 1.1rem; font-size: .9rem }"
        ),
    ),
    Seed("button without edge in forced colours", "forced-colours-edge", "form", more_css(".button { border: 0 }")),
    Seed(
        "spoken name differs from what is shown",
        "label-in-name",
        "form",
        in_html('type="submit">', 'type="submit" aria-label="Formulier verzenden">'),
    ),
    Seed("error not tied to its field", "error-wiring", "errors", in_html(" email-fout", "")),
    Seed(
        "filter changes the list in silence",
        "status",
        "list",
        in_html('<p id="told" role="status"></p>', '<p id="told"></p>'),
    ),
    Seed("Dutch page called English", "language", "form", in_html('<html lang="nl">', '<html lang="en">')),
)

SEEDS: tuple[Seed, ...] = (*CORE, *KEYBOARD, *FORMS, *STRUCTURE, *LOOK)
