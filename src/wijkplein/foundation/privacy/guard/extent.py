"""Where a P4 finding begins and ends: "in de schuldsanering", "hepatitis C", "bekeerd tot de islam"."""

import re

from .note import Note
from .rules import RULES

COUNT = re.compile("(?:(?<![0-9])[0-9]{1,3} )?$")
FARTHEST = 5  # words before the P4 word that may belong to it
ADJECTIVE = ("ige", "ische", "se", "ele", "ale", "aide", "ieve", "chte", "aire")
OWN = frozenset(("de", "het", "een", "haar", "zijn", "mijn", "hun", "ons", "onze", "d'r", "z'n", "m'n", "mn", "je"))


def phrase(note: Note, index: int) -> tuple[int, int]:
    """First and last word of a run like "aan de drank" that has this word in it; twice `index` when there is none."""
    for offset, parts in RULES.sensitive_phrases.get(note.words[index].form, ()):
        start = index - offset
        if start < 0 or start + len(parts) > len(note.words):
            continue
        if all(_same(note.words[start + at].form, part) for at, part in enumerate(parts)):
            return start, start + len(parts) - 1
    return index, index


def _same(form: str, part: str) -> bool:
    """Whether a word fits its place in a phrase; a star stands for an article or a possessive."""
    return form in OWN if part == "*" else form == part


def first_word(note: Note, start: int) -> int:
    """First word of a finding: with the adjectives and "in de" before it, and "stemt", "gekort"."""
    for _ in range(FARTHEST):
        if not note.joined(start):
            break
        form = note.words[start - 1].form
        if not (form in RULES.leading or (form.endswith(ADJECTIVE) and form not in RULES.familiar)):
            break
        start -= 1
    return start


def first_offset(note: Note, start: int) -> int:
    """Where a finding begins; a number before "maanden zwanger" belongs to it."""
    offset = note.words[first_word(note, start)].start
    return offset - len(COUNT.search(note.folded[max(0, offset - 4) : offset])[0])  # type: ignore[index]  # always matches


def last_word(note: Note, index: int) -> int:
    """Last word of a finding: "hepatitis C", "bekeerd tot de islam", "psychische klachten"."""
    end = index
    if note.words[index].form in RULES.words("sensitive", "figurative") and note.joined(index + 2):
        of = index + 2 + (note.words[index + 2].form in OWN and note.joined(index + 3))
        return of if note.words[of].form in RULES.words("sensitive", "literal") else index
    while note.joined(end + 1) and end < index + 3:
        following = note.words[end + 1]
        if following.form == "van" and note.joined(end + 2) and note.words[end + 2].form in RULES.sensitive_forms:
            return end + 2  # "het syndroom van Korsakov"
        single = len(following.form) == 1 and following.capital
        named = following.capital and note.words[end].capital
        noun = end == index and note.words[end].form.endswith(("ische", "elijke", "uele")) and len(following.form) > 3
        if not (single or named or noun or following.form in RULES.words("sensitive", "tails")):
            break
        end += 1
    return end
