"""Which lists a single word belongs to: exact, by its beginning, by its end, by its sound, or one slip away."""

from collections.abc import Iterable
from functools import lru_cache

from wijkplein.foundation.privacy.divert.folding import sound

_LONGEST = 28  # letters looked at; longer words are judged by their beginning and end
_MIN_SOUND = 5  # shorter words sound like too many others
_MIN_SLIP = 7  # one wrong letter is only forgiven in longer words
_REMEMBERED = 5_000  # words of texts whose lists are kept at hand

Lists = frozenset[str]
_NONE: Lists = frozenset()


class Lexicon:
    """Word patterns and the names they stand for.

    A pattern is a word ("man"), a beginning ("verdacht*") or an end ("*busje"). `never` holds patterns
    of ordinary words that must not be taken for a misspelling ("verwacht*"). Names in `strict` are only
    given for words spelled right: what makes a text innocent must really stand there.
    """

    def __init__(self, entries: Iterable[tuple[str, str]], never: Iterable[str], strict: Lists = frozenset()) -> None:
        self._strict = strict
        self._exact: dict[str, Lists] = {}
        self._begin: dict[str, Lists] = {}
        self._end: dict[str, Lists] = {}
        self._sound_exact: dict[str, Lists] = {}
        self._sound_begin: dict[str, Lists] = {}
        self._slips: dict[str, tuple[tuple[str, bool], ...]] = {}
        self._shared: dict[Lists, Lists] = {}  # most words stand in one list: one set serves them all
        self._never_exact = {word for word in never if not word.endswith("*")}
        self._never_begin = tuple(word[:-1] for word in never if word.endswith("*"))
        for pattern, name in entries:
            self._add(pattern, name)
        self._begin_sizes = sorted({len(stem) for stem in self._begin})
        self._end_sizes = sorted({len(tail) for tail in self._end})
        self._sound_sizes = sorted({len(stem) for stem in self._sound_begin})
        self.lists = lru_cache(maxsize=_REMEMBERED)(self._lists)
        self.pasted = lru_cache(maxsize=_REMEMBERED)(self._pasted)

    def _add(self, pattern: str, name: str) -> None:
        if "*" in pattern[1:-1] or pattern in ("", "*"):
            raise ValueError(f"a star stands at the beginning or the end of a word, not in {pattern!r}")
        if pattern.startswith("*"):
            self._put(self._end, pattern[1:], name)
            return
        is_begin = pattern.endswith("*")
        word = pattern.rstrip("*")
        self._put(self._begin if is_begin else self._exact, word, name)
        if name in self._strict:
            return
        if len(word) >= _MIN_SOUND + is_begin:
            heard = sound(word + "e")[:-1] if is_begin else sound(word)
            self._put(self._sound_begin if is_begin else self._sound_exact, heard, name)
        # Parts of phrases (names with "=") are common words: one slip away stands another common word.
        if len(word) >= _MIN_SLIP and not name.startswith("="):
            right = (word, is_begin)
            for short in (word, *_without_one(word)):
                if right not in (others := self._slips.get(short, ())):
                    self._slips[short] = (*others, right)

    def _put(self, table: dict[str, Lists], word: str, name: str) -> None:
        names = table.get(word, _NONE) | {name}
        table[word] = self._shared.setdefault(names, names)

    def _pasted(self, word: str) -> Lists:
        """For a word pasted together from two: no misspellings, and at most four letters after a beginning."""
        found = set(self._exact.get(word, ()))
        for size in range(max(_MIN_SOUND, len(word) - 4), len(word) + 1):
            found |= self._begin.get(word[:size], _NONE)
        return frozenset(found)

    def _lists(self, word: str) -> Lists:
        """All names the word stands for; the nearest way of matching that gives any wins."""
        word = word if len(word) <= _LONGEST else word[: _LONGEST // 2] + word[-_LONGEST // 2 :]
        found = self._plainly(word)
        if found or len(word) < _MIN_SOUND or self._is_ordinary(word):
            return frozenset(found)
        return frozenset(self._by_sound(word) or self._one_slip(word)) or _NONE

    def _plainly(self, word: str) -> set[str]:
        found = set(self._exact.get(word, ()))
        for size in self._begin_sizes:
            if size > len(word):
                break
            found |= self._begin.get(word[:size], _NONE)
        for size in self._end_sizes:
            if size > len(word):
                break
            found |= self._end.get(word[-size:], _NONE)
        return found

    def _is_ordinary(self, word: str) -> bool:
        return word in self._never_exact or word.startswith(self._never_begin)

    def _by_sound(self, word: str) -> set[str]:
        heard = sound(word)
        found = set(self._sound_exact.get(heard, ()))
        for size in self._sound_sizes:
            if size > len(heard):
                break
            found |= self._sound_begin.get(heard[:size], _NONE)
        return found

    def _one_slip(self, word: str) -> set[str]:
        if len(word) < _MIN_SLIP - 1:
            return set()
        found: set[str] = set()
        for size in range(_MIN_SLIP - 1, min(len(word), 14) + 1):
            part = word[:size]
            for short in (part, *_without_one(part)):
                for right, is_begin in self._slips.get(short, ()):
                    if (is_begin or size == len(word)) and _is_one_slip(part, right):
                        found |= (self._begin if is_begin else self._exact)[right] - self._strict
        return found

    def inside(self, blob: str) -> list[str]:
        """Words of the lexicon in letters without spaces, longest first from left to right."""
        found: list[str] = []
        start = 0
        while start < len(blob):
            sizes = range(min(14, len(blob) - start), 2, -1)
            word = next((blob[start : start + n] for n in sizes if self._is_whole(blob[start : start + n])), "")
            if word:
                found.append(word)
            start += len(word) or 1
        return found

    def _is_whole(self, word: str) -> bool:
        return word in self._exact or word in self._begin


def _without_one(word: str) -> list[str]:
    """The word with each letter after the first left out: people seldom get the first letter wrong."""
    return [word[:i] + word[i + 1 :] for i in range(1, len(word))]


def _is_one_slip(typed: str, right: str) -> bool:
    """One letter missing, extra, wrong, or two neighbours swapped (Damerau distance 1)."""
    if typed == right or abs(len(typed) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(right)) and typed[start] == right[start]:
        start += 1
    a, b = typed[start:], right[start:]
    if len(a) != len(b):
        return a[1:] == b if len(a) > len(b) else a == b[1:]
    return a[1:] == b[1:] or (a[2:] == b[2:] and a[:2] == b[1::-1])
