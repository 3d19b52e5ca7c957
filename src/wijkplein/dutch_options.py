"""What argparse says of itself, in Dutch: it asks two functions for its words, and here they are ours."""

from __future__ import annotations

import argparse

WORDS = {
    "usage: ": "gebruik: ",
    "positional arguments": "wat erbij hoort",
    "options": "keuzes",
    "show this help message and exit": "toon deze uitleg",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\nUitleg: %(prog)s --help\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "dit ontbreekt nog: %s",
    "one of the arguments %s is required": "geef een van deze: %s",
    "unrecognized arguments: %s": "dit ken ik niet: %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan van alles zijn: %(matches)s",
    "ignored explicit argument %r": "hier hoort niets achter, ook niet %r",
    "not allowed with argument %s": "gaat niet samen met %s",
    "expected one argument": "hier hoort iets achter",
    "expected at most one argument": "hier hoort hoogstens een ding achter",
    "expected at least one argument": "hier hoort iets achter",
    "expected %s argument": "hier hoort %s ding achter",
    "expected %s arguments": "hier horen %s dingen achter",
    "unexpected option string: %s": "%s had ik hier niet verwacht",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r ken ik niet. Kies uit: %(choices)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "%(parser_name)r ken ik niet. Kies uit: %(choices)s",
    "invalid %(type)s value: %(value)r": "%(value)r is geen heel getal",  # the only type of Python's own we ask for
}


def speak_dutch() -> None:
    """For the whole process; a sentence of a later Python that we do not know yet stays as it is."""
    argparse._ = _word  # type: ignore[attr-defined]  # where argparse itself looks for a translation
    argparse.ngettext = _word_for  # type: ignore[attr-defined]


def _word(text: str) -> str:
    return WORDS.get(text, text)


def _word_for(one: str, more: str, count: int) -> str:
    return _word(one if count == 1 else more)
