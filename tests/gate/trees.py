"""Bar A6: the accessibility tree of a page as a text that a person approves once.

What a screen reader is told is written down, line by line; a change that nobody meant shows as a diff.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

TREES = Path(__file__).resolve().parents[1] / "journeys" / "trees"
APPROVE = "WIJKPLEIN_APPROVE"
PLAIN = {"generic", "none", "InlineTextBox", "LineBreak", "RootWebArea", "LayoutTable", "paragraph", "ListMarker"}
STATES = (
    "level", "checked", "pressed", "expanded", "selected", "disabled", "required", "invalid", "readonly",
    "autocomplete", "hasPopup", "live", "modal", "focused",
)  # fmt: skip
QUIET = {False, "false", "", "none", "off"}

Node = Mapping[str, Any]


def tree_text(page: Page, *, scrub: Sequence[tuple[str, str]] = ()) -> str:
    """The accessibility tree as indented lines: role, name, states, description.

    `scrub` replaces what differs from run to run (dates, receipt words): pattern and replacement.
    """
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()
    root = next(node for node in nodes.values() if "parentId" not in node)
    lines = [f'page "{_value(root, "name")}"', *_lines(root, nodes, 1)]
    text = "\n".join(lines) + "\n"
    for pattern, replacement in scrub:
        text = re.sub(pattern, replacement, text)
    return text


def _lines(parent: Node, nodes: Mapping[str, Node], depth: int) -> list[str]:
    found: list[str] = []
    for child_id in parent.get("childIds", []):
        node = nodes.get(child_id)
        if node is None:
            continue
        role = _value(node, "role")
        if node.get("ignored") or role in PLAIN:
            found += _lines(node, nodes, depth)
        elif role == "StaticText":
            found += _said(node, parent, depth)
        else:
            found.append("  " * depth + _line(node, role))
            found += _lines(node, nodes, depth + 1)
    return found


def _said(node: Node, parent: Node, depth: int) -> list[str]:
    """Text on its own line, unless it only repeats the name of what it stands in."""
    text = " ".join(_value(node, "name").split())
    return [] if not text or text == _value(parent, "name") else ["  " * depth + f"text: {text}"]


def _line(node: Node, role: str) -> str:
    name, description = _value(node, "name"), _value(node, "description")
    states = {item["name"]: item.get("value", {}).get("value") for item in node.get("properties", [])}
    told = [f"{key}={states[key]}" for key in STATES if key in states and states[key] not in QUIET]
    value = _value(node, "value")
    parts = [role, f'"{name}"' if name else "", f"value={value!r}" if value and value != name else ""]
    return " ".join([part for part in [*parts, *told] if part] + ([f"({description})"] if description else []))


def _value(node: Node, key: str) -> str:
    return str(node.get(key, {}).get("value", "")).strip()


def compare_tree(name: str, text: str, *, folder: Path = TREES) -> None:
    """Compare a tree with its approved file, or approve it when WIJKPLEIN_APPROVE=1.

    Raises AssertionError with the difference, or when nobody has approved this tree yet.
    """
    approved = folder / f"{name}.txt"
    if os.environ.get(APPROVE) == "1":
        folder.mkdir(parents=True, exist_ok=True)
        approved.write_text(text, encoding="utf-8")
        return
    if not approved.exists():
        raise AssertionError(f"{approved} is missing: read the tree, then run once with {APPROVE}=1\n{text}")
    before = approved.read_text(encoding="utf-8")
    if before != text:
        change = difflib.unified_diff(before.splitlines(), text.splitlines(), "approved", "now", lineterm="")
        raise AssertionError(f"the accessibility tree of {name} changed:\n" + "\n".join(change))
