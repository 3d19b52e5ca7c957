"""Findings of names: listed names of every origin, and unknown ones by what stands around them (PR6).

No list holds every name, so a word with a capital counts as soon as its neighbours say that it is a person.
Names that are an ordinary word ("Roos", "Bos") always need such a second sign.
"""

from collections.abc import Iterator

from .lexicon import strange
from .note import Note
from .numbers import Span
from .parts import LONGEST, bare, initials, known, lower_initial, nameable, run, shaped
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
from .syllables import syllable_names
from .unlisted import announced, brand, lower_name, names_a_thing, stands_alone


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
    for start, end in syllable_names(note):
        _add_run(found, start, end)
    _add_openers(note, found)
    _add_couples(note, found)
    _add_company(note, found)
    for match in RULES.pattern("family_first").finditer(note.folded):
        first = max(0, note.word_at(match.start()) - 1)
        if note.words[first].end == match.start() and all(word.capital for word in note.words[first : first + 2]):
            while note.joined(first) and note.words[first - 1].form in RULES.words("names", "particles"):
                first -= 1
            _add_run(found, first, note.word_at(match.end()))
    for start, end in sorted(found.items()):
        yield "name", note.words[start].start, _trimmed(note, end - 1)


def _add_run(found: dict[int, int], start: int, end: int) -> None:
    """Puts one name in the place of the pieces of it that were found."""
    for piece in range(max(0, start - LONGEST - 1), end):
        if found.get(piece, -1) > start:
            start, end = min(start, piece), max(end, found.pop(piece))
    found[start] = end


def _add_openers(note: Note, found: dict[int, int]) -> None:
    """Words like "ould", "abd el" and a capital "El" just before a name belong to it."""
    openers, particles = RULES.words("names", "name_openers"), RULES.words("names", "arabic_particles")
    for start in sorted(found):
        first = start
        for _ in range(3):  # "Abd", "El", "Ben"
            if not (note.joined(first) and note.gap(first) == " " and _opens_name(note, first - 1)):
                break
            first -= 1
        if first < start and first not in found:
            found[first] = found.pop(start)
    for index, word in enumerate(note.words):
        if word.form in openers and word.form.startswith("ab") and index not in found:
            following = index + 1 + (index + 1 < len(note.words) and note.words[index + 1].form in particles)
            if note.joined(index + 1) and note.joined(following):
                end = following + 1  # "abd el kader" whatever "kader" means
                _add_run(found, index, max(end, run(note, end, titled=True)) if note.joined(end) else end)


def _opens_name(note: Note, index: int) -> bool:
    """Whether a word can open the name after it."""
    word = note.words[index]
    if word.form in RULES.words("names", "name_openers") or _after_colon(note, index):
        return True
    return word.form in RULES.words("names", "arabic_particles") and (word.capital or _opens_further(note, index))


def _after_colon(note: Note, index: int) -> bool:
    """Whether a particle opens what follows a colon: "Helper: van Rossum, Gijs"."""
    return note.words[index].form in RULES.words("names", "particles") and note.gap(index) == ": "


def _opens_further(note: Note, index: int) -> bool:
    """Whether "el" in lower case has "abd" before it."""
    return note.joined(index) and note.words[index - 1].form in RULES.words("names", "name_openers")


def _trimmed(note: Note, index: int) -> int:
    """End of a name without the "'s" of possession."""
    word = note.words[index]
    return word.end - 2 if word.form.endswith("'s") else word.end


def _name_end(note: Note, index: int) -> int:
    """One past the last word of the name that starts here; `index` itself when there is none."""
    word = note.words[index]
    titled = after_title(note, index) or (
        not word.capital and (lower_name(note, index) or (len(word.form) == 1 and lower_initial(note, index)))
    )
    double = "-" in word.form and known(word.form, RULES.sure_given)  # "harm-jan"
    form = bare(word.form)
    owner = form[-1:] == "s" and form[:-1] in RULES.sure_given and strange(form)  # "henks boor"
    if not (titled or word.capital or double or owner or form in RULES.sure_given):
        return index
    end = run(note, index, titled)
    if end == index or not _is_person(note, index, end, titled):
        return index
    after = note.words[end].form if note.joined(end) else ""
    if "-" in note.words[end - 1].form and names_a_thing(note.words[end - 1].form):
        return index
    return index if not titled and after in RULES.words("places", "after_things") else end


def _is_person(note: Note, index: int, end: int, titled: bool) -> bool:
    """Whether list, title, shape or surroundings say that this run of words is a person."""
    word = note.words[index]
    form = bare(word.form)
    if titled:
        return True
    if known(form, RULES.sure_given):
        return word.capital or (len(form) > 3 and form not in RULES.words("names", "never_lower"))
    placed = from_place(note, index) and not (after_introducer(note, index) or _taken_to(note, index, end))
    if not word.capital or placed or _has_article(note, index):
        return False
    listed = form in RULES.ordinary and form in RULES.listed
    if end > index + 1 and form in RULES.words("names", "double_given"):
        return True
    return _whole_name(note, index, end, listed) or (nameable(word) and _fits(note, index, end, listed))


def _taken_to(note: Note, index: int, end: int) -> bool:
    """Whether something goes to somebody with two names: "de laptop gaat naar Filmon Asmelash"."""
    form = bare(note.words[index].form)
    to = note.words[index - 1].form == "naar" and all(strange(word.form) for word in note.words[index:end])
    return end > index + 1 and (form in RULES.given or to)


def _whole_name(note: Note, index: int, end: int, listed: bool) -> bool:
    """Whether the run itself shows a person: initials with a name, or a family name further on."""
    if initials(note, index) and note.words[end - 1].end - note.words[end - 1].start > 1:
        return True
    opens = note.words[index].first and note.words[index].form in ("van", "ter", "ten", "te", "op", "v")
    if opens and end > index + 1 and note.joined(end) and note.words[end].form in RULES.subject_verbs:
        return bare(note.words[end - 1].form) in RULES.family  # "Van Houten heeft gebeld"
    if end == index + 1 or not _family_within(note, index, end):
        return False
    return listed or not note.words[index].first or strange(note.words[index].form)


def _fits(note: Note, index: int, end: int, listed: bool) -> bool:
    """Whether a single capital word is a person by list, by shape or by what stands around it."""
    form = bare(note.words[index].form)
    opens = (
        index
        and note.joined(end)
        and note.gap(index) != " "
        and note.words[index - 1].form in RULES.words("names", "openers")
    )
    opens = opens and not (form in RULES.listed or strange(form))
    if opens or form in RULES.words("names", "particles") or brand(note, index):
        return False
    if (form in RULES.sure_family and (not note.words[index].first or strange(form))) or shaped(form):
        return True
    if after_introducer(note, index) or announced(note, index) or stands_alone(note, index, end):
        return True
    if beside_person(note, index, end, listed and form in RULES.given):
        return True
    known_or_strange = listed or not note.words[index].first or strange(form)
    return (known_or_strange and before_verb(note, index, end, listed)) or says_person(note, end)


ARTICLES = frozenset(("de", "het", "een", "'t", "onze", "ons", "dit", "deze"))


def _has_article(note: Note, index: int) -> bool:
    """With an article a capital word is a house or a club: "De Roos", "het Anker"."""
    return note.joined(index) and note.words[index - 1].form in ARTICLES


def _family_within(note: Note, index: int, end: int) -> bool:
    """Whether the run holds a family name: listed, shaped, or after "van der", "El" and the like."""
    for position in range(index, end):
        word = note.words[position]
        if position > index and (bare(word.form) in RULES.family or known(word.form, RULES.sure_given)):
            return word.form not in RULES.words("places", "netherlands")
        if position > index and shaped(word.form):
            return True
        if word.form in RULES.words("names", "arabic_particles") and word.capital and position + 1 < end:
            return True
        pair = f"{word.form}_{note.words[position + 1].form}" if position + 1 < end else ""
        if pair in RULES.words("names", "strong_particles") and position + 2 < end:
            return True
    return False


def _add_company(note: Note, found: dict[int, int]) -> None:
    """A word with a capital beside a name is a name too: "Jan en Xanthe"."""
    taken = {index for start, end in found.items() for index in range(start, end)}
    for start, end in list(found.items()):
        follower, before = end + 1, start - 2
        if follower not in taken and _coupled(note, end, follower):
            found[follower] = max(run(note, follower, titled=False), follower + 1)
        if before >= 0 and before not in taken and _coupled(note, start - 1, before) and not is_thing(note, before):
            found[before] = before + 1
        if end - start == 1:
            _add_reversed(note, found, start)
            _add_listed(note, found, start)


def _add_listed(note: Note, found: dict[int, int], index: int) -> None:
    """A given name between commas beside a name: "aanwezig: wim, gerda en hassan"."""
    for other, gap in ((index - 1, index), (index + 1, index + 1)):
        if 0 <= other < len(note.words) and other not in found and 0 < gap < len(note.words) and note.gap(gap) == ", ":
            word = note.words[other]
            last = other + 1 == len(note.words)
            opens = last or note.gap(other) in (", ", ": ") or note.gap(other + 1) == ", "
            if opens and word.form in RULES.given and word.form not in RULES.words("names", "never_lower"):
                found[other] = other + 1


def _add_couples(note: Note, found: dict[int, int]) -> None:
    """Two names before a verb of several people, also without capitals: "marlon en yandra doen de soep"."""
    for index in range(1, len(note.words) - 2):
        if note.words[index].form != "en" or note.words[index + 2].form not in RULES.words("names", "plural_verbs"):
            continue
        pair = (index - 1, index + 1)
        strong = any(note.words[each].form in RULES.sure_given or strange(note.words[each].form) for each in pair)
        if strong and all(note.joined(each + 1) and _couple_part(note, each) for each in pair):
            for each in pair:
                _add_run(found, each, each + 1)


def _couple_part(note: Note, index: int) -> bool:
    """Whether a word can be one of two names: listed or strange."""
    form = note.words[index].form
    fits = nameable(note.words[index]) if note.words[index].capital else True
    return fits and (form in RULES.given or strange(form))


def _add_reversed(note: Note, found: dict[int, int], index: int) -> None:
    """Family name, comma, given name: "Yeboah, Prince" when one of the two is known."""
    for first, second in ((index, index + 1), (index - 1, index)):
        if first < 0 or second >= len(note.words) or note.gap(second) != ", ":
            continue
        if note.joined(second + 1) and note.words[second + 1].form not in RULES.subject_verbs:
            continue
        opens = note.words[first].first or not note.joined(first) or note.words[first - 1].form in RULES.announcers
        whole = all(
            nameable(note.words[each]) or each == index or note.words[each].form in RULES.family
            for each in (first, second)
        )
        if opens and whole and note.words[first].capital and note.words[second].capital:
            found[first], found[second] = first + 1, second + 1


def _coupled(note: Note, link: int, other: int) -> bool:
    """Whether word `link` is "en" or "of", and `other` beside it could be a name."""
    if max(link, other) >= len(note.words) or note.words[link].form not in ("en", "of"):
        return False
    return note.joined(link) and note.joined(link + 1) and nameable(note.words[other])
