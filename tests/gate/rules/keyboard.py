"""Keyboard: everything reachable, nothing traps, the order follows the page, no mouse needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from tests.gate.core import Finding, Probe, rule
from tests.gate.walk import Walk, to_start, walk

JUMP = 30  # CSS pixels that the focus may go up without it being a jump (reliability.md 4.2)
ASIDE = 40  # CSS pixels to the right that make going up a new column rather than a jump back
MOUSE = {"click", "mousedown", "mouseup", "dblclick", "pointerdown", "pointerup", "touchstart", "touchend"}
HOVER = {"mouseover", "mouseenter", "pointerover", "pointerenter"}
FOCUS = {"focus", "focusin"}


@lru_cache(maxsize=1)
def _walked(probe: Probe) -> tuple[Walk, tuple[Finding, ...]]:
    """One Tab walk for the three rules that read it, and what it did not reach."""
    probe.open()
    walked = walk(probe)
    return walked, tuple(probe.findings("unreached", [stop.id for stop in walked.stops]))


@rule("keyboard-reach")
def keyboard_reach(probe: Probe) -> Iterator[Finding]:
    """WCAG 2.1.1: Tab comes to every control."""
    walked, unreached = _walked(probe)
    if walked.left:
        yield from unreached


@rule("keyboard-trap")
def keyboard_trap(probe: Probe) -> Iterator[Finding]:
    """WCAG 2.1.2: Tab leaves the page at the end."""
    walked, _ = _walked(probe)
    if not walked.left:
        yield walked.stops[-1].path if walked.stops else "page", "Tab does not get past this place"


@rule("tab-order")
def tab_order(probe: Probe) -> Iterator[Finding]:
    """WCAG 2.4.3: the focus never jumps back up, except to the next column or in a dialog."""
    walked, _ = _walked(probe)
    for one, two in pairwise(walked.stops):
        up = one.box.y - (two.box.y + two.box.height)
        next_column = two.box.x >= one.box.x + max(one.box.width - ASIDE, ASIDE)
        if up > JUMP and not next_column and not two.dialog:
            yield two.path, f"focus jumps {round(up)} px up from {one.path}"


@rule("mouse-only")
def mouse_only(probe: Probe) -> Iterator[Finding]:
    """WCAG 2.1.1: no click or hover listener on something that takes no focus.

    DevTools lists the listeners of the whole document, also those that scripts added.
    """
    probe.open()
    for node, kinds in sorted(_listeners(probe).items()):
        target = probe.cdp.send("DOM.resolveNode", {"backendNodeId": node})["object"].get("objectId")
        path = _mouse_only_path(probe, target) if target else None
        if path and kinds & (MOUSE | HOVER):
            yield path, f"listens to {', '.join(sorted(kinds & (MOUSE | HOVER)))} and takes no focus"
        elif target and kinds & HOVER and not kinds & FOCUS and _is_element(probe, target):
            yield _path(probe, target), "acts on hovering and not on focus"


def _listeners(probe: Probe) -> dict[int, set[str]]:
    root = probe.cdp.send("Runtime.evaluate", {"expression": "document"})["result"]["objectId"]
    answer = probe.cdp.send("DOMDebugger.getEventListeners", {"objectId": root, "depth": -1})
    found: dict[int, set[str]] = defaultdict(set)
    for listener in answer["listeners"]:
        if "backendNodeId" in listener:
            found[listener["backendNodeId"]].add(listener["type"])
    return found


def _call(probe: Probe, target: str, function: str) -> object:
    answer = probe.cdp.send(
        "Runtime.callFunctionOn",
        {"objectId": target, "functionDeclaration": function, "returnByValue": True},
    )
    return answer["result"].get("value")


def _mouse_only_path(probe: Probe, target: str) -> str | None:
    value = _call(probe, target, "function () { return __gate.mouseOnly(this) }")
    return value if isinstance(value, str) else None


def _is_element(probe: Probe, target: str) -> bool:
    return _call(probe, target, "function () { return this.nodeType === 1 && this !== document.body }") is True


def _path(probe: Probe, target: str) -> str:
    return str(_call(probe, target, "function () { return __gate.path(this) }"))


@rule("skip-link")
def skip_link(probe: Probe) -> Iterator[Finding]:
    """WCAG 2.4.1: the first stop is a visible link that brings Tab past the header."""
    probe.open(1024, 420)
    to_start(probe)
    probe.page.keyboard.press("Tab")
    problem = probe.page.evaluate(
        """() => { const el = document.activeElement;
            if (!el?.hash || el.origin + el.pathname !== location.origin + location.pathname)
              return 'the first stop is no link to the content';
            const target = document.getElementById(el.hash.slice(1));
            if (!target) return 'the skip link points to nothing';
            if (!target.closest('main') && !target.querySelector('main')) return 'the skip link does not lead to main';
            return __gate.drawn(el) ? '' : 'the skip link cannot be seen when it has the focus'; }"""
    )
    if problem:
        yield "skip link", problem
        return
    probe.page.keyboard.press("Enter")
    if probe.page.evaluate(
        """() => { const top = document.getElementById(location.hash.slice(1)).getBoundingClientRect().top;
            const over = document.elementFromPoint(innerWidth / 2, Math.max(top, 0) + 4);
            return over !== null && over.closest('header') !== null && !over.closest('main') }"""
    ):
        yield "skip link", "the header lies over the place it leads to"
    probe.page.keyboard.press("Tab")
    if probe.page.evaluate(
        """() => { const main = document.querySelector('main'), el = document.activeElement;
            return el !== document.body && !main.contains(el) &&
              Boolean(el.compareDocumentPosition(main) & Node.DOCUMENT_POSITION_FOLLOWING) }"""
    ):
        yield "skip link", "after it, Tab is still in the header"
