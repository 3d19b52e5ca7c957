"""What stands around a word with a capital: signs that it is a person, or that it is a thing."""

from .lexicon import strange
from .note import Note
from .rules import RULES

HOUSEHOLDS = ("fam", "familie", "gezin", "echtpaar")
CLOSINGS = RULES.words("names", "closings")


def is_thing(note: Note, index: int) -> int:
    """How many words from here are a shop, a saint or a building named after somebody; 0 for none."""
    word = note.words[index]
    for phrase in RULES.phrases.get(word.form, ()):
        if tuple(other.form for other in note.words[index : index + len(phrase)]) == phrase:
            return len(phrase)
    if word.capital and note.joined(index) and note.gap(index) == " ":
        before = note.words[index - 1]
        if before.form in RULES.words("places", "before_things"):
            return _capital_run(note, index)
    if word.capital:
        count = _capital_run(note, index)
        last = note.words[index + count - 1].form
        listed = last in RULES.family or last in RULES.given
        if count > 1 and not listed and len(word.form) > 1 and last.endswith(RULES.endings("places", "thing_endings")):
            return count
    return 0


def _capital_run(note: Note, index: int) -> int:
    """How many words with a capital (and "van der" in between) follow each other here."""
    count = 1
    while index + count < len(note.words) and note.joined(index + count) and count < 6:
        word = note.words[index + count]
        small = word.form in ("van", "de", "der", "den", "het", "'t", "ten", "ter")
        following = index + count + 1
        if not word.capital and not (small and following < len(note.words) and note.words[following].capital):
            break
        count += 1
    return count


def after_title(note: Note, index: int) -> bool:
    """Whether a title ("mevrouw"), a relation ("mijn zus") or "zoon van" stands directly before."""
    word, before = note.words[index], note.words[index - 1]
    kin = len(before.form) > 7 and before.form.endswith(RULES.endings("words.people", "kin"))
    if not ((before.form in RULES.before_names or kin) and note.joined(index)):
        return False
    two_before = note.words[index - 2].form if index > 1 and note.joined(index - 1) else ""
    if before.form == "van" and two_before in RULES.words("names", "relation_of"):
        return _plausible(note, index)
    if word.form == "van" and index + 1 < len(note.words) and note.words[index + 1].form in RULES.given:
        return False  # "de zoon van Toni": the name is Toni
    if before.form in RULES.words("names", "titles"):
        if index > 1 and before.upper and note.folded[before.start - 2 : before.start - 1].isdigit():
            return False  # "52 MW"
        small = word.form in RULES.words("names", "particles")
        return word.capital or small or word.form not in RULES.words("names", "never_lower")
    return (kin or before.form in RULES.words("names", "relations")) and _plausible(note, index)


def _plausible(note: Note, index: int) -> bool:
    """After a weaker sign a word must have a capital, or be a listed name, or open with "de", "van" or "El"."""
    word = note.words[index]
    if word.capital:
        return word.form not in RULES.regions
    if word.form in RULES.words("names", "particles"):
        return True
    if word.form in RULES.words("names", "never_lower"):
        return False
    if word.form in RULES.sure_given or word.form in RULES.words("names", "common_given"):
        return True
    if note.words[index - 1].form in HOUSEHOLDS and word.form in RULES.family:
        return True  # "fam bakker"
    return word.form not in RULES.familiar and strange(word.form)


def from_place(note: Note, index: int) -> bool:
    """Whether the word before says that this is a place: "in Roosendaal", "naar Vught"."""
    before = note.words[index - 1].form if note.joined(index) else ""
    return before in ("in", "te", "uit", "naar", "richting", "nabij", "rond", "rondom", "omgeving", "op")


def after_introducer(note: Note, index: int) -> bool:
    """Whether "heet", "groetjes", "samen met" and the like announce a name."""
    if index == 0:
        return False
    before = note.words[index - 1]
    gap = note.gap(index)
    if before.form in CLOSINGS:
        ended = "." in gap and before.form not in ("gr", "mvg")  # "deze naam. Kies"
        return not ended and gap.strip(" ,.:\n\r-!") == "" and len(gap) < 6
    if not note.joined(index):
        return False
    introducers = RULES.words("names", "introducers")
    pair = f"{note.words[index - 2].form}_{before.form}" if index > 1 else ""
    triple = f"{note.words[index - 3].form}_{pair}" if index > 2 else ""
    return before.form in introducers or pair in introducers or triple in introducers


def before_verb(note: Note, index: int, end: int, listed: bool) -> bool:
    """Whether a person's verb follows ("vertelt"), or a general one ("heeft") with a state ("ziek") after it."""
    if not note.joined(end) or note.gap(end) != " ":
        return False
    verb, first = note.words[end].form, note.words[index].first
    if verb in RULES.words("names", "person_verbs"):
        return not first or verb in RULES.words("names", "sure_verbs")
    if verb not in RULES.words("names", "soft_verbs"):
        return False
    if first and note.joined(end + 1) and note.words[end + 1].form == "een":
        return False  # "Koster is een oud beroep"
    near = {word.form for word in note.words[end + 1 : end + 5] if word.sentence == note.words[index].sentence}
    state = not near.isdisjoint(RULES.words("names", "soft_nouns"))
    if first:
        return (listed and state) or not near.isdisjoint(RULES.words("names", "opening_states"))
    return listed or state or _subclause(note, index)


def _subclause(note: Note, index: int) -> bool:
    """Whether the clause before makes a bare capital word its subject: "omdat Thijmen"."""
    return note.joined(index) and note.words[index - 1].form in ("omdat", "dat", "toen", "want", "als", "of", "en")


def beside_person(note: Note, index: int, end: int, listed: bool) -> bool:
    """Whether the words just before and after surround a person: "met Galih", "hebben Galih gevraagd"."""
    before = note.words[index - 1].form if note.joined(index) else ""
    after = note.words[end].form if note.joined(end) else ""
    if note.words[index].first:
        return False
    if before in RULES.words("names", "before_person") or (listed and before in RULES.words("names", "before_listed")):
        return True
    return bool(before) and after in RULES.words("names", "follows_person")


def says_person(note: Note, end: int) -> bool:
    """Whether what follows can only follow a person: "en haar man", "(78)", ", 78 jaar"."""
    words = note.words[end : end + 2]
    if len(words) == 2 and f"{words[0].form}_{words[1].form}" in RULES.words("names", "after_person"):
        return True
    return RULES.pattern("age").match(note.folded, note.words[end - 1].end) is not None
