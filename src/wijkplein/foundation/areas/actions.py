"""Bringing in boundaries and figures, adding own areas and venues. Each in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from django.utils.translation import gettext as _
from shapely.geometry.base import BaseGeometry

from wijkplein.foundation.areas.boundaries import LEVELS, Boundary, drawn
from wijkplein.foundation.areas.figures import Figure
from wijkplein.foundation.areas.models import Area, AreaFigure, Venue, public_degrees
from wijkplein.foundation.areas.policy import Areas, Venues
from wijkplein.foundation.areas.slugs import distinct_slug
from wijkplein.foundation.areas.tree import parent_codes, with_towns
from wijkplein.foundation.verbs.acting import act
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.models import Via

BATCH = 500
DRAWN_FIELDS = ("boundary", "centre_lon", "centre_lat", "west", "south", "east", "north")
CHANGING_FIELDS = ("kind", "name", "year", "parent", *DRAWN_FIELDS)


@dataclass(frozen=True)
class Imported:
    """How many areas were new and how many were brought up to date."""

    new: int
    updated: int


def geometry_of(area: Area) -> BaseGeometry:
    """The outline of an area; empty when it was never drawn."""
    return shapely.geometry.shape(area.boundary) if area.boundary else shapely.MultiPolygon()


def _draw(area: Area, geometry: BaseGeometry) -> None:
    """Put an outline on an area: boundary, box and a middle that lies inside, also in a crescent."""
    if geometry.is_empty:
        for name in DRAWN_FIELDS:
            setattr(area, name, None)
        return
    inside = shapely.point_on_surface(geometry)
    area.boundary = shapely.geometry.mapping(geometry)
    area.centre_lon, area.centre_lat = float(inside.x), float(inside.y)
    area.west, area.south, area.east, area.north = (float(edge) for edge in geometry.bounds)


def _known_boundaries(areas: Iterable[Area]) -> list[Boundary]:
    """Areas of an earlier import as boundaries, to hang new ones under."""
    return [
        Boundary(code=area.code, level=area.kind, name=area.name, geometry=geometry_of(area))
        for area in areas
        if area.code and area.kind in LEVELS[:-1]
    ]


def import_boundaries(*, by: Actor, boundaries: Sequence[Boundary]) -> Imported:
    """Make or bring up to date one area per boundary, and put them in a tree. All or nothing.

    An area keeps its id and address over the years; areas that are no longer in the files stay. Raises Refused.
    """
    with act(by, Areas.bring_in, None, via=Via.IMPORT) as deed:
        areas = {area.code: area for area in Area.objects.exclude(code=None)}
        known = _known_boundaries(areas.values())
        whole = with_towns(boundaries, known)
        parents = parent_codes(whole, known)
        slugs = set(Area.objects.values_list("slug", flat=True))
        before = len(areas)
        for level in LEVELS:
            _save_level([each for each in whole if each.level == level], areas, parents, slugs)
        _redraw_own_areas([areas[each.code] for each in whole])
        counts = Imported(new=len(areas) - before, updated=len(whole) - (len(areas) - before))
        deed.about = areas[whole[0].code]
        deed.details = {"new": counts.new, "updated": counts.updated}
    return counts


def _save_level(
    boundaries: list[Boundary], areas: dict[str | None, Area], parents: Mapping[str, str], slugs: set[str]
) -> None:
    """Write one level of the tree; the level above stands already. Fills `areas` and `slugs`."""
    new: list[Area] = []
    old: list[Area] = []
    for boundary in boundaries:
        area = areas.get(boundary.code)
        if area is None:
            area = Area(code=boundary.code)
            new.append(area)
        else:
            old.append(area)
        area.parent = areas[parents[boundary.code]] if boundary.code in parents else area.parent
        area.kind, area.name = boundary.level, boundary.name[:120]
        area.year = boundary.year or area.year
        area.slug = area.slug or distinct_slug(area, slugs)
        _draw(area, boundary.geometry)
        areas[boundary.code] = area
    Area.objects.bulk_create(new, batch_size=BATCH)
    # One statement for many rows; bulk_update takes four times as long for a whole country.
    Area.objects.bulk_create(
        old, batch_size=BATCH, update_conflicts=True, unique_fields=["pk"], update_fields=CHANGING_FIELDS
    )


def _redraw_own_areas(changed: Sequence[Area]) -> None:
    """Own areas are the areas they cover together, also when next year's boundaries differ."""
    own_areas = Area.objects.of_kind(Area.Kind.OWN).prefetch_related("covers")
    pks = {area.pk for area in changed}
    for own in own_areas:
        covered = list(own.covers.all())
        if any(area.pk in pks for area in covered):
            _draw(own, shapely.union_all([geometry_of(area) for area in covered]))
            own.save(update_fields=DRAWN_FIELDS)


def import_figures(*, by: Actor, figures: Sequence[Figure]) -> int:
    """Write the figures of areas that exist here and give their number; others are passed over. All or nothing.

    A figure of the same area, key and year is replaced. Raises Refused.
    """
    areas = {area.code: area for area in Area.objects.exclude(code=None).only("pk", "code", "uuid")}
    ours = {(each.code, each.key, each.year): each for each in figures if each.code in areas}
    if not ours:
        return 0
    rows = [
        AreaFigure(
            area=areas[each.code],
            key=each.key,
            year=each.year,
            value=each.value,
            unit=each.unit,
            source=each.source[:200],
        )
        for each in ours.values()
    ]
    with act(by, Areas.bring_in_figures, None, via=Via.IMPORT) as deed:
        AreaFigure.objects.bulk_create(
            rows,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["area", "key", "year"],
            update_fields=["value", "unit", "source"],
        )
        deed.about = rows[0].area
        deed.details = {"figures": len(rows)}
    return len(rows)


def add_area(
    *,
    by: Actor,
    kind: str,
    name: str,
    parent: Area | None = None,
    covers: Sequence[Area] = (),
    boundary: Mapping[str, Any] | None = None,
) -> Area:
    """Add a village or own area, either drawn by itself or as the areas it covers together.

    Raises Refused, and ValueError (Dutch) when the boundary is no surface in degrees or both are given.
    """
    if boundary is not None and covers:
        raise ValueError(_("Teken de grens van het gebied, of kies de gebieden waar het uit bestaat. Niet allebei."))
    with act(by, Areas.add, None) as deed:
        area = Area(kind=kind, name=name.strip(), parent=parent)
        area.slug = distinct_slug(area, set(Area.objects.values_list("slug", flat=True)))
        if boundary is not None:
            _draw(area, drawn(dict(boundary))[0])
        else:
            _draw(area, shapely.union_all([geometry_of(each) for each in covers]))
        area.save()
        area.covers.set(covers)
        deed.about = area
    return area


def add_venue(
    *,
    by: Actor,
    area: Area,
    name: str,
    address: str = "",
    kind: str = Venue.Kind.OTHER,
    point: tuple[float, float] | None = None,
    access: Mapping[str, bool] | None = None,
) -> Venue:
    """Add a meeting place. `point` is longitude and latitude; three decimals are kept. Raises Refused.

    `access` holds what is known: step_free, accessible_toilet, hearing_loop, quiet_room. Raises ValueError (Dutch)
    for a second venue of the same name in one area.
    """
    with act(by, Venues.add, area) as deed:
        if Venue.objects.filter(area=area, name=name.strip()).exists():
            raise ValueError(_("In %(area)s staat al een plek die %(name)s heet.") % {"area": area, "name": name})
        venue = Venue(area=area, name=name.strip(), address=address.strip(), kind=kind, **(access or {}))
        if point is not None:
            venue.lon, venue.lat = (str(public_degrees(value)) for value in point)
        venue.save()
        venue.refresh_from_db(fields=["lon", "lat"])
        deed.about = venue
    return venue
