"""Barriers for who works with the keyboard, by hovering or by touch."""

from __future__ import annotations

from tests.gate.exam.site import Seed, both, in_css, in_html, in_js, more_css, more_js

KEYBOARD: tuple[Seed, ...] = (
    Seed(
        "button taken out of the Tab order",
        "keyboard-reach",
        "form",
        in_html('type="submit">', 'type="submit" tabindex="-1">'),
    ),
    Seed(
        "dialogue that sends the focus round and round",
        "keyboard-trap",
        "list",
        more_js(
            "const first = document.querySelector('[data-kind]');"
            " document.querySelector('#copy').addEventListener('blur', () => first.focus());"
        ),
    ),
    Seed(
        "last field shown first",
        "tab-order",
        "form",
        more_css("form { display: flex; flex-direction: column } form .row { order: -1 }"),
    ),
    Seed(
        "tabindex of 3", "tabindex-positive", "form", in_html('id="voornaam" name', 'id="voornaam" tabindex="3" name')
    ),
    Seed(
        "acts on hovering only",
        "mouse-only",
        "list",
        more_js("document.querySelector('#copy').addEventListener('mouseenter', () => {});"),
    ),
    Seed("text with the hand of a button", "pointer", "form", more_css(".panel p { cursor: pointer }")),
    Seed("skip link to nowhere", "skip-link", "form", in_html('href="#inhoud"', 'href="#content"')),
    Seed("skip link stays out of sight", "skip-link", "form", in_css(".skip:focus { left: 1rem; z-index: 3; }", "")),
    Seed(
        "focus by shadow only, gone in forced colours",
        "focus-visible",
        "list",
        in_css(
            "outline: 3px solid var(--ring); outline-offset: 2px;", "outline: none; box-shadow: 0 0 0 3px var(--ring);"
        ),
    ),
    Seed(
        "pale focus ring",
        "focus-visible",
        "form",
        in_css("outline: 3px solid var(--ring)", "outline: 3px solid #d8d0c0"),
    ),
    Seed(
        "fixed bar over the bottom of the window",
        "focus-obscured",
        "list",
        both(
            in_css(
                "padding: 1rem 0 2rem;", "padding: 0; position: fixed; bottom: 0; width: 100%; background: var(--card);"
            ),
            in_css("scroll-padding: 6rem 0 2rem;", ""),
        ),
    ),
    Seed(
        "content on hovering only",
        "hover-content",
        "list",
        in_css(".tip:focus-within .tip-text { visibility: visible; }", ""),
    ),
    Seed("Escape leaves the tip standing", "hover-content", "list", in_js("'Escape'", "'F13'")),
    Seed(
        "focus lost when the button goes",
        "status",
        "list",
        more_js("document.querySelector('#copy').addEventListener('click', event => event.target.remove());"),
    ),
    Seed(
        "live region comes in with its text",
        "status",
        "list",
        both(
            in_html('<p id="told" role="status"></p>', '<div id="told"></div>'),
            in_js(".textContent = 'De tekst is gekopieerd.'", ".innerHTML = '<p role=status>Gekopieerd.</p>'"),
        ),
    ),
    Seed(
        "item disappears without a word",
        "status",
        "list",
        in_js("document.querySelector('#told').textContent = 'De tekst is gekopieerd.'", "asks[0].remove()"),
    ),
    Seed(
        "draggable without buttons", "dragging", "list", in_html('data-is="vraag"', 'data-is="vraag" draggable="true"')
    ),
    Seed(
        "paste blocked",
        "paste",
        "form",
        more_js("document.querySelector('#code').addEventListener('paste', event => event.preventDefault());"),
    ),
)
