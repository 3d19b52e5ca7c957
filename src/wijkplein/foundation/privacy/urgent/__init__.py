"""URGENT: words at which a form first says whom to call now, before anything is sent (domain.md 6).

The words stand in `woorden.toml`, in words a resident can read; how they match is the code of `divert`. This package
holds a text against them; it keeps nothing, writes nothing down and knows nobody.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from wijkplein.foundation.privacy import divert
from wijkplein.foundation.privacy.divert import judge
from wijkplein.foundation.privacy.divert.rules import RuleBook
from wijkplein.foundation.privacy.urgent.cards import KINDS, Card, card_for

__all__ = ["KINDS", "Card", "card_for", "kind_of", "kind_of_any"]

# What the word rules of the square turn away, where a form does not refuse it: whom to call instead.
ROUTES = {"danger": "police", "suspicion": "police", "abuse": "violence"}


def kind_of(text: str) -> str:
    """Which help fits: "now", "life", "violence", "child", "worry", or "" for an ordinary text. Raises nothing."""
    book = _book()
    found = book.first(book.read(text)[1])
    return found.rule.route if found else ""


def kind_of_any(text: str) -> str:
    """As `kind_of`; what the square would turn to the police is "police", for forms that nobody else reads."""
    return kind_of(text) or ROUTES.get(judge(text).route, "")


@cache
def _book() -> RuleBook:
    """The words of this folder, read once; dialect is read as `divert` reads it."""
    rules = tomllib.loads(resources.files(__package__).joinpath("woorden.toml").read_text("utf-8"))
    language = tomllib.loads(resources.files(divert.__name__).joinpath("taal.toml").read_text("utf-8"))
    return RuleBook(rules, language["same"])
