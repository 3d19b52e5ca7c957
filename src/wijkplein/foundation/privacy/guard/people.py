"""Findings about who somebody is without a name: "de man van nummer 12", "die zoon van de bakker"."""

from collections.abc import Iterator

from .note import Note
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
