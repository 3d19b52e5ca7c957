"""The sentences people are told, by key: on screen and in mail with je, in letters and on the telephone with u.

A sentence holds no words of anybody. The title of what it is about is put behind it, and only where that title may
be read by whoever might see the mail.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class Sentence:
    """`short` for screen and mail, `letter` for paper."""

    key: str
    short: Text
    letter: Text


_sentences: dict[str, Sentence] = {}


def sentence(key: str, short: Text, letter: Text) -> str:
    """Make a sentence known and give its key. Raises ValueError when two rooms take one key."""
    known = _sentences.get(key)
    if known is not None and str(known.short) != str(short):
        raise ValueError(f"Two sentences are called {key}.")
    _sentences[key] = Sentence(key, short, letter)
    return key


def sentence_named(key: str) -> Sentence:
    """The sentence of a notice. Raises KeyError."""
    return _sentences[key]


def sentences() -> list[Sentence]:
    """All of them, by key."""
    return [_sentences[key] for key in sorted(_sentences)]
