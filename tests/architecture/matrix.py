"""The matrix: page x cast, written by hand in a text table per room. It is the expectation, not a copy.

    page                    method  anna bram carla ... visitor
    square:post             GET     200  200  200   ... 200
    square:close            GET     200  403  200   ... login

Cells: a status, or `login` for an invitation to sign in. `matrix_objects(cast)` in the room's
tests/matrix_objects.py gives the keyword arguments of each address (and, under "name METHOD", POST data).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from tests.architecture.house import PACKAGE, ROOT


@dataclass(frozen=True)
class Row:
    """One line of a matrix."""

    page: str
    method: str
    expected: tuple[tuple[str, str], ...]
    file: Path


@dataclass(frozen=True)
class Cell:
    """What one person of the cast gets when she does this to that page."""

    page: str
    method: str
    who: str
    expected: str
    file: Path

    def __str__(self) -> str:
        return f"{self.page}-{self.method}-{self.who}"


def files() -> list[Path]:
    """Every matrix of the house."""
    return sorted([*PACKAGE.rglob("tests/matrix.txt"), *(ROOT / "tests").rglob("matrix.txt")])


@cache
def all_rows() -> tuple[Row, ...]:
    """Every line of every matrix. Raises ValueError on a line with too few cells."""
    return tuple(row for file in files() for row in _read(file))


def cells() -> list[Cell]:
    """Every cell, as one test each."""
    return [Cell(row.page, row.method, who, status, row.file) for row in all_rows() for who, status in row.expected]


def objects_for(file: Path, cast: Any) -> dict[str, Any]:
    """What the addresses of this matrix point at."""
    path = file.with_name("matrix_objects.py")
    if not path.exists():
        return {}
    spec = spec_from_file_location(f"matrix_objects_{abs(hash(path))}", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[str, Any] = module.matrix_objects(cast)
    return found


def _read(file: Path) -> list[Row]:
    lines = [line.split("#")[0].split() for line in file.read_text("utf-8").splitlines()]
    lines = [line for line in lines if line]
    people = lines[0][2:]
    rows = []
    for page, method, *statuses in lines[1:]:
        if len(statuses) != len(people):
            raise ValueError(f"{file}: {page} {method} has {len(statuses)} cells for {len(people)} people")
        rows.append(Row(page, method, tuple(zip(people, statuses, strict=True)), file))
    return rows
