"""Findings of class P4: health, faith, origin, money, crime, love, politics, when said about a person."""

from collections.abc import Iterator

from .extent import OWN, first_offset, last_word, phrase
from .misspelt import misspelt
from .note import Note
from .numbers import Span
from .rules import RULES

POINTING = frozenset(("de", "mn", "die", "deze", "mijn", "onze", "dat", "haar", "zijn", "hun"))
# Words of the first group count only when one of the second stands just before.
NEEDED = {"states_only": "being", "had_only": "having", "politics": "political"}
VENUES = ("huis", "groep", "cafe", "centrum", "fonds")
SPEAKERS = ("zij", "ze", "ik", "wij", "we")
DEMONYMS = ("aanse", "ese", "aan", "ees", "ische", "isch", "iaan", "ier")
NO_STEM = ("\0",)
HER = ("haar", "hen", "hun")
NOBODY = frozenset(("wie", "men", "je", "u", "jij", "die", "iemand", "er"))
CLAUSE = frozenset(("", "en", "maar", "want", "of", "dus", "die", "van", "uit"))
THEY = frozenset(("ze", "zij"))


def sensitive(note: Note, named: set[int]) -> Iterator[Span]:
    """P4 words where the sentence is about one person (`named`: sentences in which a name was found)."""
    always, forms = RULES.words("sensitive", "always"), RULES.sensitive_forms
    spoken = RULES.words("sensitive", "before_misspelt")
    beginnings, endings = RULES.sensitive_beginnings, RULES.sensitive_endings
    known: dict[int, bool] = {}
    for index, word in enumerate(note.words):
        form = word.form
        if not (
            form in forms
            or form.startswith(beginnings.get(form[:3], NO_STEM))
            or form.endswith(endings.get(form[-3:], NO_STEM))
            or (len(form) > 5 and not word.capital and note.words[index - 1].form in spoken and misspelt(form))
            or ("'" in form and _suffixed(form))
            or ("-" in form and (_partisan(form) or _first_half(form) in RULES.words("sensitive", "origin")))
            or (word.capital and _demonym(note, index))
        ):
            continue
        if word.sentence not in known:
            known[word.sentence] = word.sentence in named or _about_someone(note, *note.sentences[word.sentence])
        about = known[word.sentence] or _state_before(note, index) or _owned(note, index)
        start, end = phrase(note, index)
        if start < end:
            fact = known[word.sentence]
        else:
            fact = about and _personal_fact(note, note.sentences[word.sentence][0], index)
        told = _origin(note, index, about) or _faith(note, index, about) or _country(note, index, about)
        if fact or told or form in always:
            yield "sensitive", first_offset(note, start), note.words[last_word(note, end)].end
    yield from _numbered_parties(note)


def _numbered_parties(note: Note) -> Iterator[Span]:
    """Parties with a number in their name, after a word of politics: "lid van D66"."""
    for match in RULES.pattern("numbered_party").finditer(note.folded):
        index = note.word_at(match.start())
        before = {word.form for word in note.words[max(0, index - 4) : index]}
        if not before.isdisjoint(RULES.words("sensitive", "political")):
            yield "sensitive", match.start(), match.end()


def _first_half(form: str) -> str:
    """The first half of a double word ("turks-nederlands"), or nothing."""
    return form.partition("-")[0] if "-" in form else ""


def _about_someone(note: Note, first: int, last: int) -> bool:
    """Whether a sentence speaks of one person: "hij", "mijn buurman", "die jongens", "ze is", or opens with "heeft"."""
    one = RULES.words("words.people", "one")
    states, kin = RULES.words("sensitive", "states"), RULES.endings("words.people", "kin")
    if note.words[first].form in RULES.words("sensitive", "opening"):
        return True
    before = earlier = ""
    for word in note.words[first:last]:
        form = word.form
        if form in one or form.endswith(kin) or form in HER or (before in THEY and form not in ("die", "aan")):
            return True
        if form in RULES.several_people and not POINTING.isdisjoint((before, earlier)):
            return True
        if (before in SPEAKERS and (form in states or form == "zijn")) or (form in SPEAKERS and before in states):
            return True
        if form == "zijn" and before in ("op", "van", "met", "aan", "door"):
            return True
        before, earlier = form, before
    return False


def _owned(note: Note, index: int) -> bool:
    """Whether the sentence opens with somebody's: "Zijn faillissement is uitgesproken"."""
    return note.joined(index) and note.words[index - 1].first and note.words[index - 1].form in ("zijn", "z'n", "zn")


def _state_before(note: Note, index: int) -> bool:
    """Whether "is", "heeft" or the like stands before, with a word for somebody or nothing general between."""
    sentence = note.words[index].sentence
    before = [word.form for word in note.words[max(0, index - 6) : index] if word.sentence == sentence]
    states = RULES.words("sensitive", "state_verbs")
    place = next((at for at in range(len(before) - 1, -1, -1) if before[at] in states), -1)
    general = RULES.not_persons
    if _state_behind(note, index):
        clause = before[len(before) - before[::-1].index("dat") :] if "dat" in before else before
        return bool(clause) and not (general | NOBODY).intersection(clause)  # "dat de tuinman hiv heeft"
    return place > 0 and before[place - 1] not in ("er", "dat", "dit", "het", "wie") and general.isdisjoint(before)


def _state_behind(note: Note, index: int) -> bool:
    """Whether "heeft" or the like stands behind: it ends a clause."""
    if not (note.joined(index + 1) and note.words[index + 1].form in RULES.words("sensitive", "state_verbs")):
        return False
    return index + 2 == len(note.words) or not note.joined(index + 2) or note.words[index + 2].form in CLAUSE


def _general(note: Note, first: int, index: int) -> bool:
    """Whether the words before say that it is about a subject: "mensen met dementie", "avond over schulden"."""
    near = note.words[max(first, index - 3) : index]
    strong, weak = RULES.words("sensitive", "general"), RULES.words("sensitive", "weakly_general")
    for place, word in enumerate(near, start=index - len(near)):
        if word.form in strong and not (place > first and note.words[place - 1].form in POINTING):
            return True
        if word.form in weak and note.words[index - 1].form != "euro":
            earlier = {other.form for other in note.words[max(first, place - 4) : place]}
            return earlier.isdisjoint(RULES.words("sensitive", "undergoes"))
    return False


def _personal_fact(note: Note, first: int, index: int) -> bool:
    """Whether a word of health, money, addiction, crime or family life is used of a person, not of a subject."""
    word = note.words[index]
    before = [other.form for other in note.words[max(first, index - 3) : index]]
    kind = RULES.personal_facts.get(word.form)
    if _in_a_name(note, index):
        return False
    if _attributive(note, index):
        return True
    if kind is None:
        return (_diagnosis(word.form) or _ailing(note, first, index)) and not (
            _general(note, first, index) or _about_things(note, index)
        )
    if kind == "crime":
        return word.form not in RULES.words("sensitive", "suffered") or not (_victim(before) or index - first <= 1)
    needed = NEEDED.get(kind)
    if needed:
        wanted = RULES.words("sensitive", needed)
        before = [other.form for other in note.words[max(first, index - 4) : index]]
        return not wanted.isdisjoint(before) and not _about_things(note, index)
    return not (_general(note, first, index) or _about_things(note, index))


def _about_things(note: Note, index: int) -> bool:
    """Whether "aan" or "van" and a thing follow: "verslaafd aan koffie", "doof voor klachten"."""
    soft = note.words[index].form in RULES.words("sensitive", "figurative")
    if not (soft and note.joined(index + 2) and note.words[index + 1].form in ("aan", "van", "voor", "door")):
        return False
    place = index + 2 + (note.words[index + 2].form in OWN and note.joined(index + 3))
    thing = note.words[place].form
    return not (thing in RULES.words("sensitive", "literal") or thing in RULES.personal_facts or _diagnosis(thing))


def _in_a_name(note: Note, index: int) -> bool:
    """Whether a P4 word is part of the name of an organisation: "Inloophuis Autisme", "Stichting Schuldhulp"."""
    word, before = note.words[index], note.words[index - 1].form if note.joined(index) else ""
    venue = before in RULES.words("words", "organisation") or before.endswith(VENUES)
    return word.capital and not word.first and not word.upper and venue


def _attributive(note: Note, index: int) -> bool:
    """Whether an adjective stands before somebody: "de blinde man"."""
    if note.words[index].form not in RULES.words("sensitive", "attributive") or not note.joined(index + 1):
        return False
    return note.words[index + 1].form in RULES.words("words.people", "one")


def _diagnosis(form: str) -> bool:
    """Whether an unlisted word is a diagnosis or worse: "leverkanker", "gokverslaafd", "depresie"."""
    return (
        (form.endswith(RULES.endings("sensitive", "endings")) and len(form) > 7)
        or _by_beginning(form)
        or misspelt(form)
    )


def _by_beginning(form: str) -> bool:
    """Whether a word begins as one of P4 and does not end as an activity: "dementiecafe"."""
    stem = RULES.begins("sensitive", "beginnings", form)
    if not stem and form.startswith(RULES.endings("sensitive", "intensifiers")):
        cut = next(len(one) for one in RULES.endings("sensitive", "intensifiers") if form.startswith(one))
        stem = RULES.begins("sensitive", "beginnings", form[cut:].lstrip("-"))
    return (stem or _partisan(form) or _suffixed(form)) and not _harmless(form)


def _suffixed(form: str) -> bool:
    """Whether an abbreviation makes a person: "adhd'er"."""
    short, mark, ending = form.partition("'")
    return bool(mark) and ending in ("er", "ers", "ster") and short in RULES.personal_facts


def _partisan(form: str) -> bool:
    """Whether a double word makes somebody a member or a voter: "pvv-stemmer"."""
    party, dash, part = form.partition("-")
    whole = dash and party in RULES.words("sensitive", "politics")
    return bool(whole) and part in RULES.words("sensitive", "partisan")


def _of_faith(form: str) -> bool:
    """Whether a word is one of faith, in whatever inflection."""
    if form in RULES.words("sensitive", "faith"):
        return True
    return RULES.begins("sensitive", "faith_beginnings", form) and not _harmless(form)


def _harmless(form: str) -> bool:
    """Whether a word that begins like one of P4 is a thing, a service or an activity."""
    return form in RULES.words("sensitive", "innocent") or form.endswith(RULES.endings("sensitive", "thing_endings"))


def _ailing(note: Note, first: int, index: int) -> bool:
    """Whether a part of the body is in trouble: "slechte nieren", "geopereerd aan zijn prostaat"."""
    if note.words[index].form not in RULES.words("sensitive", "body"):
        return False
    before = {word.form for word in note.words[max(first, index - 4) : index]}
    return not before.isdisjoint(RULES.words("sensitive", "ailing"))


def _victim(before: list[str]) -> bool:
    """For instance "Mijn fiets is gestolen", "er is ingebroken": what happened, not who did it."""
    did = {"hij", "die", "zij", "wegens", "voor", "om"}
    return bool({"er", "is", "zijn", "werd", "tegen", "van"} & set(before)) and not did & set(before)


def _origin(note: Note, index: int, about: bool) -> bool:
    """Origin said of people: "een Poolse buurman", "die Marokkanen", "is Turks"; not "Turkse pizza"."""
    word = note.words[index]
    if not {word.form, _first_half(word.form)} & RULES.words("sensitive", "origin"):
        return about and _demonym(note, index)
    before = note.words[index - 1] if note.joined(index) else None
    after = note.words[index + 1].form if note.joined(index + 1) else ""
    if "-" in word.form or after in RULES.words("sensitive", "people_of_origin"):
        return True
    return before is not None and (_noun_points(note, index, about, after) or _said_to_be(note, index, about))


def _said_to_be(note: Note, index: int, about: bool) -> bool:
    """Whether somebody "is" of that origin, or is called so: "hij is Turks", "als Turk"."""
    before = note.words[index - 1].form
    if before in ("is", "ben", "was", "zijn"):
        return about or _subject_is_person(note, index - 1)
    return about and before in ("hij", "zij", "als")


def _demonym(note: Note, index: int) -> bool:
    """Whether a capital word after "is" ends as people of a country do: "zij is Oegandese"."""
    word = note.words[index]
    if not word.capital or word.first or not word.form.endswith(DEMONYMS) or not note.joined(index):
        return False
    after = note.words[index + 1].form if note.joined(index + 1) else ""
    return note.words[index - 1].form in ("is", "ben", "was", "als") and after in ("", "en", "van", "maar", "dus")


def _noun_points(note: Note, index: int, about: bool, after: str) -> bool:
    """For instance "die Turken", "een Marokkaan": an article or a demonstrative points; "het Turks buffet" does not."""
    form, before = note.words[index].form, note.words[index - 1].form
    if form.endswith("se") and before == "een" and index > 1 and note.words[index - 2].form in ("is", "ben", "was"):
        return about and after in CLAUSE  # "zij is een Molukse"
    plural = form.endswith(("en", "ers", "s")) and not form.endswith("ees")
    pointing = ("die", "allemaal", "deze", "paar", "groep", "groepje", "stel") if plural else ("die", "een", "deze")
    return form in RULES.words("sensitive", "origin_nouns") and before in pointing


def _subject_is_person(note: Note, index: int) -> bool:
    """Whether the word before "is" is a person."""
    if not note.joined(index):
        return False
    subject = note.words[index - 1].form
    return subject in SPEAKERS or subject in RULES.words("words.people", "one") or subject in RULES.sure_given


def _country(note: Note, index: int, about: bool) -> bool:
    """Where somebody comes from: "ze is gevlucht uit Eritrea"; not "thee uit Marokko"."""
    if not about or note.words[index].form not in RULES.words("sensitive", "countries") or not note.joined(index):
        return False
    near = {word.form for word in note.words[max(0, index - 5) : index + 2]}
    return note.words[index - 1].form in ("uit", "in") and not near.isdisjoint(RULES.words("sensitive", "coming"))


def _faith(note: Note, index: int, about: bool) -> bool:
    """Faith of a person: "hij is moslim", "ze gaat elke vrijdag naar de moskee"; not "open dag in de moskee"."""
    form = note.words[index].form
    before = {word.form for word in note.words[max(0, index - 6) : index]}
    if _of_faith(form):
        states = RULES.words("sensitive", "states") | {"een", "die", "zijn"}
        after = note.words[index + 1].form if note.joined(index + 1) else ""
        if after in RULES.words("words", "organisation") and not note.words[index].capital:
            return False  # "een christelijke school"
        beside = index and note.gap(index) == ", " and note.folded[note.words[index].end :][:2] == ", "
        said = not states.isdisjoint(before) or after in states or beside
        return (about and said) or after in RULES.words("sensitive", "people_of_origin")
    return about and form in RULES.words("sensitive", "faith_verbs") and not {"gaat", "bidt", "ging"}.isdisjoint(before)
