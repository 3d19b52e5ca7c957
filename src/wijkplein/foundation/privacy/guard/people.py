"""Findings about who somebody is without a name: "de man van nummer 12", and P4 words about a person."""

from collections.abc import Iterator

from .note import Note, Word
from .numbers import Span
from .rules import RULES

WHERE = frozenset(["van", "op", "uit", "in", "bij", "aan"])


def relations(note: Note) -> Iterator[Span]:
    """People pointed at by their house ("het gezin op 14 hoog") or by somebody everyone knows."""
    one, several = RULES.words("words.people", "one"), RULES.words("words.people", "several")
    for index, word in enumerate(note.words):
        if word.form in one or word.form in several:
            end = _house(note, index) or _of_known_person(note, index) or _accused_neighbour(note, index)
            if end:
                yield "relation", note.words[_with_article(note, index)].start, end


def _with_article(note: Note, index: int) -> int:
    """The article or "die" before a person word belongs to the finding, adjectives in between too."""
    for back in (1, 2):
        near = index >= back and note.joined(index - back + 1)
        if near and note.words[index - back].form in RULES.words("words.people", "pointing"):
            return index - back
    return index


def _house(note: Note, index: int) -> int:
    """End of "(van|op) [nummer] 12" or "(op) 14 hoog" after a person word; 0 when there is none."""
    position = note.words[index].end
    following = index + 1
    if following < len(note.words) and note.joined(following) and note.words[following].form in WHERE:
        position = note.words[following].end
        match = RULES.pattern("number_or_floor").match(note.folded, position)
        if match:
            return match.end()
        return _floor_in_words(note, following)
    match = RULES.pattern("floor_after").match(note.folded, position)
    return match.end() if match else 0


def _floor_in_words(note: Note, index: int) -> int:
    """End of "(op) de derde verdieping"; 0 when there is none."""
    words = note.words[index + 1 : index + 5]
    forms = [word.form for word in words]
    if "verdieping" in forms[1:3] or "etage" in forms[1:3]:
        return words[forms.index("verdieping" if "verdieping" in forms else "etage")].end
    return 0


def _of_known_person(note: Note, index: int) -> int:
    """End of "(zoon) van de bakker"; 0 when there is none."""
    words = note.words[index + 1 : index + 4]
    if len(words) < 3 or note.words[index].form not in RULES.words("names", "relation_of"):
        return 0
    known = words[2].form in RULES.words("words.people", "of_someone")
    return words[2].end if known and words[0].form == "van" and words[1].form in ("de", "onze") else 0


def _accused_neighbour(note: Note, index: int) -> int:
    """End of "die man van hiernaast", when the same sentence accuses; 0 otherwise."""
    first, last = note.sentences[note.words[index].sentence]
    homes = RULES.words("words.people", "homes")
    for other in range(index + 1, min(last, index + 6)):
        word = note.words[other]
        if word.form in homes or word.form.endswith(("straat", "flat", "laan", "huis")):
            forms = {w.form for w in note.words[first:last]}
            return word.end if forms & RULES.accusing else 0
    return 0


def sensitive(note: Note, named: set[int]) -> Iterator[Span]:
    """P4 words where the sentence is about one person (`named`: sentences in which a name was found)."""
    always = RULES.words("sensitive", "always")
    for number, (first, last) in enumerate(note.sentences):
        about = _about_someone(note, first, last, number in named)
        for index in range(first, last):
            word = note.words[index]
            fact = about and _personal_fact(note, first, index)
            if fact or word.form in always or _origin(note, index) or _faith(note, index, about):
                yield "sensitive", word.start, word.end


def _about_someone(note: Note, first: int, last: int, named: bool) -> bool:
    """Whether a sentence speaks of one person: a name, "hij", "mijn buurman", "die jongens", "ze is"."""
    if named:
        return True
    one, several = RULES.words("words.people", "one"), RULES.words("words.people", "several")
    for index in range(first, last):
        word = note.words[index]
        if word.form in one:
            return True
        before = note.words[index - 1].form if index > first else ""
        if word.form in several and before in ("die", "deze", "mijn", "onze", "dat"):
            return True
        if before in ("ze", "zij", "ik") and word.form in RULES.words("sensitive", "states"):
            return True
        if before in RULES.words("sensitive", "states") and word.form in ("ze", "zij"):
            return True
    return False


def _personal_fact(note: Note, first: int, index: int) -> bool:
    """Whether a word of health, money, addiction, crime or family life is used of a person, not of a subject."""
    word = note.words[index]
    kind = RULES.personal_facts.get(word.form)
    if kind is None:
        return False
    before = [other.form for other in note.words[max(first, index - 3) : index]]
    if kind == "crime":
        return word.form not in RULES.words("sensitive", "suffered") or not _victim(before)
    return RULES.words("sensitive", "general").isdisjoint(before)


def _victim(before: list[str]) -> bool:
    """For instance "Mijn fiets is gestolen", "er is ingebroken": what happened, not who did it."""
    return bool({"er", "is", "zijn", "werd", "tegen", "van"} & set(before)) and not {
        "hij",
        "die",
        "zij",
    } & set(before)


def _origin(note: Note, index: int) -> bool:
    """Origin said of people: "een Poolse buurman", "die Marokkanen", "is Turks"; not "Turkse pizza"."""
    word = note.words[index]
    if word.form not in RULES.words("sensitive", "origin"):
        return False
    before = note.words[index - 1] if note.joined(index) else None
    after = note.words[index + 1] if note.joined(index + 1) else None
    if after is not None and after.form in RULES.words("sensitive", "people_of_origin"):
        return True
    if after is not None and after.form in ("afkomst", "achtergrond", "komaf", "nationaliteit"):
        return True
    if word.form in RULES.words("sensitive", "origin_nouns") and before is not None:
        return _noun_points(word, before, after)
    return before is not None and before.form in ("is", "ben") and _subject_is_person(note, index - 1)


def _noun_points(word: Word, before: Word, after: Word | None) -> bool:
    """For instance "die Turken", "een Marokkaan": an article or a demonstrative points; "het Turks buffet" does not."""
    plural = word.form.endswith(("en", "ers", "s"))
    return before.form in (("die", "deze", "paar", "groep", "groepje", "stel") if plural else ("die", "een", "deze"))


def _subject_is_person(note: Note, index: int) -> bool:
    """Whether the word before "is" is a person."""
    subject = note.words[index - 1] if note.joined(index) else None
    people = RULES.words("words.people", "one") | RULES.sure_given
    return subject is not None and (subject.form in people or subject.form in ("zij", "ze", "ik"))


def _faith(note: Note, index: int, about: bool) -> bool:
    """Faith of a person: "hij is moslim", "ze gaat elke vrijdag naar de moskee"; not "open dag in de moskee"."""
    form = note.words[index].form
    if form not in RULES.words("sensitive", "faith") and form not in RULES.words("sensitive", "faith_verbs"):
        return False
    before = [word.form for word in note.words[max(0, index - 4) : index]]
    if form in RULES.words("sensitive", "faith"):
        states = RULES.words("sensitive", "states") | {"een", "die"}
        after = note.words[index + 1].form if note.joined(index + 1) else ""
        return (about and not states.isdisjoint(before)) or after in RULES.words("sensitive", "people_of_origin")
    return about and not {"gaat", "bidt"}.isdisjoint(before)
