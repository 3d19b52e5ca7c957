"""Layout: narrow windows, large text, wide spacing, size of targets, turning the screen."""

from __future__ import annotations

from collections.abc import Iterator

from tests.gate.core import STILL, Finding, Probe, rule

# The four values of WCAG 1.4.12, written as a reader's own style sheet.
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""


@rule("reflow")
def reflow(probe: Probe) -> Iterator[Finding]:
    """WCAG 1.4.10: at 320 px (400 % of 1280) nothing is cut off or scrolls sideways."""
    probe.open(320, 640)
    yield from probe.findings("sideways")


@rule("text-resize")
def text_resize(probe: Probe) -> Iterator[Finding]:
    """WCAG 1.4.4: with every letter twice as large no text is cut off or lies over other text."""
    probe.open()
    probe.style(STILL)
    before = set(probe.findings("squeezed"))
    probe.ask("doubleText")
    yield from (found for found in probe.findings("squeezed") if found not in before)


@rule("text-spacing")
def text_spacing(probe: Probe) -> Iterator[Finding]:
    """WCAG 1.4.12: the same with the reader's own spacing, wide and narrow."""
    for width in (1280, 320):
        probe.open(width)
        probe.style(STILL)
        before = set(probe.findings("squeezed"))
        probe.style(SPACING)
        yield from (found for found in probe.findings("squeezed") if found not in before)


@rule("text-overlap")
def text_overlap(probe: Probe) -> Iterator[Finding]:
    """No text cut off or under other text as it stands, on a phone and on a desk."""
    for width in (390, 1280):
        probe.open(width)
        probe.style(STILL)
        yield from probe.findings("squeezed")


@rule("target-size")
def target_size(probe: Probe) -> Iterator[Finding]:
    """WCAG 2.5.8: 24 px or room around it; main actions 44 px (look.md)."""
    for width in (390, 1280):
        probe.open(width)
        yield from probe.findings("targetSizes", probe.options.main_action)


@rule("orientation")
def orientation(probe: Probe) -> Iterator[Finding]:
    """WCAG 1.3.4: held upright or on its side, the phone shows the same content."""
    probe.open(400, 800)
    upright = set(probe.ask("mainText"))
    probe.open(800, 400)
    sideways = set(probe.ask("mainText"))
    for text in sorted(upright ^ sideways):
        shown = "upright" if text in upright else "on its side"
        yield f'main "{text[:50]}"', f"is shown only when the screen is held {shown}"
