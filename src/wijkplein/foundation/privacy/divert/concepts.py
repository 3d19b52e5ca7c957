"""Which concepts of `begrippen.toml` a word stands for: in any of its forms, but never a misspelling."""

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from wijkplein.foundation.privacy.divert.folding import plain
from wijkplein.foundation.privacy.divert.lexicon import Lexicon
from wijkplein.foundation.privacy.divert.stems import stem

NUMBER = "getal"
"""The concept of every number; it needs no words."""
_SHORTEST, _SURE = 4, 6  # shorter words have too many look-alikes once their ending is off


class ConceptBook:
    """The concepts, ready to be used. `of` is remembered for each word: texts repeat them."""

    def __init__(self, source: Mapping[str, Mapping[str, object]]) -> None:
        entries: list[tuple[str, str]] = []
        for name, entry in source.items():
            words = entry["words"]
            assert isinstance(words, list)
            entries.extend((plain(str(word)), name) for word in words)
        self.names = frozenset(source) | {NUMBER}
        self._lexicon = Lexicon(entries, (), frozenset(source))
        self._forms: dict[str, tuple[tuple[str, str], ...]] = {}
        for word, name in entries:
            if "*" not in word and len(word) >= _SHORTEST:
                known = stem(word)
                self._forms[known] = (*self._forms.get(known, ()), (word, name))
        self.of = lru_cache(maxsize=5_000)(self._of)

    def _of(self, word: str) -> tuple[str, ...]:
        if word.isdigit():
            return (NUMBER,)
        same = self._forms.get(stem(word), ()) if len(word) >= _SHORTEST else ()
        forms = {name for known, name in same if _is_form(word, known)}
        return tuple(sorted(self._lexicon.lists(word) | forms))


def _is_form(word: str, known: str) -> bool:
    """Of two words with the same stem: "deuren" is a form of "deur", but "gezien" is none of "gezin"."""
    return min(len(word), len(known)) >= _SURE or word.startswith(known) or known.startswith(word)


@cache
def concept_book() -> ConceptBook:
    """The concepts of this folder, read once."""
    return ConceptBook(tomllib.loads(resources.files(__package__).joinpath("begrippen.toml").read_text("utf-8")))
