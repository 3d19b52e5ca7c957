"""Take Dutch compounds apart: who searches fiets wants the snorfiets too, who searches tuin the moestuin."""

import re
from collections.abc import Collection
from functools import cache, lru_cache

from wijkplein.foundation.dutch import lists
from wijkplein.foundation.dutch.stemming import stems, verb_forms

SHORTEST_PART = 3
# A front that no list knows must look like a word; prefixes and particles make a derivation, not a compound.
_PREFIXES = frozenset(["ver", "ont", "her", "ge", "be", "mis", "on", "aard", "eer", "hoog", "ander"])
_LINKS = ("s", "en", "n", "e", "er")
_VOWEL = re.compile("[aeiouy]")


@cache
def _prefixes() -> frozenset[str]:
    return _PREFIXES | lists.particles()


@cache
def _derived() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(sorted(_prefixes()))})")


@cache
def known_parts() -> frozenset[str]:
    """The stems of the building stones in the word list, and the longer stems of everyday words."""
    everyday = {word for group in lists.synonym_groups() for word in group if word.isalpha()}
    longer = {stem for word in everyday for stem in stems(word) if len(stem) > SHORTEST_PART}
    return frozenset(longer.union(stem for word in lists.compound_parts() for stem in stems(word)))


def _known(piece: str, known: Collection[str]) -> str | None:
    """The stem under which `piece` is known, with or without a linking letter, or None."""
    for candidate in stems(piece):
        if candidate in known:
            return candidate
    for link in _LINKS:
        bare = piece.removesuffix(link)
        if bare != piece and len(bare) >= SHORTEST_PART and bare in known:
            return bare
    return None


def _is_unknown_front(piece: str) -> bool:
    """Whether an unknown piece can be the front of a compound: a syllable, and no prefix (ver-stand)."""
    return _VOWEL.search(piece) is not None and _derived().match(piece) is None


def may_hold(word: str, stem: str) -> bool:
    """Whether a longer word can be a compound with `stem` as its front or head; verhuizing does not hold zing."""
    return word.startswith(stem) or (word.endswith(stem) and _is_unknown_front(word.removesuffix(stem)))


def split(word: str, known: Collection[str]) -> tuple[str, ...]:
    """The stems of the parts of a compound, the head last; empty when `word` is none as far as we know.

    Longest known head first; a front nobody knows is accepted before a head of four letters or more
    (snor-fiets).
    """
    half: tuple[str, ...] = ()
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        front, back = word[:cut], word[cut:]
        head = _known(back, known)
        if head is None:
            continue
        if (modifier := _known(front, known)) is not None and front not in _prefixes():
            return (modifier, head)
        deeper = split(front, known) if len(front) > 2 * SHORTEST_PART else ()
        if len(deeper) > 1:
            return (*deeper, head)
        if not half and len(back) > SHORTEST_PART and _is_unknown_front(front):
            half = (stems(front)[0], head)
    return half


@cache
def _generic_heads() -> frozenset[str]:
    return frozenset(stem for word in lists.generic_heads() for stem in stems(word))


def subject(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The front of a compound that says what it is about when the head does not (haakclub: haak); else nothing."""
    if len(parts) != 2 or parts[1] not in _generic_heads() or parts[0] in lists.faint_words():
        return ()
    return parts[:1] if len(parts[0]) > SHORTEST_PART else ()


@lru_cache(maxsize=5_000)
def listed_split(word: str) -> tuple[str, ...]:
    """`split` against the word lists alone, the same everywhere and every day; a form or name is no compound."""
    listed = word in verb_forms() or word in lists.plurals() or word in lists.names()
    return () if listed else split(word, known_parts())
