"""Focus: clearly visible in every colour mode, and never under something else."""

from __future__ import annotations

from collections.abc import Iterator

from tests.gate.core import STILL, Finding, Probe, Scheme, rule
from tests.gate.pixels import Box, clear_changes, cut, photograph, unroll
from tests.gate.walk import stops

MARGIN = 8  # CSS pixels around an element in which its focus ring may lie
SMALL_WINDOWS = ((1024, 420), (320, 560))  # a laptop with a tall browser bar; a phone at 400 %
COVERED = 0.5  # less than half of it to be seen is a fault


@rule("focus-visible")
def focus_visible(probe: Probe) -> Iterator[Finding]:
    """WCAG 2.4.7, 1.4.11: changed pixels with 3:1 contrast along at least half the edge."""
    for scheme in probe.options.schemes:
        yield from _rings(probe, scheme)


def _rings(probe: Probe, scheme: Scheme) -> Iterator[Finding]:
    probe.open(scheme=scheme)
    unroll(probe)
    probe.style(STILL)
    without = photograph(probe)
    whole = Box(0, 0, *without.size)
    for stop in stops(probe):
        if stop is None:
            return
        box = stop.box.grown(MARGIN)
        if box.x + box.width > whole.width or box.y + box.height > whole.height:
            box = Box(box.x, box.y, min(box.width, whole.width - box.x), min(box.height, whole.height - box.y))
        if box.width < 1 or box.height < 1:
            yield stop.path, f"takes the focus outside the page ({scheme})"
            continue
        changed = clear_changes(cut(without, box), photograph(probe, box))
        if changed < stop.box.perimeter / 2:
            yield stop.path, f"focus changes {changed} clear pixels of {round(stop.box.perimeter / 2)} ({scheme})"


@rule("focus-obscured")
def focus_obscured(probe: Probe) -> Iterator[Finding]:
    """WCAG 2.4.11: walking forward and back in small windows, the focus is never under a bar."""
    for width, height in SMALL_WINDOWS:
        probe.open(width, height)
        probe.style(STILL)
        for backward in (False, True):
            for stop in stops(probe, backward=backward):
                if stop is None or stop.seen >= COVERED:
                    continue
                way = "back" if backward else "forward"
                yield stop.path, f"{round(100 - 100 * stop.seen)} % hidden at {width}x{height}, going {way}"
