"""From a point to its neighbourhood, district and municipality.

A search tree finds the few outlines whose box holds the point; prepared geometries decide. The same point and the
same files give the same answer, on every machine and in every order of files (reliability.md PR7).
"""

from collections.abc import Iterable
from itertools import repeat
from pathlib import Path
from typing import NamedTuple, Self

import shapely

from wijkplein.foundation.areas.boundaries import (
    DISTRICT,
    LEVELS,
    MUNICIPALITY,
    NEIGHBOURHOOD,
    Boundary,
    district_of,
    municipality_of,
    read_boundaries,
)


class Located(NamedTuple):
    """The CBS codes of a place; None where the place lies in no area of that level."""

    neighbourhood: str | None
    district: str | None
    municipality: str | None

    @property
    def is_outside(self) -> bool:
        """The point lies in none of the areas."""
        return self.municipality is None

    @property
    def is_gap(self) -> bool:
        """The point lies in a district or municipality but in no neighbourhood: scattered houses, water."""
        return self.neighbourhood is None and not self.is_outside


def check_point(lon: float, lat: float) -> tuple[float, float]:
    """The point as two floats in degrees; ValueError (Dutch) when it is no place on earth."""
    for value in (lon, lat):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise ValueError("Geef lon en lat als getallen in graden, bijvoorbeeld lon 6.56 en lat 52.99.")
    # Written so that NaN, which compares with nothing, is refused too.
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        raise ValueError("Deze plek bestaat niet. Lon ligt tussen -180 en 180 en lat tussen -90 en 90 graden.")
    return float(lon), float(lat)


class _Level:
    """The boundaries of one level, in order of preference, with their search tree."""

    def __init__(self, boundaries: list[Boundary]) -> None:
        self.boundaries = boundaries
        self.shapes = [boundary.geometry for boundary in boundaries]
        self.tree = shapely.STRtree(self.shapes)

    def at(self, lon: float, lat: float) -> Boundary | None:
        """The preferred boundary that holds the point; a point on the line counts as inside."""
        for index in sorted(int(hit) for hit in self.tree.query(shapely.Point(lon, lat))):
            shape = self.shapes[index]
            shapely.prepare(shape)
            if shapely.intersects_xy(shape, lon, lat):
                return self.boundaries[index]
        return None


class Locator:
    """Finds the areas of points. Where outlines overlap the finer drawing wins, then the smallest code.

    The three codes of one answer belong to one edition: a neighbourhood brings the district and municipality that
    its own file names (else the digits of its code say so), also when newer outlines of those are loaded.
    """

    def __init__(self, boundaries: Iterable[tuple[float, Boundary]]) -> None:
        """`boundaries` are pairs of the detail of the drawing (corners per degree of outline) and the boundary."""
        order = sorted(boundaries, key=lambda pair: (-pair[0], pair[1].code))
        self._levels = {
            level: _Level([boundary for _detail, boundary in order if boundary.level == level]) for level in LEVELS
        }

    @classmethod
    def from_files(cls, paths: Iterable[Path | str]) -> Self:
        """A locator over any mix of GeoJSON files, plain or gzipped. Raises AreaFileError (Dutch)."""
        files = [read_boundaries(Path(path)) for path in paths]
        return cls(pair for file in files for pair in zip(repeat(file.detail), file.boundaries))

    def locate(self, lon: float, lat: float) -> Located:
        """The codes for a point in degrees (WGS84). Raises ValueError (Dutch) for what is no place on earth."""
        lon, lat = check_point(lon, lat)
        if found := self._levels[NEIGHBOURHOOD].at(lon, lat):
            return Located(found.code, district_of(found), municipality_of(found))
        if found := self._levels[DISTRICT].at(lon, lat):
            return Located(None, found.code, municipality_of(found))
        found = self._levels[MUNICIPALITY].at(lon, lat)
        return Located(None, None, found.code if found else None)
