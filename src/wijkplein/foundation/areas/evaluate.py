"""`wijkplein evaluate locate`: the production locator over JSON lines, so that anybody can test it on own data."""

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path

from wijkplein.foundation.areas.locate import Locator

HELP = "In welke buurt, wijk en gemeente ligt een punt?"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `evaluate locate`."""
    parser.add_argument(
        "--areas",
        type=Path,
        nargs="+",
        required=True,
        metavar="BESTAND",
        help="GeoJSON met buurten, wijken of gemeenten (ook .gz), zoveel als je wilt",
    )


def prepare(options: argparse.Namespace) -> Locator:
    """The locator for these options. Raises AreaFileError (Dutch) for a file that cannot be used."""
    return Locator.from_files(options.areas)


def evaluate(record: Mapping[str, object], locator: Locator) -> dict[str, str | None]:
    """The answer to one line `{"lon", "lat"}` in degrees: three CBS codes, null where there is no area.

    Raises ValueError (Dutch) when lon or lat is absent or no place on earth.
    """
    lon, lat = record.get("lon"), record.get("lat")
    if not isinstance(lon, (int, float)) or not isinstance(lat, (int, float)):
        raise ValueError("Geef lon en lat als getallen in graden, bijvoorbeeld lon 6.56 en lat 52.99.")
    return locator.locate(lon, lat)._asdict()


def outside(answers: Iterable[Mapping[str, str | None]]) -> list[int]:
    """The line numbers (from 1) of the answers that lie in none of the areas."""
    return [number for number, answer in enumerate(answers, start=1) if answer.get("municipality") is None]
