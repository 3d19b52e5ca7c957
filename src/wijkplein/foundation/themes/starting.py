"""The themes a new town starts with, read from `start.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

START = Path(__file__).with_name("start.toml")


@dataclass(frozen=True)
class Start:
    """One theme of the file."""

    name: str
    words: tuple[str, ...]
    synonyms: tuple[str, ...]


def starting_themes() -> list[Start]:
    """Every theme of the file, in its order."""
    data = tomllib.loads(START.read_text("utf-8"))
    return [
        Start(each["name"], tuple(each["words"].split()), tuple(each["synonyms"].split())) for each in data["theme"]
    ]
