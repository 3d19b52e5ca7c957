"""Runs every finder over a text and settles where two of them meet."""

import re
from collections.abc import Iterable, Iterator

from .births import birth_dates
from .finding import KINDS, Finding
from .names import names
from .note import Note, read
from .numbers import Span, bsns, emails, ibans, phones
from .people import relations
from .places import addresses, postcodes
from .sensitive import sensitive
from .vehicles import plates

DIGIT = re.compile("[0-9]")
# With one of these a text without a digit may hold a number in words.
SPELLED = ("nul", "nummer", "straat ", "laan ", "geb", "jarig", "verjaar")
RANK = {kind: rank for rank, kind in enumerate(KINDS)}


def findings(text: str) -> list[Finding]:
    """Every stretch of a text that may point at a person, in order, never overlapping.

    Offsets are Unicode code points. Any string is accepted, also broken ones; the time is linear in the length.
    Source: domain.md 4.2, reliability.md 3.7. It asks; what to do with the answer is for `blocks_publishing`.
    """
    note = read(text)
    spans: list[Span] = [*emails(note)]
    if DIGIT.search(note.folded) or any(word in note.folded for word in SPELLED):
        for finder in (ibans, phones, birth_dates, bsns, addresses, plates, postcodes):
            spans.extend(finder(note))
    spans.extend(relations(note))
    kept = _settle(spans)
    kept = _settle([*kept, *_beside(names(note), kept)])
    kept = _settle([*kept, *_after(sensitive(note, _sentences_of(note, kept)), kept, note.folded)])
    return sorted(Finding(start, end, kind, text[start:end]) for kind, start, end in kept)


def _sentences_of(note: Note, spans: list[Span]) -> set[int]:
    """Numbers of the sentences in which somebody is named or pointed at."""
    found = {note.word_at(start) for kind, start, _ in spans if kind in ("name", "relation")}
    return {note.words[index].sentence for index in found if index < len(note.words)}


def _beside(spans: Iterable[Span], kept: list[Span]) -> Iterator[Span]:
    """Names with what overlaps a more certain finding cut off: in "Jan van Galenstr. 63" only "Jan" is left."""
    place = 0
    for kind, start, end in spans:
        while place < len(kept) and kept[place][2] <= start:
            place += 1
        if place < len(kept) and start < kept[place][1] < end:
            yield kind, start, kept[place][1] - 1
        else:
            yield kind, start, end


def _after(spans: Iterable[Span], kept: list[Span], folded: str) -> Iterator[Span]:
    """P4 findings with what they share with a more certain finding, before or behind, cut off."""
    place = 0
    for kind, start, end in spans:
        while place < len(kept) and kept[place][2] <= start:
            place += 1
        begin, stop = start, end
        if place < len(kept) and kept[place][1] <= start < kept[place][2] < end:
            begin = kept[place][2]
            begin += len(folded[begin:end]) - len(folded[begin:end].lstrip(" ,.'"))
        behind = place + (begin > start)
        if behind < len(kept) and begin < kept[behind][1] < end:
            stop = begin + len(folded[begin : kept[behind][1]].rstrip(" ,.'"))
        if begin < stop:
            yield kind, begin, stop


def _settle(spans: list[Span]) -> list[Span]:
    """Where findings overlap the more certain kind stays, and of one kind the longer."""
    taken: list[Span] = []
    for span in sorted(spans, key=lambda one: (one[1], RANK[one[0]], -one[2])):
        if not taken or span[1] >= taken[-1][2]:
            taken.append(span)
        elif (RANK[span[0]], taken[-1][2] - taken[-1][1]) < (RANK[taken[-1][0]], span[2] - span[1]):
            taken[-1] = span
    return taken
