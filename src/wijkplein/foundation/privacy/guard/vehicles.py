"""Findings about what somebody drives: number plates of the Netherlands and of the countries around."""

import re
from collections.abc import Iterator

from .lexicon import in_dictionary
from .note import Note, Word
from .numbers import Span
from .rules import RULES

LETTERS = re.compile("[a-z]+")
PLAIN = re.compile("[^a-z0-9]")
VOWEL = re.compile("[aeiou]")


def plates(note: Note) -> Iterator[Span]:
    """Dutch number plates of every sidecode, with or without dashes, and whatever follows the word "kenteken"."""
    for match in RULES.pattern("plate_context").finditer(note.folded):
        if any(character.isdigit() for character in match.group(1)):
            yield "plate", match.start(1), match.end(1)
    for match in RULES.pattern("plate_foreign").finditer(note.folded):
        if note.text[match.start(1)].isupper() or note.text[match.start(1)].isdigit():
            yield "plate", match.start(1), match.end(1)
    for match in RULES.pattern("plate_any").finditer(note.folded):
        raw = note.text[match.start() : match.end()]
        if raw.isupper() and any(character.isdigit() for character in raw):
            yield "plate", match.start(), match.end()
    for match in RULES.plate.finditer(note.folded):
        shape = "".join("9" if character.isdigit() else "A" for character in PLAIN.sub("", match.group()))
        if _is_plate(note, match, shape):
            yield "plate", match.start(), match.end()


def _is_plate(note: Note, match: re.Match[str], shape: str) -> bool:
    """Weighs capitals, dashes, vowels and a word like "auto": "90 op 10" and "2024 NL" are no plates."""
    raw, groups = note.text[match.start() : match.end()], LETTERS.findall(match.group())
    index = note.word_at(match.start())
    after = note.word_at(match.end())
    near: list[Word] = note.words[max(0, index - 6) : index] + note.words[after : after + 4]
    if any(word.form in RULES.words("plates", "words") for word in near):
        mixed = len(groups) > 1 and match.group().count(" ") == 2
        return mixed or raw.isupper() or not any(group in RULES.words("words", "two_letters") for group in groups)
    if all(group in RULES.words("words", "two_letters") for group in groups):
        return raw.isupper() and match.group().count("-") == 2
    vowels = any(VOWEL.search(group) for group in groups)
    if match.group().count("-") == 2:
        return raw.isupper() or not (vowels and any(in_dictionary(group) for group in groups))
    if len(raw) == 6:
        return (raw.isupper() or not vowels) and shape not in RULES.words("plates", "glued_needs_context")
    known = any(group in RULES.familiar or group in RULES.words("words", "two_letters") for group in groups)
    odd = "999" in shape or "AAA" in shape  # "wie is van hx 928 k"
    return not vowels and (raw.isupper() or (odd and not known and match.group().count(" ") == 2))
