"""Weidedam: a small town that does not exist, with everything in it that real boundary files do to you."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[6] / "shared" / "data"
AREAS = SHARED / "nl-areas"

Ring = list[list[float]]


def square(west: float, south: float, east: float, north: float) -> Ring:
    """A closed ring around a box."""
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def polygon(*rings: Ring) -> dict[str, Any]:
    """An outline with its holes."""
    return {"type": "Polygon", "coordinates": list(rings)}


def feature(geometry: dict[str, Any] | None, **properties: Any) -> dict[str, Any]:
    """One area as GeoJSON."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def buurt(number: str, name: str, geometry: dict[str, Any] | None, **more: Any) -> dict[str, Any]:
    """A neighbourhood of Weidedam (GM9901) as PDOK writes it."""
    codes = {"buurtcode": f"BU9901{number}", "wijkcode": f"WK9901{number[:2]}", "gemeentecode": "GM9901"}
    return feature(geometry, **codes, buurtnaam=name, gemeentenaam="Weidedam", **more)


# Centrum has a pond in the middle and an island to the east; between 5.2 and 5.3 lie houses in no neighbourhood.
CENTRUM = {
    "type": "MultiPolygon",
    "coordinates": [
        [square(5.0, 52.0, 5.2, 52.2), square(5.05, 52.05, 5.1, 52.1)],
        [square(5.25, 52.15, 5.26, 52.16)],
    ],
}
BUURTEN = [
    buurt("0001", "Centrum", CENTRUM),
    buurt("0002", "Vogelbuurt", polygon(square(5.3, 52.0, 5.4, 52.1))),
    buurt("0102", "Vogelbuurt", polygon(square(5.4, 52.0, 5.5, 52.1))),
]
WIJKEN = [
    feature(polygon(square(5.0, 52.0, 5.4, 52.2)), code="WK990100", name="Weidedam-West", population=-99997),
    feature(polygon(square(5.4, 52.0, 5.6, 52.2)), code="WK990101", name="Weidedam-Oost", population=1200),
]
GEMEENTE = [feature(polygon(square(5.0, 52.0, 5.7, 52.3)), gemeentecode="GM9901", gemeentenaam="Weidedam")]


def collection(features: list[dict[str, Any]]) -> str:
    """The text of a GeoJSON file."""
    return json.dumps({"type": "FeatureCollection", "name": "Weidedam", "features": features})


def write(path: Path, features: list[dict[str, Any]]) -> Path:
    """Write a GeoJSON file and give its path."""
    path.write_text(collection(features), encoding="utf-8")
    return path


def town_files(folder: Path) -> list[Path]:
    """Weidedam as three files."""
    parts = {"buurten": BUURTEN, "wijken": WIJKEN, "gemeente": GEMEENTE}
    return [write(folder / f"{name}_2024.geojson", features) for name, features in parts.items()]
