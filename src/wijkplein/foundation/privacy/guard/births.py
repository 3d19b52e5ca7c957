"""Dates of birth: after "geboren" in every notation, "is van 1938", and a birthday without a year."""

import re
from collections.abc import Iterator

from .note import Note, Word
from .numbers import GROUP, Span
from .rules import RULES

BORN_OF = (("is", "van"), ("ben", "van"), ("is", "uit"), ("ben", "uit"))
CODES = ("nummer", "nr", "code", "order")
TURNING = ("jarig", "verja", "gebo", "word", "werd")  # without one of these a day is no birthday
OLDEST, YOUNGEST = 1900, 2012  # without a word like "geboren", later years are dates of today's events


def birth_dates(note: Note) -> Iterator[Span]:
    """Dates after words like "geboren", and full dates with an old year that are no piece of history."""
    for key in ("date_numeric", "date_words"):
        for match in RULES.pattern(key).finditer(note.folded):
            year = _year(match.group())
            old = OLDEST <= year <= YOUNGEST or (year == 1 and _long_ago(match.group()))
            if year and (_born(note, match) or (old and not _history(note, match))):
                yield "birth_date", match.start(), match.end()
    for match in RULES.pattern("date_glued").finditer(note.folded):
        yield "birth_date", match.start(1), match.end(1)
    for key in ("birthday", "feast") if any(word in note.folded for word in TURNING) else ():
        for match in RULES.pattern(key).finditer(note.folded):
            if _birthday(note, match):
                yield "birth_date", match.start(), match.end()
    yield from _years(note)
    yield from _runs(note)


def _years(note: Note) -> Iterator[Span]:
    """A year, with the month or the feast before it: "geboren in 1938", "is van juni 1947"."""
    for match in RULES.pattern("year_only").finditer(note.folded):
        start = _with_day(note, match.start())
        born = _born(note, match, reach=5, own_words=RULES.words("dates", "born_year"))
        if born or _of_that_year(note, note.word_at(start)):
            yield "birth_date", start, match.end()


def _runs(note: Note) -> Iterator[Span]:
    """Eight digits that are a day of the last century: "16031971"; not after "ordernummer"."""
    for match in RULES.pattern("date_run").finditer(note.folded):
        index, digits = note.word_at(match.start()), match.group()
        if digits[:2] in ("19", "20") and int(digits[2:4]) > 12:
            digits = digits[6:] + digits[4:6]
        coded = any(word.form.endswith(CODES) for word in note.words[max(0, index - 2) : index])
        if not coded and 1 <= int(digits[:2]) <= 31 and 1 <= int(digits[2:4]) <= 12:
            yield "birth_date", match.start(), match.end()


def _with_day(note: Note, start: int) -> int:
    """Where a date begins whose year or month was found: "eerste kerstdag 1990", "zesde juni 1947"."""
    index, words = note.word_at(start), RULES.words("dates", "before_year")
    if index > 1 and note.words[index - 1].form == "van" and note.words[index - 2].form in words:
        index -= 1  # "de zomer van 1951"
        start = note.words[index].start
    first = index
    while first and note.words[first - 1].form in words and note.folded[note.words[first - 1].end : start] == " ":
        first -= 1
        start = note.words[first].start
    return start


def _of_that_year(note: Note, index: int) -> bool:
    """Whether somebody "is van 1938": the subject is a person, and it is no thing of his."""
    if index and note.words[index - 1].form in ("bouwjaar", "bj", "lichting"):
        near = {word.form for word in note.words[max(0, index - 8) : index + 5]}
        vehicle = near & (RULES.words("plates", "words") | {"huis", "woning"})
        return not vehicle and (index == 1 or not near.isdisjoint(RULES.words("dates", "subject")))
    if index < 2 or (note.words[index - 2].form, note.words[index - 1].form) not in BORN_OF:
        return index > 1 and _of_that_year_apart(note, index)
    return _says_who(note, index - 3) or note.words[index - 2].form == "ben"


def _of_that_year_apart(note: Note, index: int) -> bool:
    """The same with words between: "we zijn allebei van 1956", "ben zelf uit 1949", "is bouwjaar 1947"."""
    words = [word.form for word in note.words[max(0, index - 4) : index]]
    being = next((at for at, form in enumerate(words[:-1]) if form in ("is", "ben", "zijn", "was", "bent")), -1)
    if being < 0 or words[-1] not in ("van", "uit", "bouwjaar", "lichting"):
        return False
    between = words[being + 1 : -1]
    plain = all(
        form in ("allebei", "zelf", "ook", "nog", "beiden", "al", "ik", "hij", "zij", "van") for form in between
    )
    return plain and (
        words[being] in ("ben", "bent") or (being > 0 and words[being - 1] in RULES.words("dates", "subject"))
    )


def _says_who(note: Note, index: int) -> bool:
    """Whether this word, or the title before it, is a person: "hij", "mevrouw Bos"."""
    if index < 0:
        return False
    before = note.words[index - 1].form if note.joined(index) else ""
    persons = RULES.words("dates", "subject")
    return note.words[index].form in persons or before in persons or note.words[index].form in RULES.sure_given


def _birthday(note: Note, match: re.Match[str]) -> bool:
    """Whether a day without a year is a person's birthday, not that of a club."""
    index, after = note.word_at(match.start()), note.word_at(match.end())
    if not note.words:
        return False
    sentence = note.words[min(max(index - 1, 0), len(note.words) - 1)].sentence
    near = [one for one in note.words[max(0, index - 7) : after + 6] if one.sentence == sentence]
    forms = {one.form for one in near}
    if forms.isdisjoint(RULES.words("dates", "birthday")) and not _turns(note, match, near):
        return False
    club = RULES.words("words", "organisation") | RULES.words("dates", "history")
    named = any(one.form in RULES.sure_given and one.capital for one in near)
    noted = near[0].first and near[0].form in ("jarig", "verjaardag", "wordt")  # "jarig op 6 juni"
    noted = noted or "geboren" in forms
    return forms.isdisjoint(club) and (named or noted or not forms.isdisjoint(RULES.persons))


def _turns(note: Note, match: re.Match[str], near: list[Word]) -> bool:
    """Whether somebody becomes an age that day: "wordt op 8 maart negentig"."""
    turning = any(one.form in ("wordt", "word", "werd") for one in near)
    return turning and RULES.pattern("becomes").match(note.folded, match.end()) is not None


def _year(date: str) -> int:
    """The year of a written date; two digits are read as 19xx; 0 when day or month cannot be."""
    parts = [int(part) for part in GROUP.findall(date)]
    if len(parts) == 3 and parts[0] > 999:
        parts.reverse()
    if len(parts) == 3 and not (1 <= parts[0] <= 31 and 1 <= parts[1] <= 12):
        return 0
    if not 1 <= parts[0] <= 31 and len(parts) == 2:
        return 0
    # Two digits only count together with a word like "geboren": 1 is not in OLDEST..YOUNGEST.
    return parts[-1] if parts[-1] > 99 else 1


def _long_ago(date: str) -> bool:
    """Whether a year of two digits can only be of the last century: "3-5-51"."""
    parts = re.split("[-/]", date)
    return len(parts) == 3 and len(parts[2].strip(" '")) == 2 and int(parts[2].strip(" '")) >= 30


def _born(note: Note, match: re.Match[str], reach: int = 5, own_words: frozenset[str] | None = None) -> bool:
    """Whether a word of birth stands just before the date, or right after it, in the same sentence."""
    words = own_words or RULES.words("dates", "born")
    index = note.word_at(match.start())
    after = note.word_at(match.end())
    near = note.words[max(0, index - reach) : index] + note.words[after : after + (3 if own_words else 2)]
    if own_words is None and index > 1 and (note.words[index - 2].form, note.words[index - 1].form) in BORN_OF:
        return True  # "hij is van 8/6/62"
    of_child = index > 1 and note.words[index - 1].form == "van"
    if own_words is None and of_child and note.words[index - 2].form in RULES.persons_of_age:
        return True  # "zoontje van 3-5-2019"
    beside = own_words is None and index > 0 and note.folded[note.words[index - 1].end : match.start()] in (", ", " (")
    if beside and note.words[index - 1].form in RULES.related:
        return True  # "mijn zoontje, 10-02-2019"
    return any(word.form in words for word in near)


def _history(note: Note, match: re.Match[str]) -> bool:
    """Whether the sentence tells of the past of a place: then an old date belongs to nobody."""
    if match.group() in RULES.data["dates"]["known"].split(","):
        return True
    index = min(note.word_at(match.start()), len(note.words) - 1)
    if index < 0:
        return False
    history = RULES.words("dates", "history")
    return any(word.form in history for word in note.words[max(0, index - 12) : index + 12])
