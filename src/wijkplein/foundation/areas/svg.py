"""A map of areas drawn on the server: every area a link, and the same figures as a table (design.md section 11).

What is given out are places on the drawing, not degrees, so no public coordinate is finer than PR7 allows.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy
import shapely
from shapely.geometry.base import BaseGeometry

from wijkplein.foundation.areas.models import Area, AreaFigure

WIDTH = 640  # units of the drawing; it scales with the page
TALLEST = 900
MARGIN = 4
LABEL_HEIGHTS = 12  # of an area, at which a name is tried
LETTER_WIDTH = 6.2  # of a label in units, measured generously at 12 units high
LABEL_HEIGHT = 14
TOLERANCE = 0.8  # units; finer corners cannot be seen


@dataclass(frozen=True)
class MapArea:
    """One area on the map. `label_x` and `label_y` are None when its name does not fit inside."""

    area: Area
    path: str
    label_x: int | None = None
    label_y: int | None = None


@dataclass(frozen=True)
class MapRow:
    """One line of the table under the map."""

    area: Area
    figures: tuple[AreaFigure | None, ...]


@dataclass(frozen=True)
class AreaMap:
    """The drawing and its table. Template: areas/map.svg; the table takes `headings` and `rows`."""

    title: str
    width: int
    height: int
    shapes: tuple[MapArea, ...]
    headings: tuple[str, ...]
    rows: tuple[MapRow, ...]
    sources: tuple[str, ...]


def draw_map(title: str, areas: Sequence[Area], figures: Sequence[AreaFigure] = ()) -> AreaMap:
    """A map of these areas with a table of these figures (newest year of each). Areas never drawn are table only."""
    there = [area for area in areas if area.boundary]
    outlines, height = _on_paper([shapely.geometry.shape(area.boundary) for area in there])
    labels = _labels([area.name for area in there], outlines)
    shapes = [
        MapArea(area, _path(outline), *label) for area, outline, label in zip(there, outlines, labels, strict=True)
    ]
    newest = _newest(figures)
    keys = tuple(dict.fromkeys(key for _area, key in newest))
    return AreaMap(
        title=title,
        width=WIDTH,
        height=height,
        shapes=tuple(shapes),
        headings=tuple(next(each.label for each in newest.values() if each.key == key) for key in keys),
        rows=tuple(MapRow(area, tuple(newest.get((area.pk, key)) for key in keys)) for area in areas),
        sources=tuple(dict.fromkeys(f"{each.source} ({each.year})" for each in newest.values())),
    )


def _newest(figures: Sequence[AreaFigure]) -> Mapping[tuple[int, str], AreaFigure]:
    """The newest figure per area and key."""
    ordered = sorted(figures, key=lambda each: each.year)
    return {(each.area_id, each.key): each for each in ordered}


def _on_paper(shapes: Sequence[BaseGeometry]) -> tuple[list[BaseGeometry], int]:
    """Outlines in units of the drawing, north up, without corners nobody can see; and its height."""
    if not shapes:
        return [], 0
    west, south, east, north = (float(edge) for edge in shapely.total_bounds(shapely.GeometryCollection(list(shapes))))
    squeeze = math.cos(math.radians((south + north) / 2))  # a degree of longitude is shorter than one of latitude
    wide, tall = max((east - west) * squeeze, 1e-9), max(north - south, 1e-9)
    scale = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / tall)

    def flat(corners: numpy.ndarray) -> numpy.ndarray:
        across = (corners[:, 0] - west) * squeeze * scale + MARGIN
        down = (north - corners[:, 1]) * scale + MARGIN
        return numpy.column_stack([across, down])

    paper = [shapely.transform(shape, flat) for shape in shapes]
    # Together, so that neighbours keep one line between them.
    return list(shapely.coverage_simplify(paper, TOLERANCE)), round(tall * scale + 2 * MARGIN)


def _path(outline: BaseGeometry) -> str:
    """The `d` of an SVG path: every ring closed; holes show with fill-rule evenodd."""
    polygons = [part for part in shapely.get_parts(outline) if part.geom_type == "Polygon"]
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    return "".join(f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in ring.coords[:-1])}Z" for ring in rings)


def _labels(names: Sequence[str], outlines: Sequence[BaseGeometry]) -> list[tuple[int | None, int | None]]:
    """Where each name goes: inside its own area and clear of the others, or nowhere."""
    boxes: list[BaseGeometry] = []
    places: list[tuple[int | None, int | None]] = []
    for name, outline in zip(names, outlines, strict=True):
        half = len(name) * LETTER_WIDTH / 2
        room = (_label_box(x, y, half) for x, y in _middles(outline))
        box = next((box for box in room if outline.contains(box) and not shapely.intersects(box, boxes).any()), None)
        places.append((None, None) if box is None else (round(box.centroid.x), round(box.centroid.y)))
        boxes += [] if box is None else [box]
    return places


def _label_box(x: float, y: float, half: float) -> BaseGeometry:
    return shapely.box(x - half, y - LABEL_HEIGHT / 2, x + half, y + LABEL_HEIGHT / 2)


def _middles(outline: BaseGeometry) -> list[tuple[float, float]]:
    """Spots to try for a name: the middle of the area at several heights, the widest first."""
    if outline.is_empty:
        return []
    left, top, right, bottom = outline.bounds
    heights = [top + (bottom - top) * step / LABEL_HEIGHTS for step in range(1, LABEL_HEIGHTS)]
    lines = [shapely.LineString([(left, height), (right, height)]) for height in heights]
    inside = [part for cut in shapely.intersection(lines, outline) for part in shapely.get_parts(cut)]
    inside.sort(key=lambda part: -part.length)
    return [(part.centroid.x, part.centroid.y) for part in inside]
