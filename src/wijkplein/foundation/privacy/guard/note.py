"""A text made ready for the finders: folded without moving a single offset, cut into words and sentences."""

import re
import unicodedata
from dataclasses import dataclass, field

from .rules import RULES

WORD = re.compile("v(?<![a-z]v)[./]d(?![a-z])|(?:'(?=[tnsk](?![a-z])))?[a-z\u0300-\u036f]+(?:['-][a-z\u0300-\u036f]+)*")
MARK = re.compile("[\u0300-\u036f]")
SENTENCE_END = re.compile("[.!?\n\r\u2026;]")
ABBREVIATIONS = RULES.words("names", "abbreviations")


class _Fold(dict[int, str]):
    """Folds one code point to exactly one other, and remembers it: a table for `str.translate`."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if 0x300 <= code <= 0x36F:
            folded = character
        else:
            base = unicodedata.normalize("NFKD", character)[0].lower()
            folded = base if len(base) == 1 else character
        self[code] = folded
        return folded


_FOLD = _Fold()
_FOLD.update({ord(one): other for one, other in zip(RULES.data["fold"]["from"], RULES.data["fold"]["to"], strict=True)})


def fold(text: str) -> str:
    """Lower case without accents, typographic signs made plain; the result has the same length as the text."""
    return text.lower().translate(_FOLD) if text.isascii() else text.translate(_FOLD)


@dataclass(slots=True)
class Word:
    """One word: where it stands, its folded form, whether its capital says something, and its sentence."""

    start: int
    end: int
    form: str
    capital: bool
    first: bool
    sentence: int
    upper: bool


@dataclass(slots=True)
class Note:
    """A text with its folded twin and its words. `sentences` holds (first word, one past the last word)."""

    text: str
    folded: str = ""
    words: list[Word] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)

    def gap(self, index: int) -> str:
        """What stands between word `index - 1` and word `index` (folded); empty before the first word."""
        return self.folded[self.words[index - 1].end : self.words[index].start] if index else ""

    def joined(self, index: int) -> bool:
        """Whether word `index` follows its predecessor directly, with at most an abbreviation point between."""
        if not 0 < index < len(self.words):
            return False
        before, word = self.words[index - 1], self.words[index]
        if word.start - before.end > 2:
            return False
        gap = self.folded[before.end : word.start]
        return gap == " " or (gap in (". ", ".", "  ") and word.sentence == before.sentence)

    def word_at(self, offset: int) -> int:
        """Index of the first word that starts at or after an offset (binary search)."""
        low, high = 0, len(self.words)
        while low < high:
            middle = (low + high) // 2
            if self.words[middle].start < offset:
                low = middle + 1
            else:
                high = middle
        return low


def _ends_sentence(gap: str, before: Word) -> bool:
    """Whether a gap closes the sentence; the point of "mw." or of an initial does not."""
    if gap == " " or not SENTENCE_END.search(gap):
        return False
    abbreviated = before.form in ABBREVIATIONS or before.end - before.start == 1
    return not (abbreviated and gap.strip(" ") == ".")


def _mute_shouting(note: Note) -> None:
    """In a sentence that is all capitals, a capital is no sign of a name."""
    for first, last in note.sentences:
        words = note.words[first:last]
        if len(words) > 3 and sum(word.upper for word in words) > 0.7 * len(words):
            for word in words:
                word.capital = False


def read(text: str) -> Note:
    """Folds a text and cuts it into words and sentences, in linear time. Any string is accepted."""
    note = Note(text, fold(text))
    begin = 0
    for match in WORD.finditer(note.folded):
        start, end = match.span()
        form = match.group()
        if not form.isascii():
            form = MARK.sub("", form)
        elif form in ("v.d", "v/d"):
            form = "vd"
        new = not note.words or _ends_sentence(note.folded[note.words[-1].end : start], note.words[-1])
        if new and note.words:
            note.sentences.append((begin, len(note.words)))
            begin = len(note.words)
        capital = text[start + (note.folded[start] == "'")].isupper()
        if not capital and form[2:3] == "-" and form[:2] in ("al", "el", "as", "ad"):
            capital = text[start + 3 : start + 4].isupper()  # "al-Hassani"
        upper = capital and end - start > 1 and text[start:end].isupper()
        note.words.append(Word(start, end, form, capital, new, len(note.sentences), upper))
    if note.words:
        note.sentences.append((begin, len(note.words)))
    _mute_shouting(note)
    return note
