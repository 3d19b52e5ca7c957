"""The gate itself: faults, options, the page under test, and the list of rules."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import CDPSession, Page

from tests.browser import serve
from tests.gate.facts import PageFacts, compare_pages, facts_of
from tests.gate.faults import Fault

JS = Path(__file__).parent / "js"
ORIGIN = "http://gate.test"
Scheme = Literal["light", "dark", "forced"]
Finding = tuple[str, str]

# Pixels must not depend on the moment: nothing moves, no caret blinks, scrolling is immediate.
STILL = """*, *::before, *::after { transition: none !important; animation: none !important;
  caret-color: transparent !important; scroll-behavior: auto !important }"""


@dataclass(frozen=True)
class Options:
    """What differs between sites. Selectors are CSS; `skip` and `explained` map a rule to its reason."""

    main_action: str = "[data-main-action], .utrecht-button--primary-action"
    help_block: str = "[data-help], header a[href^='tel:'], footer a[href^='tel:']"
    error_message: str = "[data-error], [class*='error-message']"
    hashed_style: str = ""  # text of the one inline style that the site's CSP allows by its hash
    schemes: tuple[Scheme, ...] = ("light", "dark", "forced")
    axe_widths: tuple[int, ...] = (390, 1280)
    address: Literal["je", "u"] = "je"
    skip: Mapping[str, str] = field(default_factory=dict)
    explained: Mapping[str, str] = field(default_factory=dict)


class Probe:
    """The page under test, opened again and again in the size and colours that a rule asks for."""

    def __init__(self, page: Page, url: str, options: Options) -> None:
        self.page = page
        self.url = url
        self.options = options

    @cached_property
    def cdp(self) -> CDPSession:
        """A DevTools session, for what a page cannot tell about itself."""
        return self.page.context.new_cdp_session(self.page)

    def close(self) -> None:
        """End the DevTools session, if one was used."""
        if "cdp" in self.__dict__:
            self.cdp.detach()

    def open(self, width: int = 1280, height: int = 900, *, scheme: Scheme = "light", reduced: bool = True) -> None:
        """Load the page afresh. Sizes in CSS pixels; `reduced` is the reduced-motion preference."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(
            color_scheme="dark" if scheme == "dark" else "light",
            forced_colors="active" if scheme == "forced" else "none",
            reduced_motion="reduce" if reduced else "no-preference",
        )
        if "#" in self.url:  # the browser would only scroll, and not load the page again
            self.page.goto("about:blank")
        self.page.goto(self.url, wait_until="load")
        self.page.evaluate("() => document.fonts.ready.then(() => true)")
        self.page.evaluate(common_js())

    def style(self, css: str) -> None:
        """Add a style sheet the way a strict Content-Security-Policy allows."""
        self.page.evaluate(
            """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
                document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet] }""",
            css,
        )

    def ask(self, function: str, *arguments: object) -> Any:
        """Call a function of js/ (`__gate.<function>`) in the page."""
        return self.page.evaluate("([name, args]) => __gate[name](...args)", [function, list(arguments)])

    def findings(self, function: str, *arguments: object) -> list[Finding]:
        """Call a function of js/ that answers `{el, why}` items, as (where, why) pairs."""
        found = self.page.evaluate(
            "([name, args]) => __gate.report(__gate[name](...args))", [function, list(arguments)]
        )
        return [(item["where"], item["why"]) for item in found]


Rule = Callable[[Probe], Iterable[Finding]]
RULES: dict[str, Rule] = {}
STATIC: set[str] = set()


def rule(name: str, *, static: bool = False) -> Callable[[Rule], Rule]:
    """Register a rule. A static rule only reads, so that it shares one load of the page with others."""

    def register(function: Rule) -> Rule:
        RULES[name] = function
        if static:
            STATIC.add(name)
        return function

    return register


@cache
def common_js() -> str:
    """All of js/ as one script that defines `window.__gate`, the common part first."""
    names = ["common.js", *sorted(path.name for path in JS.glob("*.js") if path.name != "common.js")]
    return "\n".join((JS / name).read_text(encoding="utf-8") for name in names)


class Gate:
    """Run the rules on pages. `page` must have JavaScript on; the gate changes its size and media."""

    def __init__(self, page: Page, options: Options | None = None) -> None:
        self.page = page
        self.options = options or Options()
        self.seen: list[PageFacts] = []

    def check(self, url_or_html: str, *, only: Collection[str] = ()) -> list[Fault]:
        """All faults of a page, given by its address or as HTML text; `only` limits the rules.

        Raises KeyError for an unknown rule name: a misspelt rule must not pass as "nothing found".
        """
        if url_or_html.lstrip().startswith("<"):
            serve(self.page, {"/": url_or_html}, origin=ORIGIN)
            url_or_html = f"{ORIGIN}/"
        return self._run(Probe(self.page, url_or_html, self.options), only)

    def check_shown(self, *, html: str = "", only: Collection[str] = ()) -> list[Fault]:
        """All faults of the page as it stands now: an answer to a POST, or a page after a swap.

        The mark-up shown (or `html`, what the server answered to the POST) is given again on its own
        address, so that style and scripts still come from the server.
        """
        url, html = self.page.url, html or self.page.content()

        def is_shown(asked: str) -> bool:
            return asked.split("#", maxsplit=1)[0] == url.split("#")[0]

        self.page.route(is_shown, lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=html))
        try:
            return self._run(Probe(self.page, url, self.options), only)
        finally:
            self.page.unroute(is_shown)

    def compare(self) -> list[Fault]:
        """Faults between the pages checked so far: titles, order of menus, order of help."""
        return compare_pages(self.seen)

    def _run(self, probe: Probe, only: Collection[str]) -> list[Fault]:
        names = [name for name in (only or RULES) if name not in self.options.skip]
        probe.open()
        self.seen.append(facts_of(self.page, probe.url, self.options.help_block))
        faults = set(self._apply(probe, [name for name in names if name in STATIC]))
        faults.update(self._apply(probe, [name for name in names if name not in STATIC]))
        # Left as it was found: who looks next must not find it dark, on its side or with large letters.
        self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        probe.open()
        probe.close()
        return sorted(faults)

    def _apply(self, probe: Probe, names: Iterable[str]) -> Iterator[Fault]:
        for name in names:
            for where, why in RULES[name](probe):
                yield Fault(name, where, why)
