"""Names on no list: a word that is no Dutch word, in a place where only a person fits.

Lists know some origins better than others; these rules know none, and so treat all alike (PR6).
"""

from .lexicon import in_dictionary, strange
from .note import Note
from .rules import RULES

# After these a strange name of two words is a thing or a place: "in Krav Maga", "een Suzuki Vitara".
NO_PERSON = frozenset(
    ["de", "het", "een", "in", "te", "uit", "op", "naar", "merk", "type", "groep", "film", "serie", "spel", "band"]
)
SIGNED = ("hartelijks", "xx", "xxx", "groetjes", "groeten", "gr", "mvg", "liefs", "naam", "contactpersoon")


def announced(note: Note, index: int) -> bool:
    """Whether the words before say that a person comes: "appje van", "vraag maar aan", "die jongen van", "heet"."""
    before = note.words[index - 1].form if index else ""
    if before not in RULES.announcers:
        return False
    if before in RULES.words("names", "closings"):
        small = not note.words[index].capital and not note.words[index - 1].first
        gap = note.gap(index)  # not "de beste aanpak", nor "een naam. Kies"
        small = small or ("." in gap and before not in ("gr", "mvg"))
        return gap.strip(" ,.:\n\r-!") == "" and len(gap) < 6 and not (small and before not in SIGNED)
    if not note.joined(index):
        return False
    if before in RULES.words("names", "callers") or (before == "is" and note.words[index - 2].form == "naam"):
        return True
    return before in RULES.words("names", "links") and _contact_before(note, index - 1)


def _contact_before(note: Note, link: int) -> bool:
    """Whether one of the three words before "van", "aan" or "met" is of contact between people, or a person."""
    sentence = note.words[link].sentence
    near = [word for word in note.words[max(0, link - 3) : link] if word.sentence == sentence]
    if note.words[link].form == "van" and near and near[-1].form in RULES.words("names", "relation_of"):
        return True
    return any(word.form in RULES.words("names", "contact") for word in near)


def lower_name(note: Note, index: int) -> bool:
    """Whether a word without a capital is a name: announced, or with a person's words around it."""
    form = note.words[index].form
    if form in RULES.familiar:
        return False
    if not announced(note, index):
        return _surrounded(note, index) or _sequence(note, index)
    if strange(form):
        return True
    follower = note.words[index + 1].form if note.joined(index + 1) and note.gap(index + 1) == " " else ""
    return form in RULES.listed and follower != "" and (follower in RULES.family or strange(follower))


def _surrounded(note: Note, index: int) -> bool:
    """Whether verbs around a word without a capital say that it is a name: "heb X beloofd", "X kan niet komen"."""
    if note.words[index].first:
        alone, together = RULES.words("names", "sure_verbs"), RULES.subject_verbs
    elif note.joined(index) and note.words[index - 1].form in RULES.before_participle:
        alone = together = RULES.words("names", "follows_person")
    else:
        return False
    for end in range(index + 1, min(index + 5, len(note.words))):
        if not note.joined(end) or note.gap(end) != " ":
            return False
        if note.words[end].form in (alone if end == index + 1 else together):
            return strange(note.words[index].form) and _names_only(note, index, end)
    return False


def _sequence(note: Note, index: int) -> bool:
    """Whether words without a capital are no Dutch together: "ken jij gilmar pisas", "bij ka ho leung"."""
    form = note.words[index].form
    opener = form in RULES.words("names", "name_openers")
    if note.words[index].capital or not note.joined(index + 1):
        return False
    following = note.words[index + 1].form
    if following in RULES.familiar and following not in RULES.words("names", "particles"):
        return False  # so most words need no dictionary
    if not (opener or form in RULES.listed or _foreign(form)):
        return False
    parts = solid = 0
    for end in range(index, min(index + 5, len(note.words))):
        word = note.words[end]
        if word.capital or (end > index and not note.joined(end)):
            break
        if end > index and word.form in RULES.words("names", "particles"):
            continue  # "aleid van haersolte"
        if not _nameish(word.form):
            break
        parts += 1
        solid += word.form in RULES.sure_given or word.form in RULES.sure_family or strange(word.form)
    if solid > 1 or (solid > 0 and parts > 2):
        return True
    return _listed_pair(note, index)


def _listed_pair(note: Note, index: int) -> bool:
    """Whether two words without capitals are a given and a family name, though Dutch words: "ans vink", "mesut bal"."""
    first, place = note.words[index].form, index + 1
    while place < min(index + 4, len(note.words)) and note.words[place].form in RULES.words("names", "particles"):
        place += 1
    if not all(note.joined(each) and note.gap(each) == " " for each in range(index + 1, place + 1)):
        return False
    word, after = note.words[place], note.words[place + 1].form if note.joined(place + 1) else ""
    if word.capital or word.form in RULES.words("names", "never_lower") or (after and after not in RULES.familiar):
        return False
    if first in RULES.given:
        of = place > index + 1 and word.form in RULES.words("words.people", "of_someone")  # "merel van de bakker"
        return not of and (word.form in RULES.family or strange(word.form))
    return place == index + 1 and len(first) > 3 and strange(first) and word.form in RULES.family


def _nameish(form: str) -> bool:
    """Whether a word without a capital may be a part of a name."""
    return form not in RULES.familiar and (form in RULES.listed or _foreign(form))


def _foreign(form: str) -> bool:
    """Whether a word is strange, or of two letters and no Dutch word."""
    return strange(form) or (
        len(form) == 2 and form not in RULES.words("words", "two_letters") and not in_dictionary(form)
    )


def names_a_thing(form: str) -> bool:
    """Whether a word with a dash ends in a thing: "cruijff-veldje", "havelaar-chocola"."""
    last = form.rsplit("-", maxsplit=1)[-1]
    return len(last) > 4 and last not in RULES.listed and not strange(last)


def stands_alone(note: Note, index: int, end: int) -> bool:
    """Whether a word with a capital is a name because it is no Dutch word and stands where a person does."""
    word = note.words[index]
    branded = any(brand(note, other) for other in range(index, end))
    if word.upper or branded or _written_on(note, end) or not strange(word.form):
        return False
    if word.first:
        return _opens(note, index, end)
    if not note.joined(index):
        role = note.gap(index) == ": " and note.words[index - 1].form in RULES.roles
        return role or (end - index > 1 and _names_only(note, index, end))
    previous = note.words[index - 1]
    if previous.form in RULES.before_unknown:
        single = end == index + 1
        named = single and word.form.endswith(RULES.endings("places", "endings"))  # "Wereldlichtjesdag"
        inside = previous.capital and not previous.first
        return not (inside or named or _adjective(note, index, end)) and _fits_subject(note, index, end)
    full = end - index > 1 and _names_only(note, index, end)
    if previous.form in RULES.words("names", "links"):
        return full and not (previous.capital and not previous.first)
    return full and not previous.capital and previous.form not in NO_PERSON


def _fits_subject(note: Note, index: int, end: int) -> bool:
    """Whether a person can stand here: "Gisteren heeft X de lamp", "Kan X ook"; not "Wie heeft Duplo over"."""
    verb = note.words[index - 1]
    if verb.form in RULES.words("names", "adverbs"):
        after = note.words[end].form if note.joined(end) else ""
        return end > index + 1 or after in RULES.subject_verbs
    if verb.form not in RULES.subject_verbs or verb.form in RULES.words("names", "object_verbs") or verb.first:
        return True
    return index > 1 and note.words[index - 2].form in RULES.words("names", "adverbs")


def _adjective(note: Note, index: int, end: int) -> bool:
    """Whether a word looks made of a place: "Hollandse taart", "Epenaren"."""
    form = note.words[index].form
    if form.endswith(("naren", "naar", "dammers", "ezen")):
        return True
    return end == index + 1 and form.endswith(("se", "sche")) and note.joined(end) and not note.words[end].capital


def brand(note: Note, index: int) -> bool:
    """Whether a capital stands within the word: "VanHarte"; "McDonald" and "Al-Amin" are names."""
    word = note.words[index]
    inside = note.text[word.start + 1 : word.end]
    return not (inside.islower() or word.form.startswith(("mc", "mac", "o'", "d'")) or "-" in word.form)


def _opens(note: Note, index: int, end: int) -> bool:
    """Whether a sentence opens with a name: a verb of people follows, or another name did."""
    after = note.words[end].form if note.joined(end) and note.gap(end) == " " else ""
    if end - index > 1 and _names_only(note, index, end):
        return after in RULES.subject_verbs or after in RULES.words("names", "after_full")
    if after == "van" and note.joined(end + 1):
        place = end + 1 + (note.joined(end + 2) and note.words[end + 1].form in ("de", "het"))
        where = RULES.words("words.people", "homes") | RULES.words("words", "organisation")
        return note.words[place].form in where
    if not after and note.folded[note.words[end - 1].end : note.words[end - 1].end + 2] == ", ":
        return end < len(note.words) and note.words[end].form in RULES.words("names", "spoken_to")
    return end <= index + 2 and after in RULES.lone_verbs


def _names_only(note: Note, index: int, end: int) -> bool:
    """Whether every word of a run is listed, strange or a particle: "Suk Yee Tran", not "Krav Maga les"."""
    particles = RULES.words("names", "particles")
    return all(
        word.form in RULES.listed or word.form in particles or len(word.form) == 1 or strange(word.form)
        for word in note.words[index:end]
    )


def _written_on(note: Note, end: int) -> bool:
    """Whether a digit or a domain follows without a space: "Zone30", "hoplr.nl"."""
    stop = note.words[end - 1].end
    after = note.folded[stop : stop + 2]
    return after[:1].isdigit() or (after[:1] in (".", "@", "_", "/") and after[1:].isalnum())
