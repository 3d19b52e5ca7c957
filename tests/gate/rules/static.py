"""Rules that only read the page: each is one function of js/, run on a single load."""

from __future__ import annotations

from collections.abc import Iterator

from tests.gate.core import Finding, Probe, rule

# Rule name -> function in js/. The name is what a fault carries and what the exam expects.
READING = {
    "title": "title",
    "h1-one": "oneHeading",
    "heading-order": "headingOrder",
    "landmarks": "landmarks",
    "tabindex-positive": "positiveTabindex",
    "table-headers": "tables",
    "empty-element": "emptyElements",
    "broken-reference": "brokenReferences",
    "duplicate-id": "duplicateIds",
    "timed-refresh": "timers",
    "zoom-blocked": "zoom",
    "image-text": "images",
    "link-text": "linkTexts",
    "new-window": "newWindows",
    "fake-heading": "fakeHeadings",
    "fake-list": "fakeLists",
    "language": "languages",
    "direction": "directions",
    "emoji": "symbols",
    "choice-group": "choiceGroups",
    "visible-label": "visibleLabels",
    "autocomplete": "autocomplete",
    "code-field": "codeFields",
    "paste": "pasteBlocked",
    "dragging": "dragging",
    "type-size": "typeSizes",
    "line-length": "lineLengths",
    "gradient": "gradients",
    "field-edge": "fieldEdges",
    "pointer": "pointers",
}


def _register(name: str, function: str) -> None:
    def read(probe: Probe) -> Iterator[Finding]:
        yield from probe.findings(function)

    rule(name, static=True)(read)


for _name, _function in READING.items():
    _register(_name, _function)


@rule("inline-code", static=True)
def inline_code(probe: Probe) -> Iterator[Finding]:
    """No style or script inside the mark-up, but for a nonce or the one style that the CSP names by its hash."""
    yield from probe.findings("inlineCode", probe.options.hashed_style)


@rule("one-primary", static=True)
def one_primary(probe: Probe) -> Iterator[Finding]:
    """At most one primary button on a screen (look.md, shape)."""
    yield from probe.findings("onePrimary", probe.options.main_action)
