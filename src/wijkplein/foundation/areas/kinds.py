"""What the registry knows of areas and venues."""

from typing import Any

from wijkplein.foundation.areas.models import Area, Venue
from wijkplein.foundation.verbs.registry import Kind, register


def _name(thing: Any) -> str:
    return str(thing.name)


def _address(thing: Any) -> str:
    return str(thing.get_absolute_url())


def register_kinds() -> None:
    """Make areas and venues known; called in `ready()`."""
    register(
        Kind(
            name="area",
            model=Area,
            label="buurt",
            title=_name,
            url=_address,
            search_text=_name,
            area=lambda area: area,
        )
    )
    register(
        Kind(
            name="venue",
            model=Venue,
            label="plek",
            title=_name,
            url=_address,
            search_text=lambda venue: f"{venue.name} {venue.address}",
            area=lambda venue: venue.area,
            place=lambda venue: venue.address,
        )
    )
