"""axe-core as the entry condition: every colour mode, phone and desk, and under the pointer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from tests.gate.core import STILL, Finding, Probe, rule

ROOT = Path(__file__).resolve().parents[3]
PLACES = (
    ROOT / "tools/assets/node_modules/axe-core/axe.min.js",
    Path(gettempdir()) / "axe/node_modules/axe-core/axe.min.js",  # a developer's own copy
)
RUN = """async only => {
  const options = {resultTypes: ['violations', 'incomplete'], ...(only ? {runOnly: {type: 'rule', values: only}} : {})};
  const result = await axe.run(document, options);
  const rows = (kind, list) => list.flatMap(rule => rule.nodes.map(node => ({
    kind, id: rule.id, help: rule.help, where: node.target.join(' '),
    detail: [...node.any, ...node.all, ...node.none].map(check => check.message).join('; ').slice(0, 160)})));
  return [...rows('violation', result.violations), ...rows('incomplete', result.incomplete)];
}"""
UNSURE = " (axe is not sure)"
OPERATED = "a[href], button, input, select, textarea, summary"


@cache
def axe_source() -> str:
    """The text of axe-core, from the locked assets of the project or a developer's own copy.

    Raises FileNotFoundError with what to do when neither is there.
    """
    for place in PLACES:
        if place.exists():
            return place.read_text(encoding="utf-8")
    raise FileNotFoundError(f"axe-core is missing: run `npm ci` in {ROOT / 'tools/assets'}")


@rule("axe")
def axe(probe: Probe) -> Iterator[Finding]:
    """Bar A1: 0 violations and 0 unexplained "incomplete"."""
    modes: dict[Finding, list[str]] = defaultdict(list)
    for scheme in probe.options.schemes:
        for width in probe.options.axe_widths:
            probe.open(width, scheme=scheme)
            probe.style(STILL)
            for found in _run(probe):
                if not _of_the_reader(found, scheme):
                    modes[found].append(f"{scheme} {width} px")
    yield from _told(modes)


@rule("axe-states")
def axe_states(probe: Probe) -> Iterator[Finding]:
    """WCAG 1.4.3 while hovering and with focus, which axe alone never sees.

    All controls get both states at once, so that things lie over each other as they never would; what axe
    is "not sure" of there is no finding.
    """
    modes: dict[Finding, list[str]] = defaultdict(list)
    for scheme in probe.options.schemes:
        probe.open(scheme=scheme)
        probe.style(STILL)
        _force_states(probe)
        for found in _run(probe, only=["color-contrast", "link-in-text-block"]):
            if UNSURE not in found[1]:
                modes[found].append(f"{scheme}, hover and focus")
        probe.cdp.send("CSS.disable")
    yield from _told(modes)


def _told(modes: Mapping[Finding, list[str]]) -> Iterator[Finding]:
    """One finding for all the modes in which axe says the same."""
    for (where, why), seen in modes.items():
        yield where, f"{why} ({'; '.join(seen)})"


def _of_the_reader(found: Finding, scheme: str) -> bool:
    """With forced colours the reader chose them; axe then often cannot tell, and it is not ours to tell."""
    return scheme == "forced" and UNSURE in found[1] and found[1].startswith("color-contrast")


def _force_states(probe: Probe) -> None:
    probe.cdp.send("DOM.enable")
    probe.cdp.send("CSS.enable")
    root = probe.cdp.send("DOM.getDocument", {"depth": 0})["root"]["nodeId"]
    nodes = probe.cdp.send("DOM.querySelectorAll", {"nodeId": root, "selector": OPERATED})["nodeIds"]
    for node in nodes:
        states = {"nodeId": node, "forcedPseudoClasses": ["hover", "focus", "focus-visible"]}
        probe.cdp.send("CSS.forcePseudoState", states)


def _run(probe: Probe, only: list[str] | None = None) -> Iterator[Finding]:
    probe.page.evaluate(axe_source() + "; true")
    rows: list[dict[str, Any]] = probe.page.evaluate(RUN, only)
    for row in rows:
        if row["kind"] == "incomplete" and f"axe:{row['id']}" in probe.options.explained:
            continue
        unsure = UNSURE if row["kind"] == "incomplete" else ""
        yield row["where"], f"{row['id']}: {row['help']}{unsure}: {row['detail']}"
