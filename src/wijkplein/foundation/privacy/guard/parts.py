"""What belongs to one name: given and family names, initials, "van der", and what a name can look like."""

from .lexicon import in_dictionary, strange
from .note import Note, Word
from .rules import RULES

LONGEST = 7
OLD_PARTICLES = ("van_der", "van_den", "van_'t", "in_'t", "op_den", "op_'t", "uit_den", "von_der")


def bare(form: str) -> str:
    """A word without possession: "fatima's" is "fatima", "jans" stays for `known` to settle."""
    return form[:-2] if form.endswith("'s") else form


def known(form: str, where: frozenset[str]) -> bool:
    """Whether a name, or the first half of a double name, or the name before a possessive s, is listed."""
    if form in where:
        return True
    if "-" in form:
        first, last = form.split("-", maxsplit=1)
        return first in where or (first in RULES.given and last in RULES.given)  # "harm-jan"
    return form.endswith("s") and len(form) > 3 and form[:-1] in where and form not in RULES.ordinary


def shaped(form: str) -> bool:
    """Whether a word ends as only family names do ("-stra", "-oglu", "-enko")."""
    return len(form) > 5 and form.endswith(RULES.endings("names", "family_endings"))


def initials(note: Note, index: int) -> bool:
    """Whether this is a single capital with a point: "J. de Vries"."""
    word = note.words[index]
    return word.end - word.start == 1 and note.folded[word.end : word.end + 1] == "."


def nameable(word: Word) -> bool:
    """Whether a word could be a name at all: a capital, and no opener, place, shop, street or abbreviation."""
    form = bare(word.form)
    if not word.capital or len(form) < 2 or form in RULES.never_unknown:
        return False
    if form in RULES.listed:
        return True
    if (word.upper and len(form) < 5) or form.endswith(RULES.endings("places", "thing_endings")):
        return False
    return not form.endswith(RULES.endings("places", "endings")) or strange(form)


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
    return note.joined(position) and (note.gap(position) != ". " or initials(note, position - 1))


def _part(note: Note, position: int, first: bool, titled: bool) -> int:
    """How many words at `position` are one part of a name: 1 for a name, more for "van der Meulen", 0 for none."""
    word = note.words[position]
    particles = _particles(note, position)
    if particles and position + particles < len(note.words):
        family = note.words[position + particles]
        if _after_particles(note, position, particles, family, titled):
            return particles + 1
    if word.form in RULES.words("names", "particles") and not (word.capital and first):
        return int(word.capital and not first and word.form in RULES.words("names", "arabic_particles"))
    titled_first = first and titled
    return int(
        _capital_part(note, position, first, titled_first)
        if word.capital
        else _lower_part(note, position, first, titled)
    )


def _capital_part(note: Note, position: int, first: bool, titled_first: bool) -> bool:
    """Whether a word with a capital is a part; "Ahmed Bakker" counts, though a baker is also a shop."""
    word = note.words[position]
    form = bare(word.form)
    after_initial = not first and initials(note, position - 1) and form in RULES.family  # "K. Bos"
    if after_initial or (not first and (form in RULES.family_no_place or _follows_name(note, position))):
        return True
    double = form in RULES.listed or form in RULES.words("names", "double_given")
    if first and double and position + 1 < len(note.words) and note.gap(position + 1) == " ":
        following = note.words[position + 1]  # "Mei Ling"
        if following.capital and (following.form in RULES.sure_given or strange(following.form)):
            return True
    return (titled_first and _titled_capital(word)) or nameable(word) or initials(note, position)


def _follows_name(note: Note, position: int) -> bool:
    """Whether a capital word after a given name is a family name, whatever it looks like: "Gjettje Hazenhoek"."""
    word, before = note.words[position], note.words[position - 1]
    if len(word.form) == 1:  # "Tjon A Fat"
        return word.form == "a" and note.joined(position + 1) and note.words[position + 1].capital
    if word.form in RULES.never_unknown or word.form.endswith(RULES.endings("places", "thing_endings")):
        return False
    return note.gap(position) == " " and (before.form in RULES.sure_given or strange(before.form))


def _lower_part(note: Note, position: int, first: bool, titled: bool) -> bool:
    """Whether a word in lower case is a part: listed, or after a title."""
    form = bare(note.words[position].form)
    initial = first and titled and initials(note, position)
    if initial or form in RULES.words("names", "never_lower"):
        return initial
    if known(form, RULES.sure_given) or (not first and form in RULES.sure_family):
        return True
    if first or note.words[position - 1].capital:
        return titled and (form in RULES.listed or strange(form) or (first and _lower_title(note, position)))
    if strange(form) or shaped(form):
        return form not in RULES.subject_verbs
    following = note.words[position + 1].form if note.joined(position + 1) else ""
    given = note.words[position - 1].form
    if (given in RULES.sure_given or ("-" in given and known(given, RULES.sure_given))) and _after_given(
        form, following
    ):
        return True
    closed = not following or following in RULES.sure_family or following in RULES.subject_verbs or strange(following)
    return (form in RULES.listed and (titled or closed)) or (form == "a" and strange(following))


def _after_given(form: str, following: str) -> bool:
    """Whether a Dutch word after a given name is the family name: "aaltje eising komt", "ronny lo a njoe"."""
    if following == "a" and form in RULES.syllables:
        return True
    if form in RULES.family and form not in RULES.words("names", "never_lower"):
        return not following or following in RULES.familiar
    if len(form) < 4 or form in RULES.familiar or form in RULES.words("names", "follows_person"):
        return False
    if form in RULES.words("names", "soft_nouns") or form in RULES.words("names", "contact"):
        return False
    ended = not following or following in RULES.familiar
    return ended or not in_dictionary(form)


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
    if family.capital and family.end - family.start == 1:
        return position > 0 and note.words[position - 1].form in RULES.sure_given  # "Annemiek de W."
    if forms[0] in ("op", "in", "aan", "uit") and pair not in RULES.words("names", "strong_particles"):
        return False
    if family.capital and pair in RULES.words("names", "strong_particles"):
        thing = family.form.endswith(RULES.endings("places", "thing_endings"))
        if position and note.joined(position):
            thing = thing and not _names(note, position - 1)  # "Hendrikje van der Laan"
        return pair != "in_het" and not thing and family.form not in RULES.regions
    return _family_capital(family, titled) if family.capital else _family_lower(note, position, family, titled)


def _names(note: Note, index: int) -> bool:
    """Whether a word is a given name for certain, or an initial."""
    return known(note.words[index].form, RULES.sure_given) or initials(note, index)


def lower_initial(note: Note, index: int) -> bool:
    """Whether this is one initial without a capital before a family name: "j. v.d. berg", "p. bakker"."""
    if not initials(note, index) or (index and note.gap(index) == "."):
        return False
    count = _particles(note, index + 1)
    if not all(note.joined(place) for place in range(index + 1, index + count + 2)):
        return False
    form = note.words[index + count + 1].form
    return form in (RULES.family if count else RULES.sure_family)


def _family_capital(family: Word, titled: bool) -> bool:
    """Whether a capital word after "van" is a name and no place: "van Dongen", not "van Zwolle"."""
    listed = bare(family.form) in RULES.family
    place = family.form in RULES.never_unknown and not listed and not titled
    ending = not (listed or titled) and family.form.endswith(RULES.endings("places", "endings"))
    return not place and not ending


def _family_lower(note: Note, position: int, family: Word, titled: bool) -> bool:
    """The same without capitals: listed, strange, or anything after "dhr de"; never "mevrouw van de bakker"."""
    forms = [word.form for word in note.words[position : position + 2]]
    if family.form in RULES.words("words", "organisation") and forms[0] == "van":
        return False
    if family.form in RULES.words("words.people", "of_someone") and forms[0] in ("de", "van"):
        return False  # "de kat van de bakker"
    if forms[0] == "de" and titled and note.words[position - 1].form in RULES.words("names", "strong_titles"):
        return family.form not in RULES.untitled
    if strange(family.form):
        before = note.words[note.word_at(family.start) - 1].form
        return before not in ("de", "het")  # "de jongens van de plantsoenploeg"
    listed, pair = bare(family.form) in RULES.family, "_".join(forms)
    if pair in OLD_PARTICLES and position and note.words[position - 1].form in RULES.sure_given:
        return True  # "teun op den camp"
    return listed and (titled or pair in RULES.words("names", "strong_particles") or forms[0] in ("el", "de", "vd"))
