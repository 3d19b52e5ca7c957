"""What a room adds to the page of a receipt: its verbs as something that happened, and what came back to the sender.

    reads_as({Posts.let_through: _("%(who)s zette het op het plein")})
    comes_back("post", answers_to)

Receipts lie below the rooms, so a room says it in `ready()`. A verb without words is no step on the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.policy import Verb
from wijkplein.foundation.verbs.registry import kind_of


@dataclass(frozen=True)
class Words:
    """What somebody said back, as everybody may read it."""

    who: str
    text: str


@dataclass(frozen=True)
class CameBack:
    """What neighbours did with it: how much in one line, the newest of it, and where to go on."""

    heading: str
    newest: list[Words]
    url: str
    label: str


Teller = Callable[[Any, Actor], CameBack | None]
_words: dict[str, str | Promise] = {}
_tellers: dict[str, Teller] = {}


def reads_as(words: Mapping[Verb, str | Promise]) -> None:
    """How these verbs read once they are done; `%(who)s` is a first name, or a role when the name is not shown."""
    _words.update({verb.name: text for verb, text in words.items()})


def words_of(verb: str) -> str:
    """The sentence of a verb, "" when its room gave none."""
    return str(_words.get(verb, ""))


def comes_back(kind: str, teller: Teller) -> None:
    """A room says what came back on its things, as the actor may read it."""
    _tellers[kind] = teller


def what_came_back(thing: Any, by: Actor) -> CameBack | None:
    """What came back on this thing; None when its room has nothing to tell."""
    teller = _tellers.get(kind_of(thing).name)
    return teller(thing, by) if teller else None
