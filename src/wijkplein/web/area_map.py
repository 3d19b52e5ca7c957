"""The areas of the town as a tree with the map beside it. Boundaries are read only when the map must be drawn anew."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.binding import current

LIST = ("pk", "parent_id", "kind", "name", "slug", "year", "west", "south", "east", "north")
KEPT_MAPS = 8
MOST_SHAPES = 400  # more than that is no map anybody can use: then only the list

_maps: OrderedDict[int, SafeString] = OrderedDict()
_guard = Lock()


@dataclass
class Branch:
    """An area with what lies under it."""

    area: Area
    children: list[Branch] = field(default_factory=list)

    @property
    def told(self) -> tuple[Any, ...]:
        """Everything the list shows, for the ETag."""
        own = tuple(getattr(self.area, name) for name in LIST)
        return (own, tuple(child.told for child in self.children))

    def leaves(self) -> list[Area]:
        """The smallest areas: what people call their neighbourhood."""
        return [leaf for child in self.children for leaf in child.leaves()] if self.children else [self.area]


def branches() -> list[Branch]:
    """All areas as trees, by name. One query, without the boundaries."""
    made = {
        area.pk: Branch(area)
        for area in Area.objects.only(*(n.removesuffix("_id") for n in LIST)).order_by("name", "pk")
    }
    for branch in made.values():
        parent = made.get(branch.area.parent_id or 0)
        if parent is not None:
            parent.children.append(branch)
    return [branch for branch in made.values() if branch.area.parent_id is None]


def map_of(found: list[Branch]) -> SafeString:
    """The drawing of the smallest areas, "" when none of them has a boundary. Kept in memory until an area changes."""
    leaves = [leaf for branch in found for leaf in branch.leaves() if leaf.west is not None]
    if not leaves or len(leaves) > MOST_SHAPES:
        return SafeString("")
    key = hash((current().slug, tuple(branch.told for branch in found)))
    with _guard:
        drawn = _maps.get(key)
    return drawn if drawn is not None else _draw(key, leaves)


def _draw(key: int, leaves: list[Area]) -> SafeString:
    # numpy and shapely weigh more than all of a web worker: they come in only when a map is drawn anew.
    from wijkplein.foundation.areas.svg import draw_map  # noqa: PLC0415

    whole = list(Area.objects.filter(pk__in=[leaf.pk for leaf in leaves]).order_by("name", "pk"))
    drawing = draw_map(_("Kaart van de buurten"), whole)
    drawn = SafeString(render_to_string("areas/map.svg", {"map": drawing}))
    with _guard:
        _maps[key] = drawn
        while len(_maps) > KEPT_MAPS:
            _maps.popitem(last=False)
    return drawn
