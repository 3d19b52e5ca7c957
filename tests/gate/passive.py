"""Finding the Dutch passive: a form of *worden* with a participle, or *is/zijn* with one and *door*.

A rule of thumb without a language model. It knows the regular participles, those of verbs with be-, ver-,
ont-, her- and er-, and a list of strong ones; it does not count "wordt warm" or "word lid".
"""

from __future__ import annotations

import re
from pathlib import Path

WORDS = Path(__file__).parent / "words"


def _listed(name: str) -> frozenset[str]:
    lines = (WORDS / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


WORDEN = {"word", "wordt", "worden", "werd", "werden", "geworden"}
ZIJN = {"is", "zijn", "was", "waren", "bent"}
PARTICLE = (
    "aan|achter|af|bij|binnen|dicht|door|goed|in|klaar|los|mee|na|neer|om|onder|op|open|over|samen|tegen|terug|toe|"
    "uit|vast|verder|voor|weg|rond|vrij|schoon|langs|mis"
)
REGULAR = re.compile(rf"^(?:{PARTICLE})?ge[a-zë]{{2,}}(?:d|t|en)$")
PREFIXED = re.compile(rf"^(?:{PARTICLE})?(?:be|ver|ont|her|er)[a-z]{{2,}}[^aeiou]?(?:d|t)$")
STRONG = _listed("strong_participles.txt")
NOT_PARTICIPLE = _listed("not_participles.txt")
WORD = re.compile(r"[a-zà-ÿ]+", re.IGNORECASE)


def is_participle(word: str) -> bool:
    """Whether a word, in small letters, has the form of a past participle."""
    if word in NOT_PARTICIPLE:
        return False
    return word in STRONG or bool(REGULAR.match(word) or PREFIXED.match(word))


def is_passive(sentence: str) -> bool:
    """Whether a Dutch sentence says that something is done, without a doer as its subject."""
    words = [word.casefold() for word in WORD.findall(sentence)]
    after_te = {words[index + 1] for index, word in enumerate(words[:-1]) if word == "te"}
    participles = [word for word in words if is_participle(word) and word not in after_te]
    if not participles:
        return False
    if WORDEN.intersection(words) - {"word"}:
        return True
    return bool(ZIJN.intersection(words)) and "door" in words
