"""Boundaries of municipalities, districts and neighbourhoods from GeoJSON files.

CBS and everybody who passes its files on name the same things differently; `CODES` and `NAMES` list what was
seen (ecosystem.md 5.2, PDOK, Who's On First, tmap). Coordinates are WGS84 degrees, longitude first.
No Django here: the same reader serves the import, `evaluate locate` and the tests.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy
import shapely
from shapely.geometry.base import BaseGeometry

from wijkplein.foundation.areas.featurestream import AreaFileError, features, label

MUNICIPALITY: Final = "municipality"
DISTRICT: Final = "district"
NEIGHBOURHOOD: Final = "neighbourhood"
LEVELS: Final = (MUNICIPALITY, DISTRICT, NEIGHBOURHOOD)
PREFIX: Final[Mapping[str, str]] = {"GM": MUNICIPALITY, "WK": DISTRICT, "BU": NEIGHBOURHOOD}
DIGITS: Final[Mapping[str, int]] = {"GM": 4, "WK": 6, "BU": 8}

# Property names without case and punctuation, per prefix; the finest level that has a value is what a feature is.
CODES: Final[Mapping[str, tuple[str, ...]]] = {
    "BU": ("buurtcode", "bucode"),
    "WK": ("wijkcode", "wkcode"),
    "GM": ("gemeentecode", "gmcode"),
}
ANY_CODE: Final = ("code", "statcode", "regiocode", "gwbcode", "gwbcode10", "wijkenenbuurten", "regios", "regio")
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "BU": ("buurtnaam", "bunaam", "naam", "name", "statnaam"),
    "WK": ("wijknaam", "wknaam", "naam", "name", "statnaam"),
    "GM": ("gemeentenaam", "gmnaam", "naam", "name", "statnaam"),
}
YEARS: Final = ("jaar", "year", "jrstatcode")
MISSING_BELOW: Final = -99990  # CBS: this value and anything lower means secret or missing (ecosystem.md 5.2)
PUNCTUATION: Final = re.compile(r"[^a-z0-9]")
CODE: Final = re.compile(r"(GM\d{4}|WK\d{6}|BU\d{8})")


def plain(name: str) -> str:
    """A property or column name without case and punctuation: `Buurt_Code` and `buurtcode` are one name."""
    return PUNCTUATION.sub("", name.lower())


def known(value: object) -> object | None:
    """The value, or None when CBS says it is secret or missing (-99990 and below), empty or not a number."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value if value > MISSING_BELOW else None
    return None


def as_code(value: object, prefix: str = "") -> str | None:
    """A CBS code in its full form; None when this is none. A bare number needs the prefix of its column."""
    text = str(value).strip().upper() if isinstance(value, (str, int)) else ""
    if prefix and text.isascii() and text.isdigit():
        text = prefix + text.zfill(DIGITS[prefix])
    found = CODE.fullmatch(text)
    return text if found and text.startswith(prefix) else None


@dataclass(frozen=True, slots=True)
class Boundary:
    """One area as a file draws it. `geometry` is a valid (Multi)Polygon in WGS84, or empty when not drawn."""

    code: str
    level: str
    name: str
    geometry: BaseGeometry
    district: str | None = None
    municipality: str | None = None
    municipality_name: str | None = None
    year: int | None = None
    only_water: bool = False
    properties: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BoundaryFile:
    """What one file holds: one boundary per code, and what was found on the way."""

    path: Path
    boundaries: tuple[Boundary, ...]
    repaired: tuple[str, ...]
    merged: tuple[str, ...]
    without_code: int

    @property
    def detail(self) -> float:
        """Corners per degree of outline. Where two files draw the same place, the finer drawing wins."""
        shapes = [boundary.geometry for boundary in self.boundaries]
        outline = float(shapely.length(shapes).sum())
        return float(shapely.get_num_coordinates(shapes).sum()) / outline if outline else 0.0


def _polygons(geometry: BaseGeometry) -> BaseGeometry:
    """Only the surface of a geometry: repairing can leave loose lines and points."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    surfaces = [part for part in parts if part.geom_type == "Polygon"]
    return surfaces[0] if len(surfaces) == 1 else shapely.MultiPolygon(surfaces)


def drawn(geometry: object) -> tuple[BaseGeometry, bool]:
    """A GeoJSON geometry as a valid surface, and whether it had to be repaired.

    Raises ValueError (Dutch) for anything that is not a polygon in degrees.
    """
    if geometry is None:
        return shapely.MultiPolygon(), False
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise ValueError("dit gebied is geen vlak (Polygon of MultiPolygon).")
    try:
        shape = shapely.force_2d(shapely.geometry.shape(geometry))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, shapely.errors.GEOSException) as error:
        raise ValueError("de grens van dit gebied is niet te lezen.") from error
    _check_degrees(shape)
    if shapely.is_valid(shape):
        return shape, False
    return _polygons(shapely.make_valid(shape, method="structure", keep_collapsed=False)), True


def _check_degrees(shape: BaseGeometry) -> None:
    corners = shapely.get_coordinates(shape)
    if not numpy.isfinite(corners).all():
        raise ValueError("de grens van dit gebied heeft een hoekpunt zonder getal.")
    if corners.size and (numpy.abs(corners) > (180.0, 90.0)).any():
        raise ValueError(
            "de grens staat niet in lengte- en breedtegraden (WGS84). Zet een bestand in RD eerst om naar WGS84."
        )


def _first(properties: Mapping[str, object], names: Iterable[str]) -> object | None:
    return next((properties[name] for name in names if properties.get(name) is not None), None)


def code_of(properties: Mapping[str, object]) -> str | None:
    """The code of what a row or feature describes: the finest level that is filled in. Names are `plain`."""
    for prefix, names in CODES.items():
        if code := as_code(_first(properties, names), prefix):
            return code
    candidates = (as_code(properties.get(name)) for name in ANY_CODE)
    return next((code for code in candidates if code), None)


def _year(properties: Mapping[str, object]) -> int | None:
    found = re.match(r"(?:19|20)\d\d", str(_first(properties, YEARS) or ""))
    return int(found.group()) if found else None


def _boundary(feature: Mapping[str, object]) -> tuple[Boundary | None, bool]:
    """One feature as a boundary (None without a code) and whether its geometry was repaired."""
    raw = feature.get("properties")
    properties = {plain(str(key)): known(value) for key, value in raw.items()} if isinstance(raw, dict) else {}
    code = code_of(properties)
    if code is None:
        return None, False
    geometry, repaired = drawn(feature.get("geometry"))
    name = _first(properties, NAMES[code[:2]])
    town = _first(properties, NAMES["GM"][:2])
    boundary = Boundary(
        code=code,
        level=PREFIX[code[:2]],
        name=str(name) if name is not None else code,
        geometry=geometry,
        district=as_code(_first(properties, CODES["WK"]), "WK") if code.startswith("BU") else None,
        municipality=as_code(_first(properties, CODES["GM"]), "GM") if not code.startswith("GM") else None,
        municipality_name=str(town) if town is not None else None,
        year=_year(properties),
        only_water=str(properties.get("water") or "").upper() == "JA",
        properties=properties,
    )
    return boundary, repaired


def _merged(pieces: list[Boundary]) -> Boundary:
    """One boundary out of the pieces that carry the same code; the land piece gives the name and the figures."""
    if len(pieces) == 1:
        return pieces[0]
    land = next((piece for piece in pieces if not piece.only_water), pieces[0])
    together = _polygons(shapely.union_all([piece.geometry for piece in pieces]))
    changes = {name: getattr(land, name) for name in Boundary.__slots__ if name != "geometry"}
    return Boundary(geometry=together, **changes)


def _pieces(path: Path) -> Iterator[tuple[Boundary | None, bool]]:
    for number, feature in enumerate(features(path), start=1):
        place = f"gebied {number} ({label(feature)})"
        if not isinstance(feature, dict):
            raise AreaFileError(path, "hier staat geen gebied.", place)
        try:
            yield _boundary(feature)
        except ValueError as error:
            raise AreaFileError(path, str(error), place) from error


def read_boundaries(path: Path, municipalities: frozenset[str] = frozenset()) -> BoundaryFile:
    """All boundaries of a GeoJSON file, plain or gzipped; only those of the given municipalities when named.

    Pieces with the same code (land and water) become one boundary, in the order of first appearance.
    Raises AreaFileError (Dutch, with file and place) when anything in the file is broken: all or nothing.
    """
    by_code: dict[str, list[Boundary]] = {}
    repaired: list[str] = []
    without_code = 0
    for boundary, mended in _pieces(path):
        if boundary is None:
            without_code += 1
        elif not municipalities or municipality_of(boundary) in municipalities:
            by_code.setdefault(boundary.code, []).append(boundary)
            repaired += [boundary.code] if mended else []
    if not by_code and not municipalities:
        raise AreaFileError(path, "geen enkel gebied heeft een CBS-code (GM0000, WK000000 of BU00000000).")
    return BoundaryFile(
        path=path,
        boundaries=tuple(_merged(pieces) for pieces in by_code.values()),
        repaired=tuple(repaired),
        merged=tuple(code for code, pieces in by_code.items() if len(pieces) > 1),
        without_code=without_code,
    )


def municipality_of(boundary: Boundary) -> str:
    """The municipality a boundary belongs to: what the file says, else the first four digits of the code."""
    return boundary.municipality or f"GM{boundary.code[2:6]}"


def district_of(boundary: Boundary) -> str | None:
    """The district of a neighbourhood or district: what the file says, else the first six digits."""
    if boundary.level == MUNICIPALITY:
        return None
    return boundary.district or f"WK{boundary.code[2:8]}"
