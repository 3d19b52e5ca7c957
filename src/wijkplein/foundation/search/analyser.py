"""The one Dutch analyser: what an indexed text consists of, and what a query asks for.

Both database indexes and the search in memory stand on `analyse` and `plan`, so a town on SQLite and one on
PostgreSQL find the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from wijkplein.foundation.dutch import lists
from wijkplein.foundation.dutch.compounds import known_parts, listed_split, subject
from wijkplein.foundation.dutch.folding import fold, tokenise
from wijkplein.foundation.dutch.likeness import SHORTEST, Vocabulary
from wijkplein.foundation.dutch.meaning import Saying, narrower, sayings, synonyms
from wijkplein.foundation.dutch.stemming import rejoined, stems

# A longer query is a pasted text; the first words say what is looked for.
MOST_TERMS = 12
# Correcting a word that no text has asks for more likeness (one letter) than a word some text does have.
SURE = 0.75
LEAST_MEANT = 7  # letters: so many everyday words look like a shorter word that any name is near one


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text as the index keeps it: `folded`, its `words`, their `stems` and the stems of compound `parts`."""

    folded: str
    words: tuple[str, ...]
    stems: frozenset[str]
    parts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a query: its `stems`, the stems of its `synonyms`, and of `narrower` words (gereedschap: hamer).

    `parts` are those of a compound. A text with all parts as words of their own answers too: fietspomp, "pomp voor
    mijn fiets".
    """

    word: str
    stems: tuple[str, ...]
    synonyms: frozenset[str]
    narrower: frozenset[str]
    parts: tuple[str, ...]

    def pieces(self) -> tuple[str, ...]:
        """The first and the last half of the word: one slip of the pen leaves one of them whole.

        At least three letters each, and nothing for words too short to be misspelt recognisably.
        """
        if len(self.word) < SHORTEST:
            return ()
        half = max(3, (len(self.word) + 1) // 2)
        return tuple(dict.fromkeys((self.word[:half], self.word[-half:])))


def pieces(word: str) -> tuple[str, ...]:
    """A hyphenated word written together and its pieces of three letters or more; any other word as it is."""
    if "-" not in word:
        return (word,)
    return (word.replace("-", ""), *(piece for piece in word.split("-") if len(piece) > 2))


def analyse(text: str) -> Analysis:
    """Take an indexed text apart; stop words are left out."""
    folded = fold(text)
    said = tokenise(folded)
    words = [p for word in said if word not in lists.stop_words() for p in pieces(word)]
    own = {stem for word in words for stem in stems(word)}
    return Analysis(
        folded=folded,
        words=tuple(dict.fromkeys(words)),
        stems=frozenset(own.union(rejoined(said), (saying.name for saying in sayings(said)))),
        parts=frozenset(part for word in words for part in listed_split(word)),
    )


def _query_words(said: Iterable[str]) -> list[str]:
    """The words that carry the query: no stop words, and no faint ones as long as something is left."""
    words = [word for word in said if word not in lists.stop_words()]
    strong = [word for word in words if word not in lists.faint_words()]
    return list(dict.fromkeys(strong or words))[:MOST_TERMS]


def plan(query: str) -> tuple[Term, ...]:
    """What a query asks for, word by word; empty when it says nothing (only stop words).

    A pair of words is also looked for written together (speel tuin), as people often split compounds.
    """
    said = tokenise(fold(query))
    words = _query_words(said)
    heard = tuple(sayings(said))
    return tuple(_term(words, place, heard) for place in range(len(words)))


def _term(words: list[str], place: int, heard: Iterable[Saying]) -> Term:
    word = words[place].replace("-", "")
    own = stems(word)
    parts = listed_split(word)
    said = [saying.name for saying in heard if not saying.stems.isdisjoint(own)]
    said += subject(parts)
    others = {*said, *synonyms([*own, *said])}
    kinds = frozenset(narrower([*own, *said, *synonyms(said)]))
    others |= {stem for piece in pieces(words[place])[1:] for stem in stems(piece)}
    for left, right in ((place - 1, place), (place, place + 1)):
        if left >= 0 and right < len(words):
            others |= set(stems(words[left] + words[right]))
    others.difference_update(own)
    return Term(word, own, frozenset(others), kinds.difference(own, others), parts)


@cache
def _dictionary() -> Vocabulary:
    """The words of the synonym list: what a misspelt word may have been when no text has it."""
    return Vocabulary({fold(entry) for group in lists.synonym_groups() for entry in group if entry.isalpha()})


def everyday(word: str) -> bool:
    """Whether a word stands in the lists as it is: then it is no slip of the pen."""
    return word in _dictionary()


@lru_cache(maxsize=5_000)
def meant(word: str) -> tuple[tuple[str, float], ...]:
    """The everyday words that a word is most like, with that likeness, if it may be a misspelling of them.

    Empty when the word itself is an everyday word.
    """
    if len(word) < LEAST_MEANT or everyday(word) or word in lists.names() or not known_parts().isdisjoint(stems(word)):
        return ()
    alike = [pair for pair in _dictionary().alike(word) if pair[1] >= SURE]
    best = max((like for _, like in alike), default=0.0)
    return tuple(sorted(pair for pair in alike if pair[1] == best))
