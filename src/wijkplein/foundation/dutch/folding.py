"""Bring text to the letters people type: no capitals, no accents, no invisible characters."""

import re
import unicodedata

# Letters that Unicode does not take apart into a base letter and an accent.
_LETTERS = str.maketrans(
    {
        "ı": "i",  # dotless i: Yıldız is found as Yildiz
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ħ": "h",
        "ŋ": "n",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "´": "'",
        "`": "'",
        "‐": "-",
        "‑": "-",
    }
)
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_GENITIVE = re.compile(r"'(?:s|tje|tjes|er|en|je|jes)$")
# Nobody types a longer word; a pasted key or address must not make an index entry of kilobytes.
LONGEST_WORD = 60


def fold(text: str) -> str:
    """Return `text` in small letters without accents, ligatures and invisible characters.

    Compatibility forms (full width letters, the ij ligature, fi) become their plain letters.
    """
    text = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    text = unicodedata.normalize("NFKD", text)  # casefold can bring new accents along (capital I with a dot)
    return "".join(c for c in text if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")


def tokenise(text: str) -> list[str]:
    """Split folded `text` into words; hyphens stay inside a word, "auto's" becomes "auto".

    >>> tokenise("de e-bike en auto's")
    ['de', 'e-bike', 'en', 'auto']
    """
    words = (_GENITIVE.sub("", word).replace("'", "") for word in _WORD.findall(text))
    return [word for word in words if 0 < len(word) <= LONGEST_WORD]
