"""Findings about where somebody lives or drives: address, house number, postcode, number plate."""

import re
from collections.abc import Iterator

from .note import Note, Word
from .numbers import Span, after_organisation
from .rules import RULES

LETTERS = re.compile("[a-z]+")
PLAIN = re.compile("[^a-z0-9]")
VOWEL = re.compile("[aeiou]")


def addresses(note: Note) -> Iterator[Span]:
    """Street with number, "woont op De Meent 8", "nummer 14" near people, and postcode with number."""
    number = RULES.pattern("house_number")
    for index, word in enumerate(note.words):
        match = number.match(note.folded, word.end)
        street = match and (_is_street(note, index) or _lives_at(note, index))
        if match and street and not _is_year(match.group()) and not _no_house(note, match.end(), index):
            yield "address", note.words[_street_start(note, index)].start, match.end()
    for match in RULES.pattern("number_word").finditer(note.folded):
        if _home_number(note, match):
            yield "address", match.start(), match.end()


def _is_year(number: str) -> bool:
    """For instance "Westerpark 2023" is an event; house numbers between 1900 and 2099 are left to the postcode."""
    digits = number.strip()
    return len(digits) == 4 and digits.isdigit() and digits[:2] in ("19", "20")


def _no_house(note: Note, end: int, index: int) -> bool:
    """Whether the number counts things, or the address is that of an organisation."""
    return _counts_things(note, end, index) or _public_place(note, index)


def _is_street(note: Note, index: int) -> bool:
    """Whether a word is the name of a street: a street's ending and no ordinary word."""
    word = note.words[index]
    if not word.form.endswith(RULES.endings("words", "street_endings")):
        return False
    if word.form in RULES.words("words", "not_streets"):
        capital = word.capital and not word.first
        return capital and not word.form.endswith(("weg", "plein", "pad", "markt", "tuin", "veld", "bos"))
    sure = word.form.endswith(RULES.endings("words", "sure_street_endings"))
    return word.capital or (sure and len(word.form) > 5)


def _lives_at(note: Note, index: int) -> bool:
    """Whether this capital word stands where "woont op ..." or "adres:" expects a street without an ending."""
    word = note.words[index]
    if not word.capital or word.form in RULES.words("words", "not_homes"):
        return False
    near = [other for other in note.words[max(0, index - 5) : index] if other.sentence == word.sentence]
    return any(other.form in RULES.words("words", "lives") for other in near)


def _street_start(note: Note, index: int) -> int:
    """First word of a street's name: "Burgemeester van der Meulenlaan" starts at its first capital."""
    start = index
    for back in range(index - 1, max(-1, index - 5), -1):
        if not note.joined(back + 1):
            break
        word = note.words[back]
        if word.capital and not word.first and word.form not in RULES.words("names", "capitals"):
            if back + 1 < start and word.form in RULES.sure_given:
                break  # "Fatima van Kerkstraat 12": the name is no part of the street
            start = back
        elif word.form not in RULES.words("names", "particles") or word.form == "el":
            break
    before = note.words[start - 1]
    if start == index and note.joined(start) and before.capital and not before.first and before.form in ("de", "het"):
        start -= 1  # "De Meent 8"
    return start


def _counts_things(note: Note, end: int, index: int) -> bool:
    """Whether the number counts things ("in de Kerkstraat 3 bomen") and is no house number."""
    after = note.word_at(end)
    if after >= len(note.words) or note.folded[end : note.words[after].start] != " ":
        return False
    word = note.words[after]
    if word.form in RULES.words("words", "after_address") or word.capital:
        return False
    plural = word.form.endswith(("en", "s")) and len(word.form) > 3
    return plural or word.form in RULES.words("words", "counted")


def _public_place(note: Note, index: int) -> bool:
    """Whether the address is that of an organisation ("buurthuis De Schakel, Kerkstraat 14")."""
    return after_organisation(note, note.words[_street_start(note, index)].start, reach=5)


def _home_number(note: Note, match: re.Match[str]) -> bool:
    """Whether "nummer 14" is a house: not a bus, a counter or a place in a list."""
    index = note.word_at(match.start())
    if index >= len(note.words):
        return False  # a mark without a letter glued to "nummer": no word of ours
    before = note.words[max(0, index - 4) : index]
    if match.group().startswith(("huis", "nummers")):
        return True
    if any(word.form in RULES.words("words", "not_house_numbers") for word in before):
        return False
    sentence = note.sentences[note.words[index].sentence]
    near = {word.form for word in note.words[max(sentence[0], index - 14) : min(sentence[1], index + 14)]}
    return not near.isdisjoint(RULES.house_hints)


def postcodes(note: Note) -> Iterator[Span]:
    """Postcodes; together with a house number they are an address."""
    for match in RULES.pattern("postcode").finditer(note.folded):
        letters = match.group()[-2:]
        raw = note.text[match.end() - 2 : match.end()]
        glued = match.end() - match.start() == 6
        number = RULES.pattern("postcode_number").match(note.folded, match.end())
        named = note.folded[max(0, match.start() - 10) : match.start()].strip(" :").endswith("postcode")
        if letters in ("sa", "sd", "ss") or (
            letters in RULES.words("words", "two_letters") and not (raw.isupper() and (number or named))
        ):
            continue
        if raw.isupper() or glued or number or named:
            if number and not _counts_things(note, number.end(), 0):
                yield "address", match.start(), number.end()
            else:
                yield "postcode", match.start(), match.end()


def plates(note: Note) -> Iterator[Span]:
    """Dutch number plates of every sidecode, with or without dashes, and whatever follows the word "kenteken"."""
    for match in RULES.pattern("plate_context").finditer(note.folded):
        if any(character.isdigit() for character in match.group(1)):
            yield "plate", match.start(1), match.end(1)
    for match in RULES.plate.finditer(note.folded):
        shape = "".join("9" if character.isdigit() else "A" for character in PLAIN.sub("", match.group()))
        if _is_plate(note, match, shape):
            yield "plate", match.start(), match.end()


def _is_plate(note: Note, match: re.Match[str], shape: str) -> bool:
    """Weighs capitals, dashes, vowels and a word like "auto": "90 op 10" and "2024 NL" are no plates."""
    raw, groups = note.text[match.start() : match.end()], LETTERS.findall(match.group())
    index = note.word_at(match.start())
    near: list[Word] = note.words[max(0, index - 6) : index]
    if any(word.form in RULES.words("plates", "words") for word in near):
        return not any(group in RULES.words("words", "two_letters") for group in groups) or raw.isupper()
    if any(group in RULES.words("words", "two_letters") for group in groups):
        return raw.isupper() and match.group().count("-") == 2
    vowels = any(VOWEL.search(group) for group in groups)
    if match.group().count("-") == 2:
        return raw.isupper() or not vowels
    if len(raw) == 6:
        return raw.isupper() and shape not in RULES.words("plates", "glued_needs_context")
    return not vowels and raw.isupper()
