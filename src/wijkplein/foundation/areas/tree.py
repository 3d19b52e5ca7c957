"""Which boundary counts when files overlap, and which area lies under which. No Django."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import repeat

import shapely

from wijkplein.foundation.areas.boundaries import (
    MUNICIPALITY,
    NEIGHBOURHOOD,
    PREFIX,
    Boundary,
    BoundaryFile,
    district_of,
    municipality_of,
)
from wijkplein.foundation.areas.locate import Located, Locator


def chosen(files: Iterable[BoundaryFile]) -> list[Boundary]:
    """One boundary per code: the finest drawing. Areas that are nothing but water are left out: nobody lives there."""
    found: dict[str, Boundary] = {}
    for file in sorted(files, key=lambda each: -each.detail):
        for boundary in file.boundaries:
            if not boundary.only_water:
                found.setdefault(boundary.code, boundary)
    return list(found.values())


def _spot(boundary: Boundary, locator: Locator) -> Located:
    """Where a point inside this boundary lies."""
    if boundary.geometry.is_empty:
        return Located(None, None, None)
    inside = shapely.point_on_surface(boundary.geometry)
    return locator.locate(inside.x, inside.y)


def _outlines(boundaries: Iterable[Boundary]) -> Locator:
    """A locator over what can be a parent: districts and municipalities."""
    return Locator(zip(repeat(0.0), (each for each in boundaries if each.level != NEIGHBOURHOOD)))


def with_towns(boundaries: Sequence[Boundary], known: Sequence[Boundary]) -> list[Boundary]:
    """These boundaries, with a municipality drawn around its parts where no file and no earlier import has one.

    Files of only neighbourhoods do name their municipality. A municipality of an older edition that has been
    merged since is not brought back to life: its parts lie in the outline of the new one.
    """
    present = {boundary.code for boundary in (*boundaries, *known)}
    outlines = _outlines((*boundaries, *known))
    orphans: dict[str, list[Boundary]] = {}
    for boundary in boundaries:
        if boundary.level == MUNICIPALITY or not boundary.municipality_name:
            continue
        code = municipality_of(boundary)
        if code not in present and _spot(boundary, outlines).municipality not in present:
            orphans.setdefault(code, []).append(boundary)
    return [*(_town(code, parts) for code, parts in orphans.items()), *boundaries]


def _town(code: str, parts: list[Boundary]) -> Boundary:
    return Boundary(
        code=code,
        level=PREFIX[code[:2]],
        name=parts[0].municipality_name or code,
        geometry=shapely.union_all([part.geometry for part in parts]),
        year=parts[0].year,
    )


def parent_codes(boundaries: Sequence[Boundary], known: Sequence[Boundary]) -> dict[str, str]:
    """The code of the area each boundary lies under; top areas are absent.

    What the file says counts, as long as that area is there. Otherwise (codes changed between editions, or the
    districts were not imported) the outline in which the boundary lies.
    """
    present = {boundary.code for boundary in (*boundaries, *known)}
    outlines = _outlines((*boundaries, *known))
    found = ((boundary.code, _parent(boundary, present, outlines)) for boundary in boundaries)
    return {code: parent for code, parent in found if parent is not None and parent != code}


def _parent(boundary: Boundary, present: set[str], outlines: Locator) -> str | None:
    if boundary.level == MUNICIPALITY:
        return None
    said = (district_of(boundary) if boundary.level == NEIGHBOURHOOD else None, municipality_of(boundary))
    if said[0] in present:
        return said[0]
    if boundary.level != NEIGHBOURHOOD and said[1] in present:
        return said[1]
    spot = _spot(boundary, outlines)
    candidates = (spot.district if boundary.level == NEIGHBOURHOOD else None, said[1], spot.municipality)
    return next((code for code in candidates if code in present), None)


def dated(file: BoundaryFile, year: int | None) -> BoundaryFile:
    """The same file with this year on every boundary that does not say a year itself."""
    boundaries = tuple(replace(each, year=each.year or year) for each in file.boundaries)
    return replace(file, boundaries=boundaries)
