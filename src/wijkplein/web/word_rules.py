"""The word rules of the square as a page: a rule nobody can read is not a rule neighbours can disagree with."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.privacy import divert, urgent

ROUTES = {
    "danger": _("Bel 112"),
    "suspicion": _("Bel de politie: 0900-8844"),
    "abuse": _("Bel Veilig Thuis: 0800-2000"),
    "neighbour": _("Vraag buurtbemiddeling"),
    "now": _("Bel 112"),
    "life": _("Bel 113: 0800-0113"),
    "violence": _("Bel Veilig Thuis: 0800-2000"),
    "child": _("Bel de Kindertelefoon: 0800-0432"),
    "worry": _("Bel het Meldpunt Zorgwekkend Gedrag: 0800-1205"),
}


@dataclass(frozen=True)
class WordRule:
    """One rule: when it holds, and what we say instead of placing the post."""

    name: str
    explanation: str
    instead: Promise


@dataclass(frozen=True)
class WordList:
    """Words that belong together; a star stands for any letters."""

    name: str
    explanation: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class WordBook:
    """All of it, in the order of the file."""

    rules: tuple[WordRule, ...]
    lists: tuple[WordList, ...]


@cache
def word_rules() -> WordBook:
    """The rules as they are applied: read from the same file."""
    return _read(Path(divert.__file__).with_name("rules.toml"))


@cache
def urgent_words() -> WordBook:
    """The words at which a form says whom to call now, as they are applied."""
    return _read(Path(urgent.__file__).with_name("woorden.toml"))


def _read(path: Path) -> WordBook:
    book = tomllib.loads(path.read_text("utf-8"))
    rules = [WordRule(rule["name"], rule["explanation"], ROUTES[rule["route"]]) for rule in book["rules"]]
    lists = [
        WordList(name, found["explanation"], tuple(dict.fromkeys(found["words"])))
        for name, found in book["lists"].items()
    ]
    return WordBook(tuple(rules), tuple(lists))
