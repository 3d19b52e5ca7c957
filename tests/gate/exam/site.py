"""The clean site of the exam, and how a barrier is sown into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

PAGES = Path(__file__).parent / "pages"
ORIGIN = "http://exam.test"
NAMES = ("form", "list", "errors")


@dataclass(frozen=True)
class Site:
    """The text of one page with the style, script and drawing that all pages share."""

    html: str
    css: str
    js: str

    def files(self, path: str) -> Mapping[str, str]:
        """What a browser can ask for, by path."""
        drawing = (PAGES / "bank.svg").read_text(encoding="utf-8")
        return {path: self.html, "/exam.css": self.css, "/exam.js": self.js, "/bank.svg": drawing}


def clean(name: str) -> Site:
    """A page as we want every page to be: "form", "errors" (the form sent back) or "list"."""
    read = {suffix: (PAGES / suffix).read_text(encoding="utf-8") for suffix in (f"{name}.html", "exam.css", "exam.js")}
    return Site(read[f"{name}.html"], read["exam.css"], read["exam.js"])


Mutation = Callable[[Site], Site]


@dataclass(frozen=True)
class Seed:
    """One barrier: its name, the rule that must find it, the page it is sown in, and how."""

    name: str
    rule: str
    page: str
    sow: Mutation


def in_html(old: str, new: str) -> Mutation:
    """Replace a piece of mark-up, everywhere it stands. It must be there, or the seed is worth nothing."""
    return lambda site: replace(site, html=_swap(site.html, old, new))


def in_css(old: str, new: str) -> Mutation:
    """Replace a piece of style."""
    return lambda site: replace(site, css=_swap(site.css, old, new))


def in_js(old: str, new: str) -> Mutation:
    """Replace a piece of script."""
    return lambda site: replace(site, js=_swap(site.js, old, new))


def more_css(text: str) -> Mutation:
    """Add style at the end."""
    return lambda site: replace(site, css=site.css + text)


def more_js(text: str) -> Mutation:
    """Add script at the end; on a page without script, load it there too."""

    def sow(site: Site) -> Site:
        tag = '<script src="/exam.js"></script>'
        html = site.html if tag in site.html else _swap(site.html, "</body>", f"{tag}\n</body>")
        return replace(site, html=html, js=site.js + text)

    return sow


def both(*mutations: Mutation) -> Mutation:
    """Several changes that make one barrier together."""

    def sow(site: Site) -> Site:
        for mutation in mutations:
            site = mutation(site)
        return site

    return sow


def _swap(text: str, old: str, new: str) -> str:
    if old not in text:
        raise ValueError(f"nothing to sow in: {old!r} is not in the clean page")
    return text.replace(old, new)
