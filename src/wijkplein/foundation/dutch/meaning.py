"""What else people call a thing: synonyms, narrower words, and sayings such as "ik kom niet rond".

A saying is an entry of several words. A text or query that has them all within a few words is treated as if it had
one word more, the saying itself; the lists then say which other words and sayings mean the same.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from wijkplein.foundation.dutch import lists
from wijkplein.foundation.dutch.folding import fold
from wijkplein.foundation.dutch.stemming import stems

# Words that make no difference inside a saying: met mijn hond wandelen, met de hond wandelen.
_LIGHT = frozenset(["de", "het", "een", "mijn", "je", "jouw", "zijn", "ons", "onze", "uw", "m'n"])
_SLACK = 2  # other words that may stand between those of a saying


_Table = dict[str, tuple[tuple[str, ...], ...]]  # stem or saying -> the groups it leads to


@dataclass(frozen=True, slots=True)
class Saying:
    """Several words that mean something together: their stems, and `name`, the stem the saying itself has."""

    stems: frozenset[str]
    name: str


@dataclass(frozen=True, slots=True)
class _Thesaurus:
    same: _Table
    wider: _Table
    sayings: dict[str, tuple[Saying, ...]]  # by the stem that stands in the fewest sayings


def _saying(entry: str) -> Saying:
    parts = frozenset(_stem(word) for word in entry.split() if word not in _LIGHT)
    return Saying(parts, " ".join(sorted(parts)))


def _stem(word: str) -> str:
    return stems(fold(word).replace("-", ""))[0]


def _name(entry: str) -> str:
    return _saying(entry).name if " " in entry else _stem(entry)


def _by_rarest(sayings: Iterable[Saying]) -> dict[str, tuple[Saying, ...]]:
    found = sorted(set(sayings), key=lambda saying: saying.name)
    common = Counter(stem for saying in found for stem in saying.stems)
    table: dict[str, tuple[Saying, ...]] = {}
    for saying in found:
        rarest = min(saying.stems, key=lambda stem: (common[stem], stem))
        table[rarest] = (*table.get(rarest, ()), saying)
    return table


@cache
def _thesaurus() -> _Thesaurus:
    same, wider = [(group, group) for group in lists.synonym_groups()], lists.wider_words()
    entries = dict.fromkeys(entry for pair in (*same, *wider) for entry in chain(*pair))
    names = {entry: _name(entry) for entry in entries}
    said = (_saying(entry) for entry in entries if " " in names[entry])
    return _Thesaurus(_table(same, names), _table(wider, names), _by_rarest(said))


def _table(pairs: Iterable[tuple[Sequence[str], Sequence[str]]], names: Mapping[str, str]) -> _Table:
    """Who asks for one of the first half of a pair finds all of the second half."""
    table: dict[str, tuple[tuple[str, ...], ...]] = {}
    for keys, members in pairs:
        found = tuple(dict.fromkeys(names[member] for member in members))
        for key in dict.fromkeys(names[key] for key in keys):
            table[key] = (*table.get(key, ()), found)
    return table


def synonyms(names: Iterable[str]) -> Iterator[str]:
    """The stems and sayings that mean the same as these, themselves included when they stand in a list."""
    table = _thesaurus().same
    return (other for name in names for group in table.get(name, ()) for other in group)


def narrower(names: Iterable[str]) -> Iterator[str]:
    """The stems and sayings for kinds of what these name, and what means the same as those sayings.

    Not what means the same as a single word: many have a second meaning (inloop), and that is a step too far.
    """
    table = _thesaurus().wider
    kinds = {other for name in names for group in table.get(name, ()) for other in group}
    yield from kinds
    yield from synonyms(kind for kind in kinds if " " in kind)


def sayings(words: Sequence[str]) -> Iterator[Saying]:
    """The sayings in the words of a text, stop words included; in whatever order, as Dutch verbs move about."""
    said = [stems(word.replace("-", "")) for word in words if word not in _LIGHT]
    by_rarest = _thesaurus().sayings
    for place, here in enumerate(said):
        for stem in here:
            for saying in by_rarest.get(stem, ()):
                if _said_around(said, place, saying.stems):
                    yield saying


def _said_around(said: Sequence[Sequence[str]], place: int, wanted: frozenset[str]) -> bool:
    """Whether all of these stems stand together somewhere around `place`."""
    reach = len(wanted) + _SLACK
    if not wanted.issubset(chain.from_iterable(said[max(0, place - reach + 1) : place + reach])):
        return False
    starts = range(max(0, place - reach + 1), place + 1)
    return any(wanted.issubset(chain.from_iterable(said[start : start + reach])) for start in starts)
