"""P4 words as they sound: "depresief", "artroze", "skizofreen". Only for a word that is no Dutch word."""

import re
from functools import cache

from .lexicon import strange
from .rules import RULES

SHORTEST = 6  # letters of a word; shorter ones sound like too much else
SOUNDS = str.maketrans({**dict.fromkeys("aeiouyhj-'"), "c": "k", "q": "k", "x": "ks", "z": "s", "v": "f", "d": "t"})
TWICE = re.compile(r"(.)\1+")


def sound(form: str) -> str:
    """The first letter and the consonants after it, those that sound alike as one, none twice."""
    plain = form.replace("ph", "f").replace("ch", "g").replace("th", "t")
    return TWICE.sub(r"\1", plain[:1].translate(SOUNDS) + "." + plain.translate(SOUNDS))


@cache
def _sounds() -> frozenset[str]:
    """The sounds of every listed word of health, medicine, addiction, debts and crime that is long enough."""
    groups = ("health", "medication", "addiction", "debts", "crime")
    words = [word for word, group in RULES.personal_facts.items() if group in groups and len(word) >= SHORTEST]
    return frozenset(one for one in map(sound, words) if len(one) >= SHORTEST)


def misspelt(form: str) -> bool:
    """Whether an unknown word sounds like a P4 word."""
    return len(form) >= SHORTEST and sound(form) in _sounds() and form not in RULES.listed and strange(form)
