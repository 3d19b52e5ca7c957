"""What is compared between pages: titles, the order of menus, the order and place of help."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from playwright.sync_api import Page

from tests.gate.faults import Fault


@dataclass(frozen=True)
class PageFacts:
    """What pages of one site are compared on (WCAG 2.4.2, 3.2.3, 3.2.6)."""

    url: str
    title: str
    help: tuple[str, ...]
    menus: Mapping[str, tuple[str, ...]]


READ_FACTS = """help => {
  const land = el => el.closest('header,nav,main,aside,footer')?.localName || 'body';
  const drawn = __gate.all(help).filter(__gate.present);
  const labelled = nav => document.getElementById(nav.getAttribute('aria-labelledby'))?.textContent;
  const title = nav => nav.getAttribute('aria-label') || labelled(nav) || '';
  const menus = __gate.all('nav').filter(__gate.present)
    .map(nav => [title(nav), __gate.all('a[href]', nav).map(__gate.name)]);
  return {title: document.title, menus: Object.fromEntries(menus),
    help: drawn.map(el => `${land(el)}: ${el.getAttribute('href') || el.dataset.help || __gate.name(el)}`)};
}"""


def facts_of(page: Page, url: str, help_block: str) -> PageFacts:
    """Read from the open page what `compare_pages` needs; `help_block` selects what offers help."""
    raw = page.evaluate(READ_FACTS, help_block)
    menus = {name: tuple(links) for name, links in raw["menus"].items()}
    return PageFacts(url, raw["title"], tuple(raw["help"]), menus)


def compare_pages(pages: Sequence[PageFacts]) -> list[Fault]:
    """Faults between pages of one site, in the order in which they were checked."""
    latest = list({page.url: page for page in pages}.values())
    return sorted({*_titles(latest), *_help(latest), *_menus(latest)})


def _titles(pages: Sequence[PageFacts]) -> Iterator[Fault]:
    for one, two in combinations(pages, 2):
        if one.title == two.title:
            yield Fault("title-unique", two.url, f'the title "{two.title}" is also that of {one.url}')


def _help(pages: Sequence[PageFacts]) -> Iterator[Fault]:
    if not any(page.help for page in pages):
        return
    first = next(page for page in pages if page.help)
    for page in pages:
        if not page.help:
            yield Fault("help-order", page.url, f"has no help, and {first.url} has")
        elif _out_of_order(first.help, page.help):
            yield Fault("help-order", page.url, f"help stands in another place or order than on {first.url}")


def _menus(pages: Sequence[PageFacts]) -> Iterator[Fault]:
    for one, two in combinations(pages, 2):
        for name in one.menus.keys() & two.menus.keys():
            if _out_of_order(one.menus[name], two.menus[name], moved_only=True):
                yield Fault("menu-order", two.url, f'the menu "{name}" has another order than on {one.url}')


def _out_of_order(one: Sequence[str], two: Sequence[str], *, moved_only: bool = False) -> bool:
    """Whether shared entries stand in another order (or, for help, whether an entry moved or is gone)."""
    shared_one = [entry for entry in one if entry in two]
    shared_two = [entry for entry in two if entry in one]
    return shared_one != shared_two or (not moved_only and len(shared_one) < len(one))
