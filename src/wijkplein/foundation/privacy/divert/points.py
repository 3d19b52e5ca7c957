"""Weighing a text: small whole points for words, lists, concepts and pairs, added up against a threshold.

The points stand in `points.toml` and were fitted by `tools/fit_divert.py`; this file only adds them up.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from wijkplein.foundation.privacy.divert.concepts import concept_book
from wijkplein.foundation.privacy.divert.rules import Hit
from wijkplein.foundation.privacy.divert.stems import stem

CLOSE = 2  # how far apart two words may stand that count as a pair
NEAR = 10  # how far apart two concepts may stand that count together
LOOKED_AT = 1_000  # words of a text that are weighed; longer than any post may be


@dataclass(frozen=True, slots=True)
class Weighing:
    """The sum of the points, and the words that counted most for turning the text away."""

    points: int
    enough: bool
    words: tuple[str, ...]


def features(tokens: Sequence[str], hits: Iterable[Hit]) -> Iterator[tuple[str, str]]:
    """Everything in a text that could get points, each with the words of the text that gave it.

    Names: "woord x", "begin x" (first word), "paar x y", "lengte x", "lijst x" (a list of rules.toml),
    "begrip x" and "samen x y" (concepts of begrippen.toml). Fitting and weighing use the same list.
    """
    stems = _stems(tokens)
    for i, (word, token) in enumerate(stems):
        yield f"woord {word}", token
        for other, next_token in stems[i + 1 : i + 1 + CLOSE]:
            yield f"paar {word} {other}", f"{token} {next_token}"
    if stems:
        yield f"begin {stems[0][0]}", stems[0][1]
    yield f"lengte {_length(tokens)}", ""
    for hit in hits:
        if hit.start < LOOKED_AT:
            yield f"lijst {hit.name}", hit.words
    yield from _concepts(tokens[:LOOKED_AT])


def _concepts(tokens: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The concepts in a text, and every two that stand near each other, in whatever order."""
    of = concept_book().of
    found = [(of(token), token) for token in tokens]
    for i, (names, token) in enumerate(found):
        for name in names:
            yield f"begrip {name}", token
            for others, other_token in found[i + 1 : i + 1 + NEAR]:
                for other in others:
                    yield named("samen", f"{name} {other}"), f"{token} {other_token}"


def _stems(tokens: Sequence[str]) -> list[tuple[str, str]]:
    return [(stem(token), token) for token in tokens[:LOOKED_AT] if len(token) > 1 and not token.isdigit()]


def _length(tokens: Sequence[str]) -> str:
    return ("heel_kort", "kort", "gewoon", "lang", "heel_lang")[min(4, len(tokens) // 8)]


class PointBook:
    """The points, ready to be used. Raises ValueError when two groups give points to the same thing."""

    def __init__(self, source: dict[str, object]) -> None:
        threshold, groups = source["threshold"], source["points"]
        assert isinstance(threshold, int)
        assert isinstance(groups, list)
        self.threshold = threshold
        self.points: dict[str, int] = {}
        for group in groups:
            for entry in group["what"]:
                name = named(str(group["kind"]), str(entry))
                if name in self.points:
                    raise ValueError(f"points.toml gives points twice to {entry!r}")
                self.points[name] = int(group["points"])

    def weigh(self, tokens: Sequence[str], hits: Iterable[Hit]) -> Weighing:
        """Add up the points of everything that stands in the text; each thing counts once."""
        counted: dict[str, tuple[int, str]] = {}
        for name, words in features(tokens, hits):
            if name in self.points and name not in counted:
                counted[name] = (self.points[name], words)
        total = sum(points for points, _ in counted.values())
        heavy = sorted((entry for entry in counted.values() if entry[0] > 0 and entry[1]), key=lambda entry: -entry[0])
        named_words = tuple(dict.fromkeys(found for _, found in heavy))
        return Weighing(total, total >= self.threshold, named_words[:6])


def named(kind: str, entry: str) -> str:
    """The name of a feature for what stands in points.toml: words are written in full there."""
    if kind in ("woord", "begin", "paar"):
        entry = " ".join(stem(part) for part in entry.split())
    elif kind == "samen":
        entry = " ".join(sorted(entry.split()))
    return f"{kind} {entry}"


@cache
def point_book() -> PointBook:
    """The points of this folder, read once."""
    return PointBook(tomllib.loads(resources.files(__package__).joinpath("points.toml").read_text("utf-8")))
