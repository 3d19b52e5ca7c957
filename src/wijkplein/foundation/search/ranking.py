"""Find in memory, best first: what `wijkplein evaluate find` and the tests of the analyser run on.

The same two steps as the database index: stems, synonyms and compound parts first; misspellings and
loose ends only for words that hardly occur.
"""

from collections.abc import Iterable, Sequence
from math import log

from wijkplein.foundation.dutch import lists
from wijkplein.foundation.dutch.compounds import may_hold, split
from wijkplein.foundation.dutch.likeness import SHORTEST, Vocabulary, likeness
from wijkplein.foundation.search.analyser import Analysis, Term, analyse, everyday, meant, plan

STEM, SYNONYM, APART, PART, NARROWER, LOOSE, SYNONYM_PART, KIND, HEAD = 1.0, 0.75, 0.7, 0.6, 0.55, 0.5, 0.45, 0.4, 0.25
# Fewer texts than this for a word, and the second step looks for what was perhaps meant.
FEW = 3
# How much more a rare word says than a common one: 0 nothing, 1 as much as in a library catalogue.
RARENESS = 0.5
# Below this share of what the query says (rare words say more) a text is junk.
LEAST_SHARE = 0.29
# Below this share of what the best text answers, the others answer something else.
LEAST_OF_BEST = 0.45


def _looks_like(term: Term, word: str) -> float:
    """How well one word of a text answers a word of the query that is not there itself."""
    begins_or_ends = any(
        len(stem) >= SHORTEST and len(word) >= len(stem) + 3 and may_hold(word, stem) for stem in term.stems
    )
    slip = 0.0 if everyday(term.word) and everyday(word) else likeness(term.word, word)
    return max(LOOSE if begins_or_ends else 0.0, slip)


def _exact(term: Term, text: Analysis) -> float:
    """The first step for one text: what `Corpus` reads from its tables."""
    own = set(term.stems)
    for wanted, table, weight in ((own, text.stems, STEM), (term.synonyms, text.stems, SYNONYM)):
        if wanted & table:
            return weight
    if len(term.parts) > 1 and text.stems.issuperset(term.parts):
        return APART
    if own & text.parts:
        return PART
    if term.narrower & text.stems:
        return NARROWER
    if term.synonyms & text.parts:
        return SYNONYM_PART
    return KIND if term.narrower & text.parts else 0.0


def quality(term: Term, text: Analysis) -> float:
    """How well a text answers one word of the query, 0 to 1: both steps, as `Corpus` does for many texts."""
    if (exact := _exact(term, text)) > 0 or term.word in lists.names():
        return exact
    looks = [_looks_like(term, word) for word in {*text.words, *text.stems}]
    corrected = [like * _exact(other, text) for word, like in meant(term.word) for other in plan(word)]
    head = HEAD if term.parts and term.parts[-1] in text.stems else 0.0
    return max((head, *looks, *corrected))


def share(terms: Sequence[Term], text: Analysis) -> float:
    """What part of a query a text answers, 0 to 1, every word counting alike."""
    return sum(quality(term, text) for term in terms) / len(terms) if terms else 0.0


class Corpus:
    """Texts made ready to be searched many times. Order of the texts decides between equals."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self.ids: list[str] = []
        self._sizes: list[int] = []
        self._stems: dict[str, set[int]] = {}
        self._parts: dict[str, set[int]] = {}
        self._words: dict[str, set[int]] = {}
        for key, text in texts:
            self._add(key, analyse(text))
        self._split_with_vocabulary()
        self._vocabulary = Vocabulary(self._words.keys() | self._stems.keys())

    def _add(self, key: str, analysis: Analysis) -> None:
        place = len(self.ids)
        self.ids.append(key)
        self._sizes.append(len(analysis.words))
        entries = (
            (analysis.words, self._words),
            (analysis.stems, self._stems),
            (analysis.parts, self._parts),
        )
        for values, table in entries:
            for value in values:
                table.setdefault(value, set()).add(place)

    def _split_with_vocabulary(self) -> None:
        """Compounds whose parts occur as words in these texts."""
        known = {stem for stem in self._stems if len(stem) > 3}
        for word, places in self._words.items():
            parts = split(word, known)
            for part in parts if known.issuperset(parts) else ():
                self._parts.setdefault(part, set()).update(places)

    def _first_step(self, term: Term) -> dict[int, float]:
        found: dict[int, float] = {}
        if len(term.parts) > 1:
            together = set.intersection(*(self._stems.get(part, set()) for part in term.parts))
            found.update(dict.fromkeys(together, APART))
        layers = (
            (term.narrower, self._parts, KIND),
            (term.synonyms, self._parts, SYNONYM_PART),
            (term.narrower, self._stems, NARROWER),
            (term.stems, self._parts, PART),
            (term.synonyms, self._stems, SYNONYM),
            (term.stems, self._stems, STEM),
        )
        for wanted, table, weight in layers:
            for stem in wanted:
                found.update(dict.fromkeys(table.get(stem, ()), weight))
        return found

    def _second_step(self, term: Term) -> dict[int, float]:
        found: dict[int, float] = {}
        if term.parts:
            found.update(dict.fromkeys(self._stems.get(term.parts[-1], ()), HEAD))
        for stem in term.stems:
            found.update(dict.fromkeys(self._around(stem), LOOSE))
        forms = {term.word} if everyday(term.word) else {term.word, *term.stems}
        alike = [pair for form in forms for pair in self._vocabulary.alike(form)]
        if everyday(term.word):
            alike = [pair for pair in alike if not everyday(pair[0])]
        for form, like in sorted(alike, key=lambda pair: pair[1]):
            found.update(dict.fromkeys(self._stems.get(form, self._words.get(form, ())), like))
        for word, like in meant(term.word):
            for other in plan(word):
                corrected = dict.fromkeys(self._around(other.word), LOOSE) | self._first_step(other)
                found |= {place: quality * like for place, quality in corrected.items()} | found
        return found

    def _around(self, stem: str) -> set[int]:
        """Texts with a longer word that begins or ends with `stem`."""
        longer = (word for word in self._vocabulary.containing(stem) if may_hold(word, stem))
        return {place for word in longer for place in self._words.get(word, ())}

    def matches(self, term: Term) -> dict[int, float]:
        """Places of the texts that answer to one word of the query, with how well (0 to 1)."""
        found = self._first_step(term)
        if len(found) < FEW and term.word not in lists.names():
            found = self._second_step(term) | found
        return found

    def find(self, query: str) -> list[str]:
        """The ids of the texts that answer the query, best first; empty when nothing does."""
        terms = plan(query)
        scores: dict[int, float] = {}
        whole = 0.0
        for term in terms:
            found = self.matches(term)
            weight = log(1 + (len(self.ids) + 1) / (len(found) + 1)) ** RARENESS
            whole += weight
            for place, quality in found.items():
                scores[place] = scores.get(place, 0.0) + weight * quality
        least = max(LEAST_SHARE * whole, LEAST_OF_BEST * max(scores.values(), default=0.0))
        good = [place for place, score in scores.items() if score >= least]
        good.sort(key=lambda place: (-round(scores[place], 6), self._sizes[place], place))
        return [self.ids[place] for place in good]


def find(query: str, corpus: Corpus) -> list[str]:
    """The ids of the texts of `corpus` that answer `query`, best first."""
    return corpus.find(query)
