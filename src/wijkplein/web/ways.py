"""The doors of the home page: only those whose room is there (what is not there is not shown)."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Way:
    """One door: what you want in your own words, and where it leads. `parameter` names the area in the address."""

    word: str | Promise
    hint: str | Promise
    url_name: str
    drawing: str
    tone: str


@dataclass(frozen=True)
class OpenWay:
    """A door that leads somewhere here."""

    way: Way
    url: str


WAYS = (
    Way(_("Ik zoek hulp"), _("Een klusje, vervoer, iemand om mee te praten"), "receipts:seek_help", "handen", "delen"),
    Way(_("Ik wil iets doen"), _("Een uurtje helpen of je talent delen"), "receipts:do_something", "koffie", "doen"),
    Way(_("Vertel wat er speelt"), _("Wat gaat goed, wat kan beter in de buurt?"), "signals:tell", "praten", "duiden"),
)


def address_of(url_name: str, area: str = "") -> str:
    """The address of a page of another room, with the area to start with; "" when that room is not here."""
    try:
        url = reverse(url_name)
    except NoReverseMatch:
        return ""
    return f"{url}?buurt={area}" if area else url


def ways(area: str = "") -> list[OpenWay]:
    """The doors that open, for this area."""
    found = [OpenWay(way, address_of(way.url_name, area)) for way in WAYS]
    return [way for way in found if way.url]
