"""Preferences of the reader: forced colours, reduced motion; and what shows only on hovering."""

from __future__ import annotations

from collections.abc import Iterator

from tests.gate.core import STILL, Finding, Probe, rule
from tests.gate.pixels import Box, clear_changes, edge_pixels, photograph, unroll

EDGED = (
    "button, a[class*='button'], select, textarea, "
    "input:not([type=hidden], [type=checkbox], [type=radio], [type=range], [type=image])"
)
MARGIN = 4
CHECK_MARK = 12  # clear pixels that must differ between checked and unchecked


@rule("forced-colours-edge")
def forced_colours_edge(probe: Probe) -> Iterator[Finding]:
    """With forced colours each control keeps an edge (backgrounds and shadows are gone there)."""
    probe.open(scheme="forced")
    unroll(probe)
    probe.style(STILL)
    for control in probe.ask("controls", EDGED):
        box = Box(control["x"], control["y"], control["width"], control["height"])
        picture = photograph(probe, box.grown(MARGIN))
        if edge_pixels(picture, MARGIN) < box.perimeter / 2:
            yield control["path"], "has no visible edge with forced colours"


@rule("forced-colours-checked")
def forced_colours_checked(probe: Probe) -> Iterator[Finding]:
    """With forced colours checked still looks different from unchecked."""
    probe.open(scheme="forced")
    unroll(probe)
    probe.style(STILL)
    for choice in probe.ask("choices"):
        raw = probe.ask("labelBox", choice["id"])
        box = Box(raw["x"], raw["y"], raw["width"], raw["height"]).grown(MARGIN)
        before = photograph(probe, box)
        probe.ask("toggle", choice["id"])
        changed = clear_changes(before, photograph(probe, box))
        probe.ask("toggle", choice["id"])
        if changed < CHECK_MARK:
            yield choice["path"], "checked and unchecked look the same with forced colours"


@rule("motion")
def motion(probe: Probe) -> Iterator[Finding]:
    """WCAG 2.3.3 and 2.2.2: nothing moves when that is asked, nothing moves on and on."""
    probe.open(reduced=True)
    yield from probe.findings("moving")
    yield from probe.findings("transitions")
    probe.open(reduced=False)
    yield from probe.findings("endless")


@rule("hover-content")
def hover_content(probe: Probe) -> Iterator[Finding]:
    """WCAG 1.4.13: what hovering brings, the focus brings too, and Escape takes it away."""
    probe.open()
    for reveal in probe.ask("hoverReveals"):
        if not reveal["twin"]:
            yield reveal["part"], "shows content on hovering and not on focus"
        trigger = probe.page.locator(reveal["trigger"] or "body").locator("visible=true").first
        if not trigger.count():
            continue
        trigger.hover()
        if not probe.ask("shows", reveal["subject"]):
            continue
        probe.page.keyboard.press("Escape")
        if probe.ask("shows", reveal["subject"]):
            yield reveal["part"], "Escape does not take the content away"
        probe.page.mouse.move(0, 0)
