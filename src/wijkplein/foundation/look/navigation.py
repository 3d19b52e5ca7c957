"""The words of the main menu and the footer: rooms add theirs, so nothing is shown that is not there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

MOST_WORDS = 5  # look.md "Navigation"


@dataclass(frozen=True)
class Word:
    """One word of a menu: what it says, the name of its URL, and its place in the row."""

    label: str | Promise
    url_name: str
    order: int


@dataclass(frozen=True)
class Link:
    """A word as the page shows it."""

    label: str | Promise
    url: str
    current: bool


_own: list[str] = []
_help_now: list[str] = []
_main: dict[str, Word] = {}
_foot: dict[str, Word] = {}
_work: list[tuple[Word, frozenset[str]]] = []


def add_main(label: str | Promise, url_name: str, *, order: int) -> None:
    """A room puts its word in the main menu (from `ready()`). Raises ValueError for a sixth word."""
    if url_name not in _main and len(_main) >= MOST_WORDS:
        raise ValueError(f"The main menu holds at most {MOST_WORDS} words; {label} is one too many.")
    _main[url_name] = Word(label, url_name, order)


def add_foot(label: str | Promise, url_name: str, *, order: int) -> None:
    """A room puts a quiet link in the footer (from `ready()`)."""
    _foot[url_name] = Word(label, url_name, order)


def set_work(label: str | Promise, url_name: str, *, roles: Iterable[str]) -> None:
    """The one extra word for whoever works here, shown only to people with one of these roles (look.md)."""
    _work[:] = [(Word(label, url_name, 99), frozenset(roles))]


def work_links(path: str, roles: Iterable[str]) -> list[Link]:
    """The extra word, for somebody with these roles."""
    mine = frozenset(roles)
    return [link for word, wanted in _work if wanted & mine for link in _links({word.url_name: word}, path)]


def set_own(url_name: str) -> None:
    """The room that keeps your own things says where they are; without a sign-in that page invites you to sign in."""
    _own[:] = [url_name]


def set_help_now(url_name: str) -> None:
    """The room that has the numbers for who needs help now says where they are; every form leads there."""
    _help_now[:] = [url_name]


def own_url() -> str:
    """The address of your own place, or "" while no room offers one."""
    return _only(_own)


def help_now_url() -> str:
    """The address of the numbers for who needs help now, or "" while no room has them."""
    return _only(_help_now)


def _only(names: list[str]) -> str:
    try:
        return _address(names[0], settings.ROOT_URLCONF) if names else ""
    except NoReverseMatch:
        return ""


def main_links(path: str) -> list[Link]:
    """The main menu for the page at `path`."""
    return _links(_main, path)


def foot_links(path: str) -> list[Link]:
    """The quiet links for the page at `path`."""
    return _links(_foot, path)


@lru_cache(maxsize=64)
def _address(url_name: str, _addresses: str) -> str:
    """The same for every page and town; a word without a page is looked for again. Raises NoReverseMatch."""
    return reverse(url_name)


def _links(words: dict[str, Word], path: str) -> list[Link]:
    found = []
    for word in sorted(words.values(), key=lambda one: one.order):
        try:
            url = _address(word.url_name, settings.ROOT_URLCONF)
        except NoReverseMatch:
            continue  # the room is installed but its pages are not: then the word is not there either
        found.append(Link(word.label, url, path == url or (url != "/" and path.startswith(url))))
    return found
