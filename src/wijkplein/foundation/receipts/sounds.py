"""How a Dutch word sounds, folded so far that words one could mishear on the telephone become equal.

Only for choosing receipt words and for guessing which word somebody meant; it is no phonetics. The list of
words is tested against it: no two of them have the same fold, and no two are one letter apart.
"""

from __future__ import annotations

import re

# In this order: longer spellings first, so that "sch" is not read as "s" and "ch".
FOLDS = (
    ("sch", "sg"),
    ("ch", "g"),
    ("ij", "ei"),
    ("y", "i"),
    ("ou", "au"),
    ("eau", "o"),
    ("ph", "f"),
    ("th", "t"),
    ("qu", "kw"),
    ("x", "ks"),
    ("ck", "k"),
    ("c(?=[eiy])", "s"),
    ("c", "k"),
    ("z", "s"),
    ("v", "f"),
    ("w", "f"),
    ("ie", "i"),
    ("oe", "u"),
    ("eu", "u"),
    ("d$", "t"),
    ("b$", "p"),
    ("dt$", "t"),
    ("g$", "g"),
    ("en$", "e"),
)
TWICE = re.compile(r"(.)\1+")


def sound(word: str) -> str:
    """The fold of a word in lower case without accents: "ijs" and "eis", "hout" and "haut" come out the same."""
    for spelled, heard in FOLDS:
        word = re.sub(spelled, heard, word)
    return TWICE.sub(r"\1", word)


def apart(one: str, other: str, *, most: int) -> int:
    """How many letters must be added, dropped or changed to make one word the other; `most` + 1 when more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        before, row[0] = row[0], place
        for column, against in enumerate(other, 1):
            before, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, before + (letter != against))
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
