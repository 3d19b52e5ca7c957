"""Weighing a text: small whole points for words, lists, concepts and pairs, added up against a threshold.

The points stand in `points.toml` and were fitted by `tools/fit_divert.py`; this file only adds them up.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import islice
from math import ceil, sqrt

from wijkplein.foundation.privacy.divert.concepts import concept_book
from wijkplein.foundation.privacy.divert.rules import Finding, Hit
from wijkplein.foundation.privacy.divert.stems import stem

CLOSE = 2  # how far apart two words or concepts may stand that count as a pair
NEAR, MANY = 9, 40  # how far apart two concepts may stand that count together, and with how many others
FEW = 10  # words; a shorter text needs as many points as one of this length
USUAL = 20  # words of a post for which the threshold is written down
DOUBT = -0.5  # share of the points needed from which somebody had better read it first
LOOKED_AT = 1_000  # words of a text that are weighed; longer than any post may be
A_RULE = "een vaste regel"
"""What stands in points.toml for any rule that holds; each rule also has points of its own."""

Feature = tuple[str, ...]
"""The kind and what it is about: ("woord", stem), ("paar", stem or #concept, stem or #concept)."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """The sum of the points, and the words that counted most for turning the text away."""

    points: int
    needed: int
    words: tuple[str, ...]

    @property
    def enough(self) -> bool:
        """Whether the text is turned away."""
        return self.points >= self.needed

    @property
    def doubtful(self) -> bool:
        """Whether nobody can be sure that it points at no one: a human reads it before the neighbours do."""
        return self.points >= self.needed * DOUBT


def features(tokens: Sequence[str], hits: Iterable[Hit], found: Finding | None) -> Iterator[tuple[Feature, int, int]]:
    """Everything in a text that could get points, each with the first and the last word that gave it.

    Kinds: woord, begin (first word), lengte, lijst (a list of rules.toml), regel (a rule of rules.toml), begrip
    (a concept of begrippen.toml, here "#name"), paar (two words or concepts, in this order) and samen (two
    concepts near each other). Fitting and weighing use the same.
    """
    tokens = tokens[:LOOKED_AT]
    yield ("lengte", _length(tokens)), -1, -1
    if found is not None:
        yield ("regel", A_RULE), -1, -1
        yield ("regel", found.rule.name), -1, -1
    for hit in hits:
        if hit.start < LOOKED_AT:
            yield ("lijst", hit.name), hit.start, min(hit.end, LOOKED_AT - 1)
    placed = [_units(token) for token in tokens]
    if placed and placed[0]:
        yield ("begin", placed[0][0]), 0, 0
    for i, units in enumerate(placed):
        for unit in units:
            yield ("begrip" if unit[0] == "#" else "woord", unit), i, i
            for j in range(i + 1, min(i + 1 + CLOSE, len(placed))):
                for other in placed[j]:
                    yield ("paar", unit, other), i, j
    yield from _together(placed)


def _together(placed: Sequence[tuple[str, ...]]) -> Iterator[tuple[Feature, int, int]]:
    """Every two concepts that stand near each other, in whatever order."""
    concepts = [(unit, i) for i, units in enumerate(placed) for unit in units if unit[0] == "#"]
    for n, (name, i) in enumerate(concepts, start=1):
        for other, j in islice(concepts, n, n + MANY):
            if j - i > NEAR:
                break
            if j > i:
                yield ("samen", name, other) if name <= other else ("samen", other, name), i, j


@lru_cache(maxsize=5_000)
def _units(token: str) -> tuple[str, ...]:
    """What a word counts as: itself without its ending, and every concept it stands for."""
    concepts = tuple(f"#{name}" for name in concept_book().of(token))
    return (stem(token), *concepts) if len(token) > 1 and not token.isdigit() else concepts


def _length(tokens: Sequence[str]) -> str:
    return ("heel_kort", "kort", "gewoon", "lang", "heel_lang")[min(4, len(tokens) // 8)]


class PointBook:
    """The points, ready to be used. Raises ValueError when two groups give points to the same thing."""

    def __init__(self, source: dict[str, object]) -> None:
        threshold, groups = source["threshold"], source["points"]
        assert isinstance(threshold, int)
        assert isinstance(groups, list)
        self.threshold = threshold
        self.points: dict[Feature, int] = {}
        for group in groups:
            for entry in group["what"]:
                name = named(str(group["kind"]), str(entry))
                if name in self.points:
                    raise ValueError(f"points.toml gives points twice to {entry!r}")
                self.points[name] = int(group["points"])

    def weigh(self, tokens: Sequence[str], hits: Iterable[Hit], found: Finding | None = None) -> Weighing:
        """Add up the points of everything that stands in the text; each thing counts once."""
        counted: dict[Feature, tuple[int, int, int]] = {}
        get = self.points.get
        for name, start, end in features(tokens, hits, found):
            points = get(name)
            if points is not None and name not in counted:
                counted[name] = (points, start, end)
        total, needed = sum([entry[0] for entry in counted.values()]), self.needed(tokens)
        return Weighing(total, needed, _heaviest(tokens, counted) if total >= needed else ())

    def needed(self, tokens: Sequence[str]) -> int:
        """How many points turn a text of this length away: in many words many things are said by chance."""
        return ceil(self.threshold * room(tokens))


def room(tokens: Sequence[str]) -> float:
    """How much longer a text is than usual: by the root, as chance adds up. Never longer than is looked at.

    A text of a few words is often a reply, and counts as FEW: one word that weighs should not be enough.
    """
    return sqrt(max(len(tokens[:LOOKED_AT]), FEW) / USUAL)


def _heaviest(tokens: Sequence[str], counted: dict[Feature, tuple[int, int, int]]) -> tuple[str, ...]:
    """The words behind the most points against placing, as they stand in the text."""
    against = sorted((entry for entry in counted.values() if entry[0] > 0 and entry[1] >= 0), key=lambda one: -one[0])
    named_words = dict.fromkeys(_spelled(tokens, start, end) for _, start, end in against[:20])
    return tuple(named_words)[:6]


def _spelled(tokens: Sequence[str], start: int, end: int) -> str:
    words = tokens[start : end + 1] if end - start < 3 else (tokens[start], tokens[end])
    return " ".join(words)[:60]


def named(kind: str, entry: str) -> Feature:
    """The name of a feature for what stands in points.toml: words are written in full there."""
    if kind in ("regel", "lijst", "lengte"):
        return kind, entry
    parts = [part if part[0] == "#" else stem(part) for part in entry.split()]
    return (kind, *(sorted(parts) if kind == "samen" else parts))


@cache
def point_book() -> PointBook:
    """The points of this folder, read once."""
    return PointBook(tomllib.loads(resources.files(__package__).joinpath("points.toml").read_text("utf-8")))
