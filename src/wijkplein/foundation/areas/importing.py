"""`wijkplein import areas`: from files on disk to areas with figures. Reads everything first, then writes at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from wijkplein.foundation.areas.actions import import_boundaries, import_figures
from wijkplein.foundation.areas.boundaries import BoundaryFile, as_code, read_boundaries
from wijkplein.foundation.areas.featurestream import AreaFileError
from wijkplein.foundation.areas.figures import Figure, FigureFile, carried_figures, read_figures
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.areas.tree import chosen, dated
from wijkplein.foundation.verbs.actors import SYSTEM, Actor

LONGEST_NAME = 120  # characters, as the column has
NO_MUNICIPALITY = "0000"
Progress = Callable[[str, int, int], None]


def _silent(step: str, done: int, total: int) -> None:
    """Nobody is watching."""


@dataclass
class ImportReport:
    """What an import did, in counts and in Dutch sentences for whoever ran it."""

    new: int = 0
    updated: int = 0
    figures: int = 0
    figures_elsewhere: int = 0
    notes: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The report as sentences, most important first."""
        first = f"{self.new} gebieden nieuw, {self.updated} bijgewerkt, {self.figures} cijfers overgenomen."
        elsewhere = f"{self.figures_elsewhere} cijfers gaan over gebieden die hier niet zijn; die zijn overgeslagen."
        return [first, *([elsewhere] if self.figures_elsewhere else []), *self.notes]


def municipality_codes(texts: Sequence[str]) -> frozenset[str]:
    """Codes as typed (`GM0106`, `gm0106` or `0106`). Raises ValueError (Dutch) for what is no such code."""
    codes = {text: as_code(text, "GM") for text in texts}
    for text, code in codes.items():
        if code is None:
            raise ValueError(f"{text!r} is geen gemeentecode. Zo'n code ziet eruit als GM0106.")
    return frozenset(code for code in codes.values() if code)


@dataclass(frozen=True)
class Reading:
    """What stands in the files of one import: whole and in order, so that only saving is left."""

    areas: tuple[BoundaryFile, ...]
    tables: tuple[FigureFile, ...]
    wanted: frozenset[str]
    source: str


def read_import(
    files: Sequence[Path],
    *,
    figures: Sequence[Path] = (),
    municipalities: Sequence[str] = (),
    year: int | None = None,
    source: str = "",
    progress: Progress = _silent,
) -> Reading:
    """Read boundary files and figure files. No town has to be open, or to exist.

    `year` is the edition where a file does not say one; `source` is shown beside each figure. Raises AreaFileError
    or ValueError (Dutch, saying what to do).
    """
    wanted = municipality_codes(municipalities)
    total = len(files) + len(figures) + 2
    read: list[BoundaryFile] = []
    for number, path in enumerate(files):
        progress(f"{path.name} lezen", number, total)
        read.append(dated(_usable(read_boundaries(path, wanted)), year or year_in(path.name)))
    tables: list[FigureFile] = []
    for number, path in enumerate(figures, start=len(files)):
        progress(f"{path.name} lezen", number, total)
        tables.append(read_figures(path, year, source))
    return Reading(tuple(read), tuple(tables), wanted, source)


def _usable(file: BoundaryFile) -> BoundaryFile:
    """The same file. Raises AreaFileError for a name that fits nowhere and for a number that is no code."""
    for boundary in file.boundaries:
        if boundary.code[2:6] == NO_MUNICIPALITY:
            wrong = "deze code is van geen gemeente. Staat er een ander getal in de kolom met codes?"
            raise AreaFileError(file.path, wrong, f"gebied {boundary.code}")
        if len(boundary.name) > LONGEST_NAME:
            wrong = f"de naam heeft {len(boundary.name)} tekens. Het meeste is {LONGEST_NAME}."
            raise AreaFileError(file.path, wrong, f"gebied {boundary.code}")
    return file


def save_import(reading: Reading, *, by: Actor = SYSTEM, progress: Progress = _silent) -> ImportReport:
    """Save what was read in the open community: all of it, or nothing. Raises AreaFileError, and Refused."""
    report = ImportReport()
    report.notes += [note for file in reading.areas for note in notes_about(file)]
    report.notes += [
        f"{table.path.name}: {len(table.contradicting)} codes staan er twee keer in met andere cijfers; de eerste telt."
        for table in reading.tables
        if table.contradicting
    ]
    total = len(reading.areas) + len(reading.tables) + 2
    carried = _carried(reading.areas, reading.source)
    with transaction.atomic():
        progress("gebieden opslaan", total - 2, total)
        _save_areas(report, list(reading.areas), reading.wanted, by)
        progress("cijfers opslaan", total - 1, total)
        _save_figures(report, [*carried, *(each for table in reading.tables for each in table.figures)], by)
    progress("klaar", total, total)
    return report


def run_import(
    files: Sequence[Path],
    *,
    figures: Sequence[Path] = (),
    municipalities: Sequence[str] = (),
    year: int | None = None,
    source: str = "",
    progress: Progress = _silent,
) -> ImportReport:
    """Read and save in one go; what is raised is raised before anything is written."""
    reading = read_import(
        files, figures=figures, municipalities=municipalities, year=year, source=source, progress=progress
    )
    return save_import(reading, progress=progress)


def year_in(name: str) -> int | None:
    """The year in the name of a file, as in `buurten_nl_2016.geojson`."""
    found = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", name)
    return int(found.group()) if found else None


def _carried(files: Sequence[BoundaryFile], source: str) -> list[Figure]:
    """The figures that the boundary files carry themselves."""
    pairs = ((file, boundary) for file in files for boundary in file.boundaries)
    return [each for file, boundary in pairs for each in carried_figures(boundary, source or f"CBS, {file.path.name}")]


def notes_about(file: BoundaryFile) -> list[str]:
    """What somebody who runs an import should know about a file, in Dutch."""
    water = sum(boundary.only_water for boundary in file.boundaries)
    undrawn = [boundary.code for boundary in file.boundaries if boundary.geometry.is_empty]
    found = (
        (len(file.merged), "codes stonden er vaker in (land en water); de vlakken zijn samengevoegd."),
        (len(file.repaired), "grenzen kruisten zichzelf en zijn hersteld."),
        (file.without_code, "vlakken zonder CBS-code zijn overgeslagen."),
        (water, "gebieden zijn alleen water en zijn overgeslagen."),
        (len(undrawn), "gebieden hebben geen grens; die staan niet op de kaart."),
    )
    return [f"{file.path.name}: {number} {text}" for number, text in found if number]


def _save_areas(report: ImportReport, files: list[BoundaryFile], wanted: frozenset[str], by: Actor) -> None:
    boundaries = chosen(files)
    if not files:
        return
    if not boundaries:
        where = f" van {', '.join(sorted(wanted))}" if wanted else ""
        raise AreaFileError(files[0].path, f"hier staat geen enkel gebied{where} in.")
    counts = import_boundaries(by=by, boundaries=boundaries)
    report.new, report.updated = counts.new, counts.updated


def _save_figures(report: ImportReport, figures: list[Figure], by: Actor) -> None:
    report.figures = import_figures(by=by, figures=figures)
    here = set(Area.objects.exclude(code=None).values_list("code", flat=True))
    report.figures_elsewhere = sum(figure.code not in here for figure in figures)
