"""Findings of names: listed names of every origin, and unknown ones by what stands around them (PR6).

No list holds every name, so a word with a capital counts as soon as its neighbours say that it is a person.
Names that are an ordinary word ("Roos", "Bos") always need such a second sign.
"""

from collections.abc import Iterator

from .note import Note, Word
from .numbers import Span
from .rules import RULES
from .surroundings import (
    after_introducer,
    after_title,
    before_verb,
    beside_person,
    from_place,
    is_thing,
    says_person,
)

LONGEST = 7


def names(note: Note) -> Iterator[Span]:
    """Every name of a person, with the family name and "van der" that belong to it."""
    found: dict[int, int] = {}
    index = 0
    while index < len(note.words):
        skip = is_thing(note, index)
        if skip:
            index += skip
            continue
        end = _name_end(note, index)
        if end > index:
            found[index] = end
            index = end
        else:
            index += 1
    _add_company(note, found)
    for start, end in sorted(found.items()):
        yield "name", note.words[start].start, _trimmed(note, end - 1)


def _trimmed(note: Note, index: int) -> int:
    """End of a name without the "'s" of possession."""
    word = note.words[index]
    return word.end - 2 if word.form.endswith("'s") else word.end


def _name_end(note: Note, index: int) -> int:
    """One past the last word of the name that starts here; `index` itself when there is none."""
    word = note.words[index]
    titled = after_title(note, index)
    if not (titled or word.capital or bare(word.form) in RULES.sure_given):
        return index
    end = run(note, index, titled)
    if end == index or not _is_person(note, index, end, titled):
        return index
    after = note.words[end].form if note.joined(end) else ""
    return index if not titled and after in RULES.words("places", "after_things") else end


def _is_person(note: Note, index: int, end: int, titled: bool) -> bool:
    """Whether list, title, shape or surroundings say that this run of words is a person."""
    word = note.words[index]
    form = bare(word.form)
    if titled:
        return True
    if known(form, RULES.sure_given):
        return word.capital or (len(form) > 3 and form not in RULES.words("names", "never_lower"))
    if not word.capital or from_place(note, index) or _has_article(note, index):
        return False
    listed = form in RULES.ordinary and (form in RULES.given or form in RULES.family)
    return _whole_name(note, index, end, listed) or (nameable(word) and _fits(note, index, end, listed))


def _whole_name(note: Note, index: int, end: int, listed: bool) -> bool:
    """Whether the run itself shows a person: initials with a name, or a family name further on."""
    if _initials(note, index) and note.words[end - 1].end - note.words[end - 1].start > 1:
        return True
    return end - index > 1 and (listed or not note.words[index].first) and _family_within(note, index, end)


def _fits(note: Note, index: int, end: int, listed: bool) -> bool:
    """Whether a single capital word is a person by list, by shape or by what stands around it."""
    form = bare(note.words[index].form)
    if form in RULES.words("names", "particles"):
        return False
    if form in RULES.sure_family or _shaped(form):
        return True
    if after_introducer(note, index) or beside_person(note, index, end, listed and form in RULES.given):
        return True
    return before_verb(note, index, end, listed) or says_person(note, end)


ARTICLES = frozenset(("de", "het", "een", "'t", "onze", "ons", "dit", "deze"))


def _has_article(note: Note, index: int) -> bool:
    """With an article a capital word is a house or a club: "De Roos", "het Anker"."""
    return note.joined(index) and note.words[index - 1].form in ARTICLES


def bare(form: str) -> str:
    """A word without possession: "fatima's" is "fatima", "jans" stays for `known` to settle."""
    return form[:-2] if form.endswith("'s") else form


def known(form: str, where: frozenset[str]) -> bool:
    """Whether a name, or the first half of a double name, or the name before a possessive s, is listed."""
    if form in where:
        return True
    if "-" in form:
        return form.split("-", maxsplit=1)[0] in where
    return form.endswith("s") and len(form) > 4 and form[:-1] in where and form not in RULES.ordinary


def _shaped(form: str) -> bool:
    """Whether a word ends as only family names do ("-stra", "-oglu", "-enko")."""
    return len(form) > 5 and form.endswith(RULES.endings("names", "family_endings"))


def _family_within(note: Note, index: int, end: int) -> bool:
    """Whether the run holds a family name: listed, shaped, or after "van der", "El" and the like."""
    for position in range(index, end):
        word = note.words[position]
        if position > index and (bare(word.form) in RULES.family or known(word.form, RULES.sure_given)):
            return word.form not in RULES.words("places", "netherlands")
        if position > index and _shaped(word.form):
            return True
        if word.form in RULES.words("names", "arabic_particles") and word.capital and position + 1 < end:
            return True
        pair = f"{word.form}_{note.words[position + 1].form}" if position + 1 < end else ""
        if pair in RULES.words("names", "strong_particles") and position + 2 < end:
            return True
    return False


def _initials(note: Note, index: int) -> bool:
    """Whether this is a single capital with a point: "J. de Vries"."""
    word = note.words[index]
    return word.end - word.start == 1 and note.folded[word.end : word.end + 1] == "."


def nameable(word: Word) -> bool:
    """Whether a word could be a name at all: a capital, and no opener, place, shop, street or abbreviation."""
    form = bare(word.form)
    if not word.capital or len(form) < 2 or form in RULES.never_unknown:
        return False
    if form in RULES.given or form in RULES.family:
        return True
    return not (word.upper and len(form) < 5) and not form.endswith(RULES.endings("places", "endings"))


def run(note: Note, index: int, titled: bool) -> int:
    """One past the last word that belongs to the name that starts at `index`."""
    end = index
    position = index
    while position < len(note.words) and position - index < LONGEST:
        if position > index and not _continues(note, position):
            break
        step = _part(note, position, position == index, titled)
        if not step:
            break
        position += step
        end = position
    return end


def _continues(note: Note, position: int) -> bool:
    """Whether a word belongs to the same breath as the one before: a space, or the point of an initial."""
    return note.joined(position) and (note.gap(position) != ". " or _initials(note, position - 1))


def _part(note: Note, position: int, first: bool, titled: bool) -> int:
    """How many words at `position` are one part of a name: 1 for a name, more for "van der Meulen", 0 for none."""
    word = note.words[position]
    particles = _particles(note, position)
    if particles and position + particles < len(note.words):
        family = note.words[position + particles]
        if _after_particles(note, position, particles, family, titled):
            return particles + 1
    if word.form in RULES.words("names", "particles") and not (word.capital and first):
        return 0
    titled_first = first and titled
    return int(
        _capital_part(note, position, first, titled_first)
        if word.capital
        else _lower_part(note, position, first, titled)
    )


def _capital_part(note: Note, position: int, first: bool, titled_first: bool) -> bool:
    """Whether a word with a capital is a part; "Ahmed Bakker" counts, though a baker is also a shop."""
    word = note.words[position]
    if not first and bare(word.form) in RULES.family_no_place:
        return True
    return (titled_first and _titled_capital(word)) or nameable(word) or _initials(note, position)


def _lower_part(note: Note, position: int, first: bool, titled: bool) -> bool:
    """Whether a word in lower case is a part: listed, or after a title."""
    form = bare(note.words[position].form)
    if form in RULES.words("names", "never_lower"):
        return False
    if form in RULES.sure_given or (not first and form in RULES.sure_family):
        return True
    return titled and (form in RULES.given or form in RULES.family or (first and _lower_title(note, position)))


def _titled_capital(word: Word) -> bool:
    """After a title every capital word is a name, except openers and functions."""
    if word.form in RULES.family or word.form in RULES.given:
        return True
    return word.form not in RULES.untitled


def _lower_title(note: Note, position: int) -> bool:
    """An unknown word in lower case after "mevrouw": a name, unless it looks like a verb."""
    form = note.words[position].form
    strong = note.words[position - 1].form in RULES.words("names", "strong_titles")
    article = position > 1 and note.words[position - 2].form in RULES.words("words.people", "pointing")
    verb = form.endswith(("t", "te", "de", "ten", "den", "en")) or len(form) < 3
    return strong and not article and not verb


def _particles(note: Note, position: int) -> int:
    """How many words of "van der", "El", "de" start here (at most three)."""
    count = 0
    while count < 3 and position + count < len(note.words):
        if note.words[position + count].form not in RULES.words("names", "particles"):
            break
        if count and not note.joined(position + count):
            break
        count += 1
    return count


def _after_particles(note: Note, position: int, count: int, family: Word, titled: bool) -> bool:
    """Whether the word after "van der" or "El" is the family name."""
    if not note.joined(position + count):
        return False
    forms = [word.form for word in note.words[position : position + count]]
    pair = "_".join(forms[:2])
    if forms[0] in ("op", "in", "aan", "uit") and pair not in RULES.words("names", "strong_particles"):
        return False
    listed = bare(family.form) in RULES.family
    if family.capital:
        place = family.form in RULES.never_unknown and not listed and not titled
        ending = not (listed or titled) and family.form.endswith(RULES.endings("places", "endings"))
        return not place and not ending
    if family.form in RULES.words("words", "organisation") and forms[0] == "van":
        return False  # "mevrouw van de bakker"
    return listed and (titled or pair in RULES.words("names", "strong_particles") or forms[0] in ("el", "de"))


def _add_company(note: Note, found: dict[int, int]) -> None:
    """A word with a capital beside a name is a name too: "Jan en Xanthe"."""
    taken = {index for start, end in found.items() for index in range(start, end)}
    for start, end in list(found.items()):
        follower, before = end + 1, start - 2
        if follower not in taken and _coupled(note, end, follower):
            found[follower] = max(run(note, follower, titled=False), follower + 1)
        if before >= 0 and before not in taken and _coupled(note, start - 1, before) and not is_thing(note, before):
            found[before] = before + 1


def _coupled(note: Note, link: int, other: int) -> bool:
    """Whether word `link` is "en" or "of", and `other` beside it could be a name."""
    if max(link, other) >= len(note.words) or note.words[link].form not in ("en", "of"):
        return False
    return note.joined(link) and note.joined(link + 1) and nameable(note.words[other])
