"""Names of short syllables: "li na chen", "Nguyen Van Hai", "park ji sung". No single word of them is strange enough.

Each syllable may be a Dutch word ("na", "man", "ho"); a run of them with two that are no Dutch, or with one and a
family name, is a name, with capitals and without.
"""

from collections.abc import Iterator

from .lexicon import in_dictionary
from .note import Note
from .rules import RULES

LONGEST = 4


def syllable_names(note: Note) -> Iterator[tuple[int, int]]:
    """First word and one past the last of each name made of syllables."""
    known = RULES.syllables
    index = 0
    while index < len(note.words):
        form = note.words[index].form
        if form not in known and "-" not in form:
            index += 1
            continue
        end = index
        while end < len(note.words) and end - index < LONGEST and _parts(note.words[end].form) <= known:
            if end > index and (note.gap(end) != " " or note.words[end].capital != note.words[index].capital):
                break
            end += 1
        start = index + (note.words[index].form == "van" and end > index)
        while end - start > 1 and note.words[end - 1].form in ("van", "na", "al", "do"):
            end -= 1
        if end - start > 1 and _is_name(note, start, end):
            yield start, end
        index = max(end, index + 1)


def _parts(form: str) -> set[str]:
    """The halves of "min-ji", or the word."""
    return set(form.split("-")) if "-" in form else {form}


def _is_name(note: Note, start: int, end: int) -> bool:
    """Whether two syllables are no Dutch word, or one beside a family name."""
    forms = [note.words[place].form for place in range(start, end)]
    odd = [form for form in forms if not _dutch(form)]
    family = any(form in RULES.words("names", "syllable_families") for form in forms)
    return len(set(forms)) > 1 and (len(odd) > 1 or (family and len(odd) == 1))


def _dutch(form: str) -> bool:
    """Whether a syllable is a word of ours too, or of chat."""
    return form in RULES.words("names", "dutch_syllables") or (len(form) > 3 and in_dictionary(form))
