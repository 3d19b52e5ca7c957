"""Walking through a page with Tab, as somebody without a mouse does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.gate.core import Probe
from tests.gate.pixels import Box

LONGEST = 400  # stops; a page with more is a fault of its own
INNER_STOPS = 8  # a date field has several parts that Tab visits while the focus stays on the field


@dataclass(frozen=True)
class Stop:
    """One place where the focus came to rest. `seen` is the share of it, in the window, that is not covered."""

    id: int
    path: str
    box: Box
    dialog: bool
    seen: float


@dataclass(frozen=True)
class Walk:
    """All stops in order, and whether the focus left the page at the end."""

    stops: tuple[Stop, ...]
    left: bool


def stops(probe: Probe, *, backward: bool = False) -> Iterator[Stop | None]:
    """Press Tab until the focus leaves the page (None, once) or gets caught (ends without None)."""
    if not backward:
        to_start(probe)
    visits: dict[int, int] = {}
    previous: int | None = None
    for _ in range(LONGEST):
        probe.page.keyboard.press("Shift+Tab" if backward else "Tab")
        raw = probe.ask("stop")
        if raw is None:
            yield None
            return
        stop = Stop(raw["id"], raw["path"], _box(raw), raw["dialog"], raw["seen"])
        visits[stop.id] = visits.get(stop.id, 0) + 1
        came_back = visits[stop.id] > 1 and previous != stop.id
        if came_back or visits[stop.id] > INNER_STOPS:
            return
        if previous != stop.id:
            yield stop
        previous = stop.id


def to_start(probe: Probe) -> None:
    """Make the next Tab the first one of the page, also where something took the focus by itself."""
    probe.page.evaluate(
        """() => { if (document.activeElement === document.body) return;
            const mark = document.createElement('span');
            mark.tabIndex = -1;
            document.body.prepend(mark);
            mark.focus();
            mark.remove(); }"""
    )


def walk(probe: Probe, *, backward: bool = False) -> Walk:
    """The whole walk at once."""
    found = list(stops(probe, backward=backward))
    return Walk(tuple(stop for stop in found if stop is not None), left=found[-1:] == [None])


def _box(raw: dict[str, float]) -> Box:
    return Box(raw["x"], raw["y"], raw["width"], raw["height"])
