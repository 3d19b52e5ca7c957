"""Which themes a text looks like, and by which words. A suggestion, never a decision (design.md section 11)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from wijkplein.foundation.themes.models import Theme

WORD = re.compile(r"[a-z]+")
ENDINGS = ("tjes", "jes", "tje", "je", "en", "e", "s")
COMPOUND = 5  # letters a word needs to be recognised inside a longer one: "afval" in "zwerfafval"
SHORTEST_STEM = {"s": 4}  # "autos" loses its s, "huis" keeps it


def suggest(text: str, themes: Iterable[Theme] | None = None) -> list[tuple[Theme, list[str]]]:
    """The themes a text looks like with the words of the text that say so, most words first.

    Without `themes`, those in use. Show it as "lijkt op ..., door de woorden ...", and let somebody choose.
    """
    said = list(dict.fromkeys(WORD.findall(folded(text))))
    known = Theme.objects.in_use() if themes is None else themes
    found = [(theme, matching(said, theme.word_list)) for theme in known]
    return sorted(((theme, words) for theme, words in found if words), key=lambda pair: (-len(pair[1]), pair[0].name))


def matching(said: Iterable[str], word_list: Iterable[str]) -> list[str]:
    """The words of a text that stand on a list: as they are, bent, or as part of a longer word."""
    listed = [folded(word) for word in word_list]
    stems = {stem(word) for word in listed}
    long = tuple(word for word in listed if len(word) >= COMPOUND)
    return [word for word in said if stem(word) in stems or word.startswith(long) or word.endswith(long)]


def folded(text: str) -> str:
    """Lower case without accents."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def stem(word: str) -> str:
    """A word without its ending: "lampen", "lampje" and "lamp" are one, "bomen" and "boom" too."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM.get(ending, 3):
            word = word[: -len(ending)]
            break
    word = re.sub(r"([aeou])\1", r"\1", word)  # boom, bomen
    word = re.sub(r"([b-df-hj-np-tv-z])\1$", r"\1", word)  # bus, bussen
    return word[:-1] + {"v": "f", "z": "s"}.get(word[-1], word[-1]) if word else word
