"""A town in which every private field holds a mark of its own (bar S2).

What a mark is and how it is found again; canaries.py makes the town, makers.py its rows.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps

from tests.cast import Cast
from wijkplein.foundation.privacy.privacy_map import DataClass, map_of

PRIVATE = {DataClass.AREA, DataClass.PARTIES, DataClass.TEAM}
ALPHABET = "bcdfghjklmnprstvwz"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
KEYS = {"language", "sentence"}  # a choice from a list of ours
TAGS = re.compile(r"<[^>]+>")
MARK = re.compile(r"zq[a-z]+?xq")
NUMBER = re.compile(r"6(7319\d{4})")
YEAR = re.compile(r"\b18\d\d\b")
UUIDS = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")


@dataclass(frozen=True)
class Canary:
    """One mark: in which field it was put, whom it is about ("" is nobody with an account), how it is recognised."""

    name: str
    owner: str
    mark: str
    how: str = "text"

    def in_text(self, text: Text) -> bool:
        """Whether this answer shows it."""
        return self.mark in text.marks


class Text:
    """The marks in one answer: words, numbers however they are spaced, years in what is read, and ids."""

    def __init__(self, body: str) -> None:
        plain = body.lower()
        digits = re.sub(r"(?<=\d)[\s\-.()\u00a0\u202f]+(?=\d)", "", plain) if "6" in plain else ""
        self.marks = set(MARK.findall(plain)) | set(NUMBER.findall(digits)) | set(UUIDS.findall(plain))
        self.marks |= set(YEAR.findall(TAGS.sub(" ", plain)))


@dataclass
class Town:
    """A filled town: its people, its marks, and the rows that addresses can point at."""

    cast: Cast
    riet: Any  # somebody without e-mail
    canaries: list[Canary] = field(default_factory=list)
    rows: dict[str, Any] = field(default_factory=dict)
    untyped: list[str] = field(default_factory=list)  # choices, yes or no, links: no mark fits in there
    _number: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _year: Iterator[int] = field(default_factory=lambda: itertools.count(1801))

    def word(self, name: str, owner: str) -> str:
        """A fresh word that stands nowhere else."""
        number, letters = next(self._number) + 7_000, ""
        while number:
            number, left = divmod(number, len(ALPHABET))
            letters += ALPHABET[left]
        self.canaries.append(Canary(name, owner, f"zq{letters}xq"))
        return f"zq{letters}xq"

    def number(self, name: str, owner: str) -> str:
        """A fresh mobile number."""
        tail = f"{73_190_000 + next(self._number) * 11:08d}"
        self.canaries.append(Canary(name, owner, tail, "digits"))
        return f"+316{tail}"

    def day(self, name: str, owner: str) -> date:
        """A day in a year that is nobody else's."""
        year = next(self._year)
        self.canaries.append(Canary(name, owner, str(year), "year"))
        return date(year, 5, 12)


def private_models() -> list[Any]:
    """Every model of our own with something personal that is not public."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("wijkplein.")]
    return [model for model in ours if private_fields(model)]


def private_fields(model: Any) -> list[str]:
    """Its fields of class P1, P2 and P3."""
    known = map_of(model)
    return [name for name, about in (known.personal if known else {}).items() if about.data_class in PRIVATE]
