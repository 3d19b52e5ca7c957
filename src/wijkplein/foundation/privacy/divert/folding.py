"""From what somebody typed to plain small words, whatever the keyboard, the accents or the tricks.

Everything here is linear in the length of the text and accepts every `str`, lone surrogates included.
"""

import re
import unicodedata

# Letters that look like ours and survive NFKD: Cyrillic, Greek and a few Latin ones.
_LOOKALIKES = str.maketrans(
    "абвгекмнорстухісјԁԛԝαβεικνορτυχøłđıßæœ",
    "abbrekmhopctyxicjdqwabeikvoptuxoldisao",
)
# Written as numbers so that nobody has to see an invisible character in the source.
_JOINERS = re.compile("[" + "".join(chr(code) for code in (0xAD, 0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x2B9, 0x2BC)) + "]")
_WORD = re.compile(r"[a-z0-9@$]+|  +|\n")
_PIECE = re.compile(r"[a-z]+|[0-9]+")
_LEET = str.maketrans("013457@$", "oieastas")
_REPEATED = re.compile(r"([a-z])\1{2,}")
_PLATE = re.compile(
    r"(?<![a-z0-9-])(?=[0-9-]*[a-z])(?=[a-z-]*[0-9])"
    r"(?:[a-z]{1,3}|[0-9]{1,3})[- ]?-[ ]?(?:[a-z]{1,3}|[0-9]{1,3})-(?:[a-z]{1,3}|[0-9]{1,3})(?![a-z0-9-])"
    r"|(?<![a-z0-9])(?:[0-9][a-z]{3}[0-9]{2}|[a-z]{2}[0-9]{3}[a-z]|[a-z][0-9]{3}[a-z]{2}"
    r"|[0-9]{2}[a-z]{3}[0-9]|[a-z]{3}[0-9]{2}[a-z]|[0-9]{2}[a-z]{4}|[a-z]{2}[0-9]{2}[a-z]{2})(?![a-z0-9])"
)
PLATE_WORD = "kentekenplaat"
"""The word that takes the place of a number plate, so that no plate ever stands in a reason."""


def plain(text: str) -> str:
    """Small letters a-z without accents, invisible characters, look-alike letters or capitals."""
    # NFKD first: full-width and mathematical letters become ours, accents become separate marks.
    letters = unicodedata.normalize("NFKD", text).lower().translate(_LOOKALIKES)
    if not letters.isascii():
        letters = "".join(c for c in letters if c.isascii() or unicodedata.category(c) not in ("Mn", "Cf"))
    return _REPEATED.sub(r"\1\1", _JOINERS.sub("", letters))


def words(text: str) -> list[tuple[str, bool]]:
    """The words of a text in order; the flag says that a word was pasted together from loose letters.

    A number plate becomes PLATE_WORD. Digits are kept as words of their own, except inside a word that
    somebody wrote with digits for letters ("v3rdacht").
    """
    found: list[tuple[str, bool]] = []
    loose: list[str] = []
    for match in _WORD.finditer(_PLATE.sub(f" {PLATE_WORD} ", plain(text))):
        token = match.group()
        if len(token) == 1 and token.isalpha():
            loose.append(token)
            continue
        if loose and token.isspace() and len(loose) < 3:
            continue
        _flush(loose, found)
        if not token.isspace():
            found.extend((piece, False) for piece in _pieces(token))
    _flush(loose, found)
    return found


def _flush(loose: list[str], found: list[tuple[str, bool]]) -> None:
    """Three or more loose letters in a row are one word ("v e r d a c h t"); fewer stay as they are."""
    if len(loose) >= 3:
        found.append(("".join(loose), True))
    else:
        found.extend((letter, False) for letter in loose)
    loose.clear()


def _pieces(token: str) -> list[str]:
    if token.isalpha() or token.isdigit():
        return [token]
    letters = sum(c.isalpha() for c in token)
    if letters >= 2 and letters > len(token) // 2 and token[0].isalpha() and token[-1].isalpha():
        return [token.translate(_LEET)]
    return _PIECE.findall(token)


_SOUNDS = (
    ("sch", "sg"), ("ch", "g"), ("ph", "f"), ("th", "t"), ("qu", "kw"), ("ck", "k"), ("ij", "y"), ("ei", "y"),
    ("ou", "au"), ("ie", "i"), ("z", "s"), ("v", "f"), ("c", "k"), ("x", "ks"),
)  # fmt: skip
_ENDING = re.compile(r"(?:dt|d)$")


def sound(word: str) -> str:
    """How a word sounds in Dutch, roughly: "verdagt" and "verdacht", "loopd" and "loopt" become the same.

    Double letters are left alone: "steelt" and "stelt", "stelen" and "stellen" are different words.
    """
    for written, heard in _SOUNDS:
        if written in word:
            word = word.replace(written, heard)
    return _ENDING.sub("t", word)
