"""Whoever types a command wrongly, or asks for help, reads Dutch."""

from __future__ import annotations

import re
from typing import Any

import pytest

from wijkplein.__main__ import COMMANDS, main

ENGLISH = re.compile(
    r"\b(usage|error|argument|arguments|options:|positional|required|following|invalid|choice|choose|unrecognized|show|"
    r"exit|expected|value|allowed|with|ambiguous)\b"
)


def said(capfd: Any, *typed: str) -> str:
    with pytest.raises(SystemExit):
        main(list(typed))
    out = capfd.readouterr()
    return " ".join((out.out + out.err).split())


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("", "dit ontbreekt nog: OPDRACHT"),
        ("bestaat-niet", "'bestaat-niet' ken ik niet. Kies uit:"),
        ("evaluate", "dit ontbreekt nog: ONDERDEEL"),
        ("evaluate guard", "dit ontbreekt nog: --input, --output"),
        ("serve --port veel", "--port: 'veel' is geen heel getal"),
        ("serve --threads 0", "--threads: '0' is geen aantal"),
        ("serve --port", "--port: hier hoort iets achter"),
        ("serve --onbekend", "dit ken ik niet: --onbekend"),
        ("doctor --retention=ja", "hier hoort niets achter"),
        ("bench --engine mysql", "'mysql' ken ik niet"),
        ("serve --p 1", "kan van alles zijn"),
    ],
)
def test_a_mistake_is_answered_in_dutch(typed: str, word: str, capfd: Any) -> None:
    sentence = said(capfd, *typed.split())
    assert word in sentence
    assert sentence.startswith("gebruik: wijkplein")
    assert "Uitleg: wijkplein" in sentence
    assert ENGLISH.findall(sentence) == []


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_dutch(command: str, capfd: Any) -> None:
    sentence = said(capfd, *command.split(), "--help")
    assert "toon deze uitleg" in sentence
    assert ENGLISH.findall(sentence) == []
