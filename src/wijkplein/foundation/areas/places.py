"""In which of our areas a point lies, and what to say about it."""

from __future__ import annotations

from dataclasses import dataclass

import shapely
from django.utils.translation import gettext as _

from wijkplein.foundation.areas.locate import check_point
from wijkplein.foundation.areas.models import Area

# A village is larger than a neighbourhood and smaller than a district; own areas cut across and are listed apart.
FROM_SMALL_TO_LARGE = (Area.Kind.NEIGHBOURHOOD, Area.Kind.VILLAGE, Area.Kind.DISTRICT, Area.Kind.MUNICIPALITY)


@dataclass(frozen=True)
class Placed:
    """Where a point lies: the smallest area, the own areas that hold it too, and whether it fell in a gap."""

    area: Area | None
    own_areas: tuple[Area, ...] = ()
    in_gap: bool = False

    @property
    def sentence(self) -> str:
        """What to tell whoever chose the point; empty when there is nothing out of the ordinary."""
        if self.area is None:
            return _("Deze plek ligt buiten onze gebieden.")
        if not self.in_gap:
            return ""
        return _("Deze plek ligt niet in een buurt. Daarom hoort ze bij de %(kind)s %(area)s.") % {
            "kind": self.area.get_kind_display(),
            "area": self.area.name,
        }


def place(lon: float, lat: float) -> Placed:
    """Where a point in degrees (WGS84) lies. On a line counts as inside, the smallest code first.

    Houses between neighbourhoods fall back to their district, then the municipality. Raises ValueError (Dutch)
    for what is no place on earth.
    """
    lon, lat = check_point(lon, lat)
    boxed = Area.objects.boxed_around(lon, lat).exclude(boundary=None).select_related("parent__parent")
    holding = [area for area in boxed if shapely.intersects_xy(shapely.geometry.shape(area.boundary), lon, lat)]
    holding.sort(key=lambda area: (area.code or "~", area.slug))
    by_size = (area for kind in FROM_SMALL_TO_LARGE for area in holding if area.kind == kind)
    smallest = next(by_size, None)
    own = [area for area in holding if area.kind == Area.Kind.OWN]
    large = smallest is not None and smallest.kind in FROM_SMALL_TO_LARGE[2:]
    return Placed(
        area=smallest,
        own_areas=tuple(own),
        in_gap=large and smallest is not None and smallest.children.exists(),
    )
