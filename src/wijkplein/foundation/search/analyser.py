"""The one Dutch analyser: what an indexed text consists of, and what a query asks for.

Both database indexes and the search in memory stand on `analyse` and `plan`, so a town on SQLite and one on
PostgreSQL find the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from wijkplein.foundation.search import lists
from wijkplein.foundation.search.compounds import known_parts, listed_split
from wijkplein.foundation.search.folding import fold, tokenise
from wijkplein.foundation.search.likeness import SHORTEST, Vocabulary
from wijkplein.foundation.search.stemming import rejoined, stems

# A longer query is a pasted text; the first words say what is looked for.
MOST_TERMS = 12
# Correcting a word that no text has asks for more likeness (one letter) than a word some text does have.
SURE = 0.75


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text as the index keeps it: `folded`, its `words`, their `stems` and the stems of compound `parts`."""

    folded: str
    words: tuple[str, ...]
    stems: frozenset[str]
    parts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a query: its `stems`, the stems of its `synonyms`, and of its `parts` if it is a compound.

    A text with all parts as words of their own answers too: fietspomp, "pomp voor mijn fiets".
    """

    word: str
    stems: tuple[str, ...]
    synonyms: frozenset[str]
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
        stems=frozenset(own.union(rejoined(said))),
        parts=frozenset(part for word in words for part in listed_split(word)),
    )


@cache
def _synonyms() -> dict[str, frozenset[str]]:
    """Stem -> stems of all groups it stands in. Entries of several words only work from the query's side."""
    table: dict[str, frozenset[str]] = {}
    for group in lists.synonym_groups():
        members = [_stem_of(entry) for entry in group if " " not in entry]
        for stem in members:
            table[stem] = table.get(stem, frozenset()) | frozenset(members)
    return table


@cache
def _phrases() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Entries of several words: (their stems, the stems of their group)."""
    found = []
    for group in lists.synonym_groups():
        members = frozenset(_stem_of(entry) for entry in group if " " not in entry)
        found += [(frozenset(_content_stems(entry)), members) for entry in group if " " in entry]
    return tuple(found)


def _stem_of(entry: str) -> str:
    return stems(fold(entry).replace("-", ""))[0]


def _content_stems(entry: str) -> list[str]:
    return [_stem_of(word) for word in entry.split() if word not in lists.stop_words()]


def _query_words(query: str) -> list[str]:
    """The words that carry the query: no stop words, and no faint ones as long as something is left."""
    words = [word for word in tokenise(fold(query)) if word not in lists.stop_words()]
    strong = [word for word in words if word not in lists.faint_words()]
    return list(dict.fromkeys(strong or words))[:MOST_TERMS]


def plan(query: str) -> tuple[Term, ...]:
    """What a query asks for, word by word; empty when it says nothing (only stop words).

    A pair of words is also looked for written together (speel tuin), as people often split compounds.
    """
    words = _query_words(query)
    everything = frozenset(stem for word in words for stem in stems(word.replace("-", "")))
    phrased = [group for phrase, group in _phrases() if phrase <= everything]
    return tuple(_term(words, place, phrased) for place in range(len(words)))


def _term(words: list[str], place: int, phrased: Iterable[frozenset[str]]) -> Term:
    word = words[place].replace("-", "")
    own = stems(word)
    others: set[str] = set()
    for stem in own:
        others |= _synonyms().get(stem, frozenset())
    for group in phrased:
        others |= group
    others |= {stem for piece in pieces(words[place])[1:] for stem in stems(piece)}
    for left, right in ((place - 1, place), (place, place + 1)):
        if left >= 0 and right < len(words):
            others |= set(stems(words[left] + words[right]))
    return Term(word, own, frozenset(others - set(own)), listed_split(word))


@cache
def _dictionary() -> Vocabulary:
    """The words of the synonym list: what a misspelt word may have been when no text has it."""
    return Vocabulary({fold(entry) for group in lists.synonym_groups() for entry in group if entry.isalpha()})


@lru_cache(maxsize=5_000)
def meant(word: str) -> tuple[tuple[str, float], ...]:
    """Everyday words that a word may be a misspelling of, with their likeness, the likest first.

    Empty when the word itself is an everyday word.
    """
    if word in _dictionary() or set(stems(word)) & known_parts():
        return ()
    alike = (pair for pair in _dictionary().alike(word) if pair[1] >= SURE)
    return tuple(sorted(alike, key=lambda pair: (-pair[1], pair[0])))
