"""How alike two misspelt words are: trigrams to find candidates, letters moved to judge them."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise

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


# One letter for another is a slip when they sound alike or lie side by side on the keyboard.
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_ALIKE = (
    "ae",
    "ai",
    "ao",
    "au",
    "ei",
    "eo",
    "eu",
    "io",
    "iu",
    "ou",
    "iy",
    "ij",
    "jy",
    "dt",
    "bp",
    "fv",
    "sz",
    "ck",
    "cs",
    "gh",
    "mn",
)


def _neighbours() -> frozenset[str]:
    beside = [row[n : n + 2] for row in _ROWS for n in range(len(row) - 1)]
    below = [
        pair
        for upper, lower in pairwise(_ROWS)
        for n, letter in enumerate(lower)
        for pair in (upper[n] + letter, upper[n + 1 : n + 2] + letter)
    ]
    return frozenset(pair for near in (*_ALIKE, *beside, *below) for pair in (near, near[::-1]))


_NEAR = _neighbours()


@lru_cache(maxsize=5_000)
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
    """Letters to add, drop, change or swap to get from `one` to `other`; `most` + 1 when there are more.

    Changing a letter into one that nobody takes for it counts as two.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            other_letter = 0 if a == b else 1 if a + b in _NEAR else 2
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + other_letter)
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def _may_begin(word: str, other: str) -> bool:
    """Whether the first letters can be meant for each other: nobody misses that one (brood, rood)."""
    first = word[0] + other[0]
    alike = word[0] == other[0] or first in _ALIKE or first[::-1] in _ALIKE or sound(word)[0] == sound(other)[0]
    return alike or word[:2] == other[1::-1]


def likeness(word: str, other: str) -> float:
    """0 when `other` cannot be a slip of the pen for `word`, else above 0.5 up to 1."""
    if min(len(word), len(other)) < SHORTEST:
        return 0.0
    if sound(word) == sound(other):
        return 0.95
    if word[:-1] == other and word[-1] in "aiou":
        return 0.0  # a name (Hengelo, Andrea) rather than a slip
    if not _may_begin(word, other):
        return 0.0
    allowed = 1 if len(word) < LONG else 2
    moved = distance(word, other, allowed)
    if moved > allowed or (len(word) < 6 and len(word) == len(other) and sorted(word) != sorted(other)):
        return 0.0  # in a short word another letter is another word: boot, boor
    return 0.9 - 0.15 * moved


def _by_length(word: str) -> tuple[int, str]:
    return len(word), word


class Vocabulary:
    """Words by trigram, to look up what somebody may have meant.

    They stand sorted by length: a slip changes it by two at most, so of each trigram one stretch is enough.
    """

    def __init__(self, words: Iterable[str]) -> None:
        known = {word for word in words if word.isalpha()}  # a number has no slips
        self._words = tuple(sorted(known, key=_by_length))
        self._places: dict[str, array[int]] = {}
        for place, word in enumerate(self._words):
            for trigram in trigrams(word):
                self._places.setdefault(trigram, array("I")).append(place)

    def __contains__(self, word: str) -> bool:
        place = bisect_left(self._words, _by_length(word), key=_by_length)
        return self._words[place : place + 1] == (word,)

    def alike(self, word: str) -> Iterator[tuple[str, float]]:
        """Known words that `word` may be a misspelling of, with their likeness."""
        own = trigrams(word) if word.isalpha() else frozenset()
        reach = 1 if len(word) < LONG else 2
        first = bisect_left(self._words, len(word) - reach, key=len)
        last = bisect_right(self._words, len(word) + reach, key=len)
        shared: Counter[int] = Counter()
        for places in filter(None, map(self._places.get, own)):
            shared.update(places[bisect_left(places, first) : bisect_left(places, last)])
        for count, place in nlargest(MOST_JUDGED, ((count, place) for place, count in shared.items())):
            other = self._words[place]
            if other == word or count / (len(own) + len(other) - count) < LEAST_SHARED:
                continue
            if (like := likeness(word, other)) > 0:
                yield other, like

    def containing(self, stem: str) -> Iterator[str]:
        """Known words that begin or end with `stem` (at least four letters) and have three letters more."""
        if len(stem) < SHORTEST:
            return
        inner = [stem[n : n + 3] for n in range(len(stem) - 2)]
        for place in set.intersection(*(set(self._places.get(trigram, ())) for trigram in inner)):
            word = self._words[place]
            if len(word) >= len(stem) + 3 and (word.startswith(stem) or word.endswith(stem)):
                yield word
