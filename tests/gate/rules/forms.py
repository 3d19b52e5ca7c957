"""Names, errors, and what is said after an action."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from playwright.sync_api import Page

from tests.gate.core import Finding, Probe, common_js, rule
from tests.gate.faults import Fault

OPERATED = {
    "button", "checkbox", "combobox", "DisclosureTriangle", "link", "listbox", "menuitem", "radio",
    "searchbox", "slider", "spinbutton", "switch", "tab", "textbox", "dialog",
}  # fmt: skip
SETTLE = 250  # milliseconds that a swap may take
MOST_ACTIONS = 15

# What the eye reads on a control: its own text, or the text of its labels.
READ = """function () {
  const shown = el => [el, ...el.querySelectorAll('*')].filter(part => __gate.drawn(part))
    .flatMap(part => [...part.childNodes]).filter(node => node.nodeType === 3).map(node => node.data).join(' ');
  const fields = 'input,select,textarea';
  const text = this.matches(fields) ? [...(this.labels || [])].map(shown).join(' ') || '' : shown(this);
  const own = this.matches('input[type=submit],input[type=button]') ? this.value : text;
  // The parts of a native date field are the browser's own; the field itself is read too.
  if (this.getRootNode() instanceof ShadowRoot) return null;
  return {path: __gate.path(this), text: __gate.squeeze(own), drawn: __gate.present(this)};
}"""


@lru_cache(maxsize=1)
def _named(probe: Probe) -> tuple[tuple[str, str, str], ...]:
    """(path, visible text, name in the browser's own tree) of everything one can operate."""
    probe.open()
    found = []
    for node in probe.cdp.send("Accessibility.getFullAXTree")["nodes"]:
        if node.get("ignored") or node.get("role", {}).get("value") not in OPERATED:
            continue
        target = probe.cdp.send("DOM.resolveNode", {"backendNodeId": node["backendDOMNodeId"]})
        call = {"functionDeclaration": READ, "returnByValue": True, "objectId": target["object"]["objectId"]}
        read = probe.cdp.send("Runtime.callFunctionOn", call)["result"].get("value")
        if read is not None:
            found.append((read["path"], read["text"], node.get("name", {}).get("value", "")))
    return tuple(found)


@rule("name")
def name(probe: Probe) -> Iterator[Finding]:
    """WCAG 4.1.2: everything one can operate has a name in the accessibility tree."""
    for path, _, accessible in _named(probe):
        if not accessible.strip():
            yield path, "has no accessible name"


@rule("label-in-name")
def label_in_name(probe: Probe) -> Iterator[Finding]:
    """WCAG 2.5.3: who says what stands on the button, reaches the button."""
    for path, text, accessible in _named(probe):
        if _letters(text) not in _letters(accessible):
            yield path, f'shows "{text[:40]}" and is called "{accessible[:40]}"'


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@rule("error-wiring", static=True)
def error_wiring(probe: Probe) -> Iterator[Finding]:
    """WCAG 3.3.1, 3.3.3: error, field, summary and title belong together."""
    yield from probe.findings("errors", probe.options.error_message)


@rule("status")
def status(probe: Probe) -> Iterator[Finding]:
    """WCAG 4.1.3: what a button or a swap changes is announced, and the focus stays somewhere."""
    probe.open()
    for index in range(min(MOST_ACTIONS, len(probe.ask("actions")))):
        probe.open()
        actions = probe.ask("actions")
        if index >= len(actions) or not probe.ask("focusOn", actions[index]):
            continue
        probe.ask("watch")
        probe.page.keyboard.press("Enter")
        probe.page.wait_for_timeout(SETTLE)
        if probe.page.evaluate("() => Boolean(window.__gate?.watching)"):
            yield from probe.findings("changes")


def watch_action(page: Page, action: Callable[[], object], *, settle: int = SETTLE) -> list[Fault]:
    """The status rule around any action of a journey (a POST by htmx, a filter, a deletion).

    `settle` is in milliseconds. A full page load answers an empty list: then the title speaks.
    """
    page.evaluate(common_js())
    page.evaluate("() => __gate.watch()")
    action()
    page.wait_for_timeout(settle)
    if not page.evaluate("() => Boolean(window.__gate?.watching)"):
        return []
    found = page.evaluate("() => __gate.report(__gate.changes())")
    return [Fault("status", item["where"], item["why"]) for item in found]


def error_texts(page: Page, selector: str = "[data-error], [class*='error-message']") -> list[str]:
    """The visible error texts of a page, for comparing it with and without JavaScript (3.3.1)."""
    return [text.strip() for text in page.locator(selector).locator("visible=true").all_inner_texts()]
