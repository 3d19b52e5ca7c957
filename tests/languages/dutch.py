"""Finds words of the house that stayed Dutch on a page in another language."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from tests.gate.visible_text import read_blocks
from tools.compile_translations import LOCALE, Entry, entries

# Small words without which hardly any Dutch sentence can be made; none of them is English.
DUTCH = frozenset(
    re.findall(
        r"\w+",
        """
        aan aantal als altijd bent bij daar dag dat de deze dit een elke er geen gaat haar heb hebben hebt heeft het hij
        hoe iedereen iemand ik ja je jij jou jouw jullie kies kunt kun maak meer met mijn moet naar nee niemand niet
        niets nog om onder onze ook plein staat tot uit uw van vandaag veel verder vertel voor vraag wat weet weg welke
        wie wij wil wilt woord woorden worden wordt ze zeg zelf zich zij zijn zo zonder zou buur buren buurt wijk
        """,
    )
)
WORD = re.compile(r"[a-zà-ÿ]+")
LANGUAGE = "en"


@cache
def entries_of(language: str = LANGUAGE) -> list[Entry]:
    """All entries of a language file, the header left out."""
    text = (LOCALE / language / "LC_MESSAGES" / "django.po").read_text("utf-8")
    return [entry for entry in entries(text) if entry.text]


@cache
def _texts() -> tuple[frozenset[str], frozenset[str]]:
    known = {entry.text.lower() for entry in entries_of() if entry.told[0].lower() != entry.text.lower()}
    english = {entry.told[0].lower() for entry in entries_of()}
    return frozenset(known - english), frozenset(english)


def stayed_dutch(html: str, *, own: Collection[str] = ()) -> Iterator[str]:
    """Blocks of a page, spoken attributes included, that a reader of English gets in Dutch.

    A block is Dutch when it is a known Dutch text of ours, or has two Dutch words, or one in at most four. `own`: words
    of the town itself, such as the names of its themes.
    """
    known, english = _texts()
    for block in read_blocks(html)[0]:
        text = block.text.lower()
        if not block.lang.startswith(LANGUAGE) or text in english or block.text in own:
            continue
        found = [word for word in WORD.findall(text) if word in DUTCH]
        if text in known or len(found) > 1 or (found and len(text.split()) <= 4):
            yield f"{block.where}"
