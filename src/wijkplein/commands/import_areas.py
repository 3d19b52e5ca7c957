"""`wijkplein import areas FILE...`: boundaries and figures of CBS, from disk."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.progress import Progress

from wijkplein.commands import CommandError
from wijkplein.commands.setup import add_community, console, say, start_django
from wijkplein.foundation.community.community import Community
from wijkplein.foundation.community.towns import by_slug

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
    import_into(
        community,
        options.files,
        options.figures,
        municipalities=options.municipality,
        year=options.year,
        source=options.source,
    )
    return 0


def import_into(
    community: Community,
    files: list[Path],
    figures: list[Path],
    *,
    municipalities: list[str] | None = None,
    year: int | None = None,
    source: str = "",
) -> None:
    """Read all files first, then write in one transaction. Raises CommandError that names the file."""
    from wijkplein.foundation.areas.importing import run_import
    from wijkplein.foundation.community.binding import opened

    with opened(community), Progress(console=console(), transient=True) as progress:
        tasks: dict[str, object] = {}

        def show(step: str, done: int, total: int) -> None:
            task = tasks.setdefault(step, progress.add_task(step, total=total))
            progress.update(task, completed=done, total=total)  # type: ignore[arg-type]  # rich's TaskID is an int

        try:
            report = run_import(
                files, figures=figures, municipalities=municipalities or (), year=year, source=source, progress=show
            )
        except (ValueError, OSError) as error:
            raise CommandError(f"{error} Er is niets overgenomen.") from None
    for line in report.lines():
        say(line)
