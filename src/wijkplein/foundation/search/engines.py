"""What each database engine is asked, in its own words. Everything typed by a person goes along as a parameter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from wijkplein.foundation.search.analyser import Term, meant, plan
from wijkplein.foundation.search.fingerprints import fingerprints


@dataclass(frozen=True, slots=True)
class Restriction:
    """A condition for the index of one engine; `order` is the column whose order that index can walk."""

    where: list[str]
    parameters: list[object]
    order: str
    tables: list[str] = field(default_factory=list)


class Engine(Protocol):
    """The three questions the search asks an index."""

    def all_of(self, terms: Sequence[Term]) -> Restriction:
        """Every word of the query is there: its stem, a synonym, or either as part of a compound."""

    def any_of(self, terms: Sequence[Term]) -> Restriction:
        """At least one word of the query is there."""

    def like(self, pieces: Sequence[str]) -> Restriction:
        """One of these pieces (three letters or more) stands in the text."""


def _stems(term: Term) -> list[str]:
    return fingerprints({*term.stems, *term.synonyms, *term.narrower})


def _parts(term: Term) -> list[str]:
    """The parts of a compound, which must all be there; [] when one of them answers the query by itself already."""
    parts = fingerprints(term.parts) if len(term.parts) > 1 else []
    return [] if set(parts) & set(_stems(term)) else parts


def _corrected(term: Term) -> list[str]:
    """The stems of the term and of the everyday words it may be a misspelling of."""
    others = [other for word, _ in meant(term.word) for other in plan(word)]
    return [stem for each in (term, *others) for stem in _stems(each)]


class Sqlite:
    """FTS5: row numbers are the order of the entries, so newest first is the index walked backwards."""

    def all_of(self, terms: Sequence[Term]) -> Restriction:
        """One bracket per word, joined by AND."""
        return self._match("search_stems", " AND ".join(map(self._bracket, terms)))

    def _bracket(self, term: Term) -> str:
        parts = _parts(term)
        apart = [f"({' AND '.join(map(self._quoted, parts))})"] if parts else []
        return f"({' OR '.join([self._either(_stems(term)), *apart])})"

    def any_of(self, terms: Sequence[Term]) -> Restriction:
        """All words of all brackets, joined by OR."""
        return self._match("search_stems", self._either(stem for term in terms for stem in _corrected(term)))

    def like(self, pieces: Sequence[str]) -> Restriction:
        """A phrase in the trigram table is a piece of text."""
        return self._match("search_trigrams", self._either(pieces))

    def _either(self, words: Iterable[str]) -> str:
        return " OR ".join(map(self._quoted, words))

    def _quoted(self, word: str) -> str:
        return '"{}"'.format(word.replace('"', '""'))

    def _match(self, table: str, query: str) -> Restriction:
        joined = f'{table}.rowid = search_searchentry."order"'
        return Restriction([joined, f"{table} MATCH %s"], [query], f"{table}.rowid", [table])


class Postgresql:
    """tsvector over our stems, and an array of trigrams; both with GIN."""

    ORDER = "search_searchentry.order"

    def all_of(self, terms: Sequence[Term]) -> Restriction:
        """One bracket per word, joined by &."""
        return self._match(" & ".join(map(self._bracket, terms)))

    def _bracket(self, term: Term) -> str:
        parts = _parts(term)
        apart = [f"({' & '.join(map(self._quoted, parts))})"] if parts else []
        return f"({' | '.join([self._either(_stems(term)), *apart])})"

    def any_of(self, terms: Sequence[Term]) -> Restriction:
        """All words of all brackets, joined by |."""
        return self._match(self._either(stem for term in terms for stem in _corrected(term)))

    def like(self, pieces: Sequence[str]) -> Restriction:
        """All trigrams of a piece; that they stand in a row is left to the weighing afterwards."""
        conditions = " OR ".join("search_searchentry.trigrams @> %s" for _ in pieces)
        grams = [[piece[n : n + 3] for n in range(len(piece) - 2)] for piece in pieces]
        return Restriction([f"({conditions})"], list(grams), self.ORDER)

    def _either(self, words: Iterable[str]) -> str:
        return " | ".join(map(self._quoted, words))

    def _quoted(self, word: str) -> str:
        return "'{}'".format(word.replace("'", "''").replace("\\", "\\\\"))

    def _match(self, query: str) -> Restriction:
        return Restriction(["search_searchentry.vector @@ %s::tsquery"], [query], self.ORDER)


ENGINES: dict[str, Engine] = {"sqlite": Sqlite(), "postgresql": Postgresql()}
