"""Ordinary Dutch words, to tell a name on no list from a word: "yurainy" is strange, "buurvrouw" is not.

The words are those of pyspellchecker, read once per process when first needed (about 0.2 s) and kept as sorted
check sums: 0.6 MB. Its commonest words hold hardly any names. Of the rest, which do hold names, only those count that
end like an inflected word ("harkt", "schommels"). A compound of two common words is a word as well. Words that the
package lacks stand in the list `chat`; of those that begin with "aan" it has none.
"""

from __future__ import annotations

import gzip
import re
from array import array
from bisect import bisect_left
from functools import cache
from importlib import resources
from zlib import crc32

from .note import fold
from .rules import RULES

# An entry that was seen used (the count of the others is 50), or one with the ending of an inflected word.
COMMON = re.compile('"([^" ]{2,})": (?:5[1-9]|[6-9][0-9]|[1-9][0-9]{2,})')
PIECE = 64 * 1024  # characters
LONGEST = 40  # letters of a name; also keeps the search for compounds short
INFLECTED = "[bdfghklmnprsvwz]t|[dt]en?|[gk]en|ing|heid|jes?|[ei]er|eur|ist|aar|ster|loog|agoog|icus"
INFLECTED += "|nemer|maker|houder|gever|zetter|drager|legger|snijder|wasser|veger|leider|werker|loper|rijder|keeper"
RARE = re.compile(f'"([^" ]{{2,}}(?:{INFLECTED}))": 50')


@cache
def _tables() -> tuple[array[int], array[int]]:
    """Sorted check sums: of the common words, and of the rare ones with the ending of an inflected word."""
    common, rare = _Sums(), _Sums()
    packed = resources.files("spellchecker").joinpath("resources", "nl.json.gz")
    with packed.open("rb") as file, gzip.open(file, "rt", encoding="utf-8") as text:
        rest = ""
        # A piece at a time: the whole text (13 MB) would teach malloc to keep that much for ever.
        while piece := text.read(PIECE):
            lines, _, rest = (rest + piece).rpartition("\n")
            common.add(COMMON, lines)
            rare.add(RARE, lines)
        common.add(COMMON, rest)
        rare.add(RARE, rest)
    return common.sorted(), rare.sorted()


class _Sums:
    """Check sums in 256 small heaps by their first byte, so that sorting needs no list of them all."""

    def __init__(self) -> None:
        self.heaps = [array("I") for _ in range(256)]

    def add(self, kind: re.Pattern[str], lines: str) -> None:
        """Adds every word of one kind in a piece of the dictionary."""
        for one in kind.finditer(lines):
            number = _sum(fold(one[1]))
            self.heaps[number >> 24].append(number)

    def sorted(self) -> array[int]:
        """All sums in order."""
        table = array("I")
        for heap in self.heaps:
            table.extend(sorted(heap))
        return table


def _sum(word: str) -> int:
    return crc32(word.encode())


def _holds(table: array[int], word: str) -> bool:
    number = _sum(word)
    place = bisect_left(table, number)
    return place < len(table) and table[place] == number


def in_dictionary(form: str) -> bool:
    """Whether a folded word stands in the dictionary as it is."""
    common, rare = _tables()
    return _holds(common, form) or _holds(rare, form)


def strange(form: str) -> bool:
    """Whether a folded word is no Dutch word we know of, and so may be somebody's name."""
    last = form.rsplit("-", maxsplit=1)[-1]  # "qr-code" is as strange as "code"
    if not 3 <= len(last) <= LONGEST or last in RULES.familiar or form in RULES.familiar:
        return False
    if in_dictionary(last) or last.startswith("aan"):
        return False
    if len(last) > 5 and last.endswith(RULES.endings("names", "family_endings")):
        return True
    return not any(_is_compound(last, cut) for cut in range(3, len(last) - 3))


def _is_compound(form: str, cut: int) -> bool:
    """Whether two words meet at `cut`, with or without a linking s, e or n: "speel-tuin", "stad-s-park"."""
    common, rare = _tables()
    head, tail = form[:cut], form[cut:]
    if not (_holds(common, tail) or _holds(rare, tail) or tail in RULES.familiar):
        return False
    if head in RULES.familiar:
        return True
    return _holds(common, head) or (len(head) > 3 and head[-1] in "sen" and _holds(common, head[:-1]))
