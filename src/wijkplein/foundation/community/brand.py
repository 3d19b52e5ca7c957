"""How a community shows itself: name, seed colour, logo, partners, telephone. Public data only."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

COLOUR = re.compile(r"^#[0-9a-fA-F]{6}$")
PETROL = "#0B5D5E"


@dataclass(frozen=True)
class Partner:
    """An organisation whose logo stands in the footer."""

    name: str
    logo: str = ""
    url: str = ""


@dataclass(frozen=True)
class Brand:
    """One name outwards, partner logos underneath (job MBA-02, MEP-12)."""

    name: str = "Wijkplein"
    short_name: str = ""
    seed: str = PETROL
    logo: str = ""
    phone: str = ""
    phone_hours: str = ""
    phone_person: str = ""
    email: str = ""
    partners: tuple[Partner, ...] = ()

    @property
    def phone_link(self) -> str:
        """The number as a tel: link wants it."""
        return re.sub(r"[^0-9+]", "", self.phone)


def wrong_colour(data: Mapping[str, Any]) -> str:
    """What is wrong with the seed colour of a [brand] table, in Dutch; empty when nothing is."""
    seed = data.get("seed", PETROL)
    return "" if COLOUR.match(str(seed)) else f"brand.seed is {seed!r}; schrijf een kleur als #0B5D5E"


def read_brand(name: str, data: Mapping[str, Any]) -> Brand:
    """Read the [brand] table of community.toml; its colour was looked at by `wrong_colour`."""
    seed = str(data.get("seed", PETROL))
    partners = tuple(
        Partner(str(partner["name"]), str(partner.get("logo", "")), str(partner.get("url", "")))
        for partner in data.get("partners", ())
    )
    texts = {
        key: str(data.get(key, "")) for key in ("short_name", "logo", "phone", "phone_hours", "phone_person", "email")
    }
    return Brand(name=str(data.get("name", name)), seed=seed, partners=partners, **texts)
