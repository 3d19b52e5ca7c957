"""Key figures of areas from CSV files: what is measured, of which area and year, from which source.

Every file names its columns differently (measures.py). A column that is not listed there is kept under its own
name: nothing is lost. Secret or missing is None, never nought (ecosystem.md 5.2 and 5.3).
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wijkplein.foundation.areas.boundaries import ANY_CODE, CODES, MISSING_BELOW, NAMES, YEARS, Boundary, code_of, plain
from wijkplein.foundation.areas.featurestream import AreaFileError
from wijkplein.foundation.areas.measures import BY_COLUMN, URBANITY
from wijkplein.plain_errors import reason_of

# Columns that say which area, which year or where: never a figure.
NO_FIGURE: Final = frozenset(
    {"lon", "lat", "water", "province", "id", *ANY_CODE, *YEARS}
    | {name for names in (*CODES.values(), *NAMES.values()) for name in names}
)
# How the files write "not known" or "not published" ("." and "x" are StatLine's).
NOT_GIVEN: Final = frozenset({"", ".", "x", "-", "*", "na", "n/a", "nan", "null", "none", "geheim", "onbekend"})
NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one area. `value` None means secret or missing; `unit` is empty where it is not known."""

    code: str
    key: str
    year: int
    value: float | None
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class FigureFile:
    """What one CSV holds, and the codes that stood in it twice with different figures (the first one counts)."""

    path: Path
    figures: tuple[Figure, ...]
    contradicting: tuple[str, ...]


def number(text: str, decimal_comma: bool) -> float | None:
    """The number in a cell; None when missing or secret. Raises ValueError when it is a text."""
    cell = URBANITY.get(text.strip().lower(), text.strip())
    if cell.lower() in NOT_GIVEN:
        return None
    if decimal_comma:
        cell = cell.replace(".", "").replace(",", ".") if "," in cell else cell
    if not NUMBER.fullmatch(cell):
        raise ValueError(f"{text.strip()[:40]!r} is geen getal")
    value = float(cell)
    return value if MISSING_BELOW < value < float("inf") else None


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AreaFileError(path, "dit is geen tekst in UTF-8.", f"teken {error.start + 1}") from error
    except OSError as error:
        raise AreaFileError(path, f"het bestand is niet te lezen: het {reason_of(error)}.") from error


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str], bool]]:
    """Line number, cells by column name as written, and whether commas are decimals here."""
    text = _text(path)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        if code_column_missing(header):
            raise AreaFileError(path, "geen kolom heeft een CBS-code (zoals buurtcode).", "regel 1")
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                wrong = f"hier staan {len(cells)} kolommen in plaats van {len(header)}; het bestand is stuk."
                raise AreaFileError(path, wrong, f"regel {reader.line_num}")
            yield reader.line_num, dict(zip(header, cells, strict=True)), delimiter != ","
    except csv.Error as error:
        raise AreaFileError(path, "het bestand is hier stuk.", f"regel {reader.line_num}") from error


def code_column_missing(header: list[str]) -> bool:
    """No column of this header can hold the code of an area."""
    names = {name for group in CODES.values() for name in group} | set(ANY_CODE)
    return names.isdisjoint(plain(name) for name in header)


def snake(column: str) -> str:
    """A column that is not in `MEASURES` under a tidy key of at most 80 characters."""
    words = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", column)
    return re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")[:80]


def _cells(row: Mapping[str, str], decimal_comma: bool) -> Iterator[tuple[str, str, float | None]]:
    """Key, unit and value of each figure in a row. Raises ValueError (Dutch) naming the column."""
    for column, cell in row.items():
        name = plain(column)
        if not name or name in NO_FIGURE:
            continue
        measure = BY_COLUMN.get(name)
        try:
            value = number(cell, decimal_comma)
        except ValueError as error:
            if measure is None:
                continue  # an unlisted column with words in it is a description, not a figure
            raise ValueError(f"kolom {column}: {error}.") from error
        yield (measure.key, measure.unit, value) if measure else (snake(column), "", value)


def _year_of(row: Mapping[str, str], given: int | None) -> int | None:
    texts = (str(row.get(name, "")) for name in YEARS)
    found = (re.match(r"(?:19|20)\d\d", text.strip()) for text in texts)
    return next((int(match.group()) for match in found if match), given)


def read_figures(path: Path, year: int | None = None, source: str = "") -> FigureFile:
    """All figures in a CSV file with a column of CBS codes.

    The year comes from a column `jaar`, else from `year`, else from the name of the file. `source` is shown beside
    every figure. Raises AreaFileError (Dutch, with the line) when a line is broken, a known column holds a text, or
    no year is known.
    """
    in_name = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", path.name)
    fallback = year or (int(in_name.group()) if in_name else None)
    found: dict[tuple[str, str, int], Figure] = {}
    contradicting: dict[str, None] = {}
    for line, row, decimal_comma in _rows(path):
        names = {plain(column): cell for column, cell in row.items()}
        code, of_year = code_of(names), _year_of(names, fallback)
        if code is None:
            continue  # totals and notes under the table
        if of_year is None:
            raise AreaFileError(
                path,
                "van welk jaar zijn deze cijfers? Geef het jaar erbij, bijvoorbeeld: --year 2024.",
                f"regel {line}",
            )
        try:
            cells = list(_cells(row, decimal_comma))
        except ValueError as error:
            raise AreaFileError(path, str(error), f"regel {line}") from error
        for key, unit, value in cells:
            figure = Figure(code, key, of_year, value, unit, source or f"CBS, {path.name}")
            if not _keep(found, figure):
                contradicting[code] = None
    return FigureFile(path, tuple(found.values()), tuple(contradicting))


def carried_figures(boundary: Boundary, source: str) -> list[Figure]:
    """The listed figures that a boundary file carries itself (PDOK does), when it also says of which year."""
    if boundary.year is None:
        return []
    found = [(BY_COLUMN[name], value) for name, value in boundary.properties.items() if name in BY_COLUMN]
    return [
        Figure(
            boundary.code,
            measure.key,
            boundary.year,
            float(value) if isinstance(value, (int, float)) else None,
            measure.unit,
            source,
        )
        for measure, value in found
    ]


def _keep(found: dict[tuple[str, str, int], Figure], figure: Figure) -> bool:
    """Keep a figure; a second one fills what was missing. False when two lines of one code contradict."""
    place = (figure.code, figure.key, figure.year)
    earlier = found.get(place)
    if earlier is None or earlier.value is None:
        found[place] = figure
        return True
    return figure.value is None or figure.value == earlier.value
