"""What can be made of a mail: rooms on higher floors say where, so that this room need not know them.

next_step(_("Zet dit op het plein"), "square:ask_for")
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Step:
    """A link on the page of a mail."""

    label: str | Promise
    url: str


_steps: dict[str, str | Promise] = {}


def next_step(label: str | Promise, url_name: str) -> None:
    """Offer a page without arguments as a next step."""
    _steps[url_name] = label


def next_steps() -> list[Step]:
    """Those whose page is there."""
    found = []
    for url_name, label in _steps.items():
        try:
            found.append(Step(label, reverse(url_name)))
        except NoReverseMatch:
            continue  # the room is installed but its page is not
    return found
