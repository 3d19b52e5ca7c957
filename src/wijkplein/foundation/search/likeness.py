"""How alike two misspelt words are: trigrams to find candidates, letters moved to judge them."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import nlargest
from itertools import product

# One spelling for sounds that Dutch writes in more than one way.
_SOUNDS = (
    (re.compile("ij|ei|y"), "y"),
    (re.compile("ou"), "au"),
    (re.compile("sch"), "sg"),
    (re.compile("ch"), "g"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("c"), "k"),
    (re.compile("qu"), "kw"),
    (re.compile("ph"), "f"),
    (re.compile("th"), "t"),
    (re.compile("x"), "ks"),
    (re.compile("z"), "s"),
    (re.compile("v"), "f"),
    (re.compile("ie"), "i"),
    (re.compile("eau"), "o"),
    (re.compile("dt?$"), "t"),
    (re.compile(r"(.)\1+"), r"\1"),
)
SHORTEST = 4
LONG = 8  # letters from which two slips are forgiven
LEAST_SHARED = 0.1
MOST_JUDGED = 60  # candidates looked at letter by letter, those with most trigrams in common first


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """A rough spelling by ear: kado and cadeau, apparaat and aparaat come out alike."""
    for pattern, letters in _SOUNDS:
        word = pattern.sub(letters, word)
    return word


def trigrams(word: str) -> frozenset[str]:
    """The trigrams of a word, with its begin and end marked by a space."""
    padded = f" {word} "
    return frozenset(padded[n : n + 3] for n in range(len(padded) - 2))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared trigrams as part of all trigrams, 0 to 1."""
    return len(one & other) / len(one | other) if one or other else 0.0


def distance(one: str, other: str, most: int) -> int:
    """Letters to add, drop, change or swap to get from `one` to `other`; `most` + 1 when there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def likeness(word: str, other: str) -> float:
    """0 when `other` cannot be a slip of the pen for `word`, else above 0.5 up to 1."""
    if min(len(word), len(other)) < SHORTEST:
        return 0.0
    if sound(word) == sound(other):
        return 0.95
    allowed = 1 if len(word) < LONG else 2
    moved = distance(word, other, allowed)
    if moved > allowed or (len(word) < 6 and len(word) == len(other) and sorted(word) != sorted(other)):
        return 0.0  # in a short word another letter is another word: boot, boor
    return 0.9 - 0.15 * moved


class Vocabulary:
    """Words by trigram, to look up what somebody may have meant."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word for word in words if word.isalpha())  # a number has no slips
        self._by_trigram: dict[str, set[str]] = {}
        self._by_size: dict[tuple[str, int], set[str]] = {}  # also by length: a slip changes it by two at most
        for word in self._words:
            for trigram in trigrams(word):
                self._by_trigram.setdefault(trigram, set()).add(word)
                self._by_size.setdefault((trigram, len(word)), set()).add(word)

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def alike(self, word: str) -> Iterator[tuple[str, float]]:
        """Known words that `word` may be a misspelling of, with their likeness."""
        own = trigrams(word) if word.isalpha() else frozenset()
        shared: dict[str, int] = {}
        reach = 1 if len(word) < LONG else 2
        for place in product(own, range(len(word) - reach, len(word) + reach + 1)):
            for other in self._by_size.get(place, ()):
                shared[other] = shared.get(other, 0) + 1
        for count, other in nlargest(MOST_JUDGED, ((count, other) for other, count in shared.items())):
            if other == word or count / (len(own) + len(other) - count) < LEAST_SHARED:
                continue
            if (like := likeness(word, other)) > 0:
                yield other, like

    def containing(self, stem: str) -> Iterator[str]:
        """Known words that begin or end with `stem` (at least four letters) and have three letters more."""
        if len(stem) < SHORTEST:
            return
        inner = [stem[n : n + 3] for n in range(len(stem) - 2)]
        found = set.intersection(*(self._by_trigram.get(trigram, set()) for trigram in inner))
        for word in found:
            if len(word) >= len(stem) + 3 and (word.startswith(stem) or word.endswith(stem)):
                yield word
