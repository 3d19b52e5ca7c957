"""The guard on its own practice notes (`practice.toml`, `practice_more.toml`): every kind, and clean notes."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from wijkplein.foundation.privacy.guard import findings

PRACTICE = tomllib.loads(Path(__file__).with_name("practice.toml").read_text(encoding="utf-8"))
MORE = tomllib.loads(Path(__file__).with_name("practice_more.toml").read_text(encoding="utf-8"))
MARK = re.compile(r"\{([a-z_]+)\|([^}]*)\}")


def _covered(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether findings of whatever kind cover every letter and digit of the spans."""
    seen = {place for one in findings(text) for place in range(one.start, one.end)}
    return all(place in seen for start, end in spans for place in range(start, end) if text[place].isalnum())


def _filled(frame: str, name: str, *, lower: bool) -> tuple[str, list[tuple[int, int]]]:
    """A frame with a name in it, and where the name stands."""
    given, family = name.split("|") if "|" in name else name.split(maxsplit=1)
    words = {"N": f"{given} {family}", "G": given, "F": family}
    text, spans = "", []
    for part in re.split(r"\b([NGF])\b", frame):
        word = words.get(part, part)
        word = word.lower() if lower else word
        if part in words:
            spans.append((len(text), len(text) + len(word)))
        text += word
    return text, spans


def _lines(kind: str) -> list[str]:
    """The notes of one kind in both files."""
    return [line for file in (PRACTICE, MORE) for line in file["notes"].get(kind, "").strip().splitlines()]


def _marked(kind: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The notes of one kind without their marks, and where the marks stood."""
    for line in _lines(kind):
        text, spans, position = "", [], 0
        for mark in MARK.finditer(line):
            text += line[position : mark.start()]
            spans.append((len(text), len(text) + len(mark[2])))
            text, position = text + mark[2], mark.end()
        yield text + line[position:], spans


@pytest.mark.parametrize("practice", [PRACTICE, MORE], ids=["practice", "more"])
def test_names_are_found_by_what_stands_around_them(practice: dict[str, Any]) -> None:
    """97 % of some 21,000 and 9,000 notes, with capitals and without."""
    hits: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for style, frames in practice["frames"].items():
        for frame in frames:
            for names in practice["names"].values():
                for name in names:
                    hits[style] += _covered(*_filled(frame, name, lower=style == "lower"))
                    total[style] += 1
    assert hits.total() >= 0.97 * total.total(), {style: hits[style] / total[style] for style in total}


@pytest.mark.parametrize("kind", ["address", "sensitive", "birth_date", "plate", "phone"])
def test_each_kind_is_found_in_the_ways_people_write_it(kind: str) -> None:
    """95 % of the notes, every letter of every mark."""
    notes = list(_marked(kind))
    missed = [text for text, spans in notes if not _covered(text, spans)]
    assert len(missed) <= 0.05 * len(notes), missed


def test_ordinary_notes_are_left_alone() -> None:
    """At most 2 % of clean notes is held."""
    notes = _lines("clean")
    held = [(text, findings(text)) for text in notes if findings(text)]
    assert len(held) <= 0.02 * len(notes), held
