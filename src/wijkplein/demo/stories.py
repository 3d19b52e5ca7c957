"""Reads what was written by hand in `data/`: people, places, and the posts with what came after them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
HALF_YEAR = 183  # days the story goes back
UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
# What came after a post, one line each. A plus and the time since, then who, then what was said. A star behind the
# name is the answer that helped, a wave before it hides the name; @facebook is typed over, !report is another verb.
STEP = re.compile(
    r"\+(?P<count>\d+)(?P<unit>[mhd]) (?:!(?P<verb>\w+) |@(?P<via>\w+) )?(?P<hidden>~)?(?P<who>[\w\u00c0-\u017f -]+?)"
    r"(?: (?P<choice>[a-z_]+))?(?P<helped>\*)?: (?P<text>.+)",
    re.S,
)


class StoryError(ValueError):
    """Something in the data of the demonstration town cannot be read."""


@dataclass(frozen=True)
class Step:
    """What came after a post: a reply (without `verb`), or a report, hiding, objection and so on."""

    after: timedelta
    who: str
    text: str
    verb: str = "reply"
    choice: str = ""
    via: str = ""
    named: bool = True
    helped: bool = False


@dataclass(frozen=True)
class Story:
    """One post as it was written down, on the day it happened."""

    day: date
    clock: str
    who: str
    where: str
    kind: str
    title: str
    text: str
    via: str = ""
    organisation: str = ""
    held: str = ""
    closed: str = ""
    photo: tuple[str, str] | None = None
    open_for: int = 0
    stays: bool = False
    named: bool = True
    steps: tuple[Step, ...] = field(default=())


@lru_cache(maxsize=8)
def read(name: str) -> Mapping[str, Any]:
    """One file of `data/`."""
    return tomllib.loads((DATA / name).read_text("utf-8"))


def step_from(text: str) -> Step:
    """Read one line of what came after. Raises StoryError that quotes it."""
    found = STEP.fullmatch(text)
    if found is None:
        raise StoryError(f"Dit is geen vervolg op een bericht: {text[:60]}")
    return Step(
        after=int(found["count"]) * UNITS[found["unit"]],
        who=found["who"],
        text=found["text"].strip(),
        verb=found["verb"] or ("type_over" if found["via"] else "reply"),
        choice=found["choice"] or "",
        via=found["via"] or "",
        named=not found["hidden"],
        helped=bool(found["helped"]),
    )


def stories(today: date) -> list[Story]:
    """Every post of the half year before `today`, oldest first; posts of a season only when that day lay in it."""
    files = sorted(DATA.glob("posts-*.toml"))
    entries = [entry for path in files for entry in read(path.name)["post"]]
    dated = ((_day_of(entry, today), entry) for entry in entries)
    told = [_story(day, entry) for day, entry in dated if day is not None]
    return sorted(told, key=lambda story: (story.day, story.clock))


def _story(day: date, entry: Mapping[str, Any]) -> Story:
    given = {
        name: entry[name] for name in ("via", "organisation", "held", "closed", "open_for", "stays") if name in entry
    }
    photo = entry.get("photo")
    return Story(
        day=day,
        clock=entry["at"],
        who=entry["by"].removeprefix("~"),
        named=not entry["by"].startswith("~"),
        where=entry["where"],
        kind=entry["kind"],
        title=entry["title"],
        text=" ".join(entry["text"].split()) if "\n\n" not in entry["text"] else entry["text"].strip(),
        photo=(photo[0], photo[1]) if photo else None,
        steps=tuple(step_from(text) for text in entry.get("then", ())),
        **given,
    )


def _day_of(entry: Mapping[str, Any], today: date) -> date | None:
    """`on` counts days back from today; `around` is a day of the year ("11-11"), `days` a list of full dates."""
    if "on" in entry:
        return today + timedelta(days=int(entry["on"]))
    for day in _seasonal(entry, today):
        told = day + timedelta(days=int(entry.get("shift", 0)))
        if today - timedelta(days=HALF_YEAR) <= told < today:
            return told
    return None


def _seasonal(entry: Mapping[str, Any], today: date) -> Sequence[date]:
    if "days" in entry:
        return [date.fromisoformat(day) for day in entry["days"]]
    month, day = (int(part) for part in entry["around"].split("-"))
    return [date(year, month, day) for year in (today.year + 1, today.year, today.year - 1)]
