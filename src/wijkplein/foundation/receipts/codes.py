"""The two secrets of a receipt: three Dutch words to say aloud, and 128 bits for the QR.

Both are stored only as HMAC under a key outside the database (design.md section 2, word 7; ADR 0007).
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from functools import cache
from pathlib import Path

from wijkplein.foundation.community.keys import key, keys
from wijkplein.foundation.receipts.sounds import apart, sound

WORDS_FILE = Path(__file__).with_name("words.txt")
SECRET_BYTES = 16
WORDS = 3


@cache
def word_list() -> tuple[str, ...]:
    """Everyday words that sound unlike each other, in a fixed order."""
    return tuple(WORDS_FILE.read_text("utf-8").split())


def new_words() -> str:
    """Three different words, with spaces: "fiets lepel zomer". A word said twice sounds like a mistake."""
    return " ".join(secrets.SystemRandom().sample(word_list(), WORDS))


def new_secret() -> str:
    """What stands in the QR."""
    return secrets.token_urlsafe(SECRET_BYTES)


def tidy(words: str) -> str:
    """What somebody typed or heard, as it was printed: lower case, no accents, dashes or commas."""
    plain = unicodedata.normalize("NFKD", words.lower())
    return " ".join(re.findall(r"[a-z]+", "".join(letter for letter in plain if not unicodedata.combining(letter))))


@cache
def _by_sound() -> dict[str, str]:
    return {sound(word): word for word in word_list()}


def nearest(word: str) -> str:
    """The word of the list that somebody meant: itself, the one that sounds so, or the only one a letter away; else "".

    The list is public, so this tells nobody anything about receipts.
    """
    word = tidy(word)
    if word in word_list():
        return word
    if heard := _by_sound().get(sound(word)):
        return heard
    near = [each for each in word_list() if apart(word, each, most=1) == 1] if word else []
    return near[0] if len(near) == 1 else ""


def mark(code: str, *, purpose: str, secret: bytes | None = None) -> str:
    """The HMAC that the database keeps of a code."""
    return hmac.new(secret or key("receipts").secret, f"{purpose}\0{code}".encode(), hashlib.sha256).hexdigest()


def words_mark(words: str) -> str:
    """The mark of three words, however they were typed."""
    return mark(tidy(words), purpose="words")


def secret_mark(secret: str) -> str:
    """The mark of a QR secret."""
    return mark(secret, purpose="secret")


def marks(code: str, *, purpose: str) -> list[str]:
    """The marks of a code under every key there is: receipts given before a key was replaced stay good."""
    return [mark(code, purpose=purpose, secret=each.secret) for each in keys("receipts")]
