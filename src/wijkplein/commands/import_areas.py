"""`wijkplein import areas FILE...`: boundaries and figures of CBS, from disk."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.progress import Progress, TaskID

from wijkplein.commands import CommandError
from wijkplein.commands.setup import add_community, console, say, start_django
from wijkplein.foundation.community.community import Community
from wijkplein.foundation.community.towns import by_slug

if TYPE_CHECKING:
    from wijkplein.foundation.areas.importing import Reading

HELP = "Neem gegevens over: gebieden van het CBS (GeoJSON, ook .gz) en kerncijfers (CSV)."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    what = parser.add_subparsers(dest="what", metavar="WAT", required=True)
    areas = what.add_parser("areas", help="gemeenten, wijken en buurten", description=HELP)
    add_community(areas, required=True)
    areas.add_argument("files", metavar="BESTAND", nargs="+", type=Path, help="GeoJSON met grenzen")
    areas.add_argument("--figures", metavar="BESTAND", nargs="+", type=Path, default=[], help="CSV met kerncijfers")
    areas.add_argument("--municipality", metavar="GMxxxx", nargs="+", default=[], help="alleen deze gemeenten")
    areas.add_argument("--year", type=int, help="jaar van de cijfers, als het niet in het bestand staat")
    areas.add_argument("--source", default="", help="bron die bij de cijfers komt te staan")


def run(options: argparse.Namespace) -> int:
    """Import into one community, everything or nothing."""
    start_django()
    community = by_slug(options.community)
    reading = read(
        options.files,
        options.figures,
        municipalities=options.municipality,
        year=options.year,
        source=options.source,
    )
    import_into(community, reading)
    return 0


def read(
    files: list[Path],
    figures: list[Path],
    *,
    municipalities: Sequence[str] = (),
    year: int | None = None,
    source: str = "",
) -> Reading:
    """Read all files before anything is made or written. Raises CommandError that names the file."""
    from wijkplein.foundation.areas.importing import read_import

    with _nothing_taken_over(), _shown() as show:
        return read_import(
            files, figures=figures, municipalities=municipalities, year=year, source=source, progress=show
        )


def import_into(community: Community, reading: Reading) -> None:
    """Write in one transaction what was read."""
    from wijkplein.foundation.areas.importing import save_import
    from wijkplein.foundation.community.binding import opened

    with opened(community), _nothing_taken_over(), _shown() as show:
        report = save_import(reading, progress=show)
    for line in report.lines():
        say(line)


@contextmanager
def _nothing_taken_over() -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise CommandError(f"{error} Er is niets overgenomen.") from None


@contextmanager
def _shown() -> Iterator[Callable[[str, int, int], None]]:
    """Progress on the screen: call what you get with the step, what is done and the total."""
    with Progress(console=console(), transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def show(step: str, done: int, total: int) -> None:
            task = tasks.setdefault(step, progress.add_task(step, total=total))
            progress.update(task, completed=done, total=total)

        yield show
