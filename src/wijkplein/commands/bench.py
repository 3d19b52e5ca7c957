"""`wijkplein bench [NAME]`: measurements, from a checkout.

Each is a module in bench/ with NAME, HELP and `run(report)`, loaded when Django is set up.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from rich.progress import Progress
from rich.table import Table

from wijkplein.commands import CommandError
from wijkplein.commands.setup import console, say, start_django

HELP = "Meet snelheid en sterkte. Kan alleen vanuit de broncode, want daar staan de metingen (map bench)."
CHECKOUT = Path(__file__).resolve().parents[3]


@dataclass
class Figure:
    """One measured number. `goal`: what it should stay under or at (`at_least`: over); `floor`: the least we accept."""

    name: str
    value: float
    unit: str = ""
    goal: float | None = None
    floor: float | None = None
    at_least: bool = False

    @property
    def verdict(self) -> str:
        """Where it stands between goal and floor; "" for a number without a goal."""
        if self.goal is None:
            return ""
        sign = -1 if self.at_least else 1
        if sign * self.value <= sign * self.goal:
            return "doel"
        if self.floor is not None and sign * self.value <= sign * self.floor:
            return "bodem"
        return "gemist"


@dataclass
class Report:
    """What a measurement tells its figures to."""

    cycles: int | None = None
    posts: tuple[int, ...] = ()
    rounds: int | None = None
    quick: bool = False
    engine: str = "sqlite"
    figures: list[Figure] = field(default_factory=list)

    def figure(
        self,
        name: str,
        value: float,
        unit: str = "",
        goal: float | None = None,
        *,
        floor: float | None = None,
        at_least: bool = False,
    ) -> None:
        """Note one number."""
        self.figures.append(Figure(name, value, unit, goal, floor, at_least))

    def say(self, sentence: str) -> None:
        """Tell something that is no number."""
        say(sentence)

    @contextmanager
    def progress(self, step: str, total: int) -> Iterator[Callable[[int], None]]:
        """Show how far it is: call what you get with the number that is done."""
        with Progress(console=console(), transient=True) as shown:
            task = shown.add_task(step, total=total)
            yield lambda done: shown.update(task, completed=done)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("name", metavar="METING", nargs="?", help="welke; zonder naam zie je welke er zijn")
    parser.add_argument("--json", action="store_true", help="de cijfers als JSON op standaarduitvoer")
    parser.add_argument("--cycles", type=int, metavar="N", help="hoe vaak, voor metingen die herhalen")
    parser.add_argument("--posts", type=int, nargs="+", metavar="N", help="pages: bij hoeveel berichten (1000 100000)")
    parser.add_argument("--rounds", type=int, metavar="N", help="pages: rondes waarin de pagina's om de beurt gaan")
    parser.add_argument("--quick", action="store_true", help="pages: kort, voor een eerste indruk")
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite", help="pages: welke database")


def run(options: argparse.Namespace) -> int:
    """Run one measurement; 0 also when a goal was missed, because a figure is not a failure."""
    start_django()
    modules = _modules()
    if options.name is None:
        for name, module in modules.items():
            say(f"{name:<12} {module.HELP}")
        return 0
    if options.name not in modules:
        raise CommandError(f"Er is geen meting {options.name!r}. Kies uit: {', '.join(modules)}.")
    report = Report(
        cycles=options.cycles,
        posts=tuple(options.posts or ()),
        rounds=options.rounds,
        quick=options.quick,
        engine=options.engine,
    )
    modules[options.name].run(report)
    _show(report, as_json=options.json)
    return 0


def _modules() -> dict[str, Any]:
    folder = CHECKOUT / "bench"
    if not folder.is_dir():
        raise CommandError("De metingen zitten niet in het pakket. Haal de broncode op en doe daar: ./wijkplein bench")
    sys.path.insert(0, str(CHECKOUT))
    loaded = [import_module(f"bench.{path.stem}") for path in sorted(folder.glob("*.py")) if _is_one(path)]
    return {module.NAME: module for module in loaded}


def _is_one(path: Path) -> bool:
    """Helpers stand in the same folder; a measurement names itself."""
    return any(line.startswith("NAME = ") for line in path.read_text("utf-8").splitlines())


def _show(report: Report, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([{**vars(each), "verdict": each.verdict} for each in report.figures], ensure_ascii=False))  # noqa: T201  # the result
        return
    table = Table("Wat", "Gemeten", "Doel", "Bodem", "Oordeel")
    for each in report.figures:
        bars = ("" if bar is None else f"{bar:g} {each.unit}" for bar in (each.goal, each.floor))
        table.add_row(each.name, f"{each.value:.4g} {each.unit}", *bars, each.verdict)
    console().print(table)
