"""What follows from findings: an explanation, a refusal to publish, a neutral rewrite as a suggestion."""

import re
from collections.abc import Collection, Iterable

from .finding import Finding
from .note import fold
from .numbers import national
from .rules import RULES

NOT_PLAIN = re.compile("[^a-z0-9]")
BLOCKING = ("phone", "address")


def explain(kind: str) -> str:
    """One plain Dutch sentence on what was seen and what the writer can do. Raises KeyError for an unknown kind."""
    return str(RULES.data["labels"][kind])


def blocks_publishing(findings: Iterable[Finding], *, own_contact: Collection[str]) -> list[Finding]:
    """The findings with which a text may not be published; for all others asking is enough (issue 2, part 2).

    A BSN always; a telephone number or address unless it is in `own_contact`: what the writer may publish, such
    as his own number and the address of the venue or organisation he writes for, in any notation.
    """
    own = {key for contact in own_contact for key in _keys(contact)}
    return [
        finding
        for finding in findings
        if finding.kind == "bsn" or (finding.kind in BLOCKING and own.isdisjoint(_keys(finding.text)))
    ]


def _keys(contact: str) -> set[str]:
    """Comparable forms of a number or address; forms too short to recognise anything are left out."""
    folded = fold(contact)
    keys = {NOT_PLAIN.sub("", folded)}
    number = national(folded)
    if len(number) >= 9:
        keys.add(number)
    return {key for key in keys if len(key) >= 5}


def neutral(text: str, findings: Iterable[Finding]) -> str:
    """The text with each finding replaced by a neutral word, to show as a suggestion; never apply it unasked."""
    parts, position = [], 0
    for finding in sorted(findings):
        if finding.start >= position:
            parts += [text[position : finding.start], str(RULES.data["neutral"][finding.kind])]
            position = finding.end
    return "".join([*parts, text[position:]])
