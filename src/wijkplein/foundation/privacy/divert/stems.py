"""A word without its Dutch ending, so that its forms count together."""

import re
from functools import lru_cache

from wijkplein.foundation.privacy.divert.folding import sound

_DOUBLE = re.compile(r"([a-z])\1")


@lru_cache(maxsize=5_000)
def stem(word: str) -> str:
    """The word without its Dutch ending, as it sounds: "gluurt", "gluren" and "gluurde" come close together."""
    short = sound(word)
    for ending in ("tje", "je"):
        if short.endswith(ending) and len(short) > len(ending) + 3:
            short = short.removesuffix(ending)
            break
    for ending in ("en", "e", "s", "t"):
        if short.endswith(ending) and len(short) - len(ending) >= 3:
            short = short.removesuffix(ending)
            break
    if (short.endswith("t") and len(short) > 4) or (short.endswith("d") and len(short) > 3):
        short = short[:-1]
    return _DOUBLE.sub(r"\1", short)
