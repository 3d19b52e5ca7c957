"""The check before a square opens: thirty real things on it, a number to call, somebody to talk to (job EPE-14)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from wijkplein.delen.square.models import Post
from wijkplein.foundation.community.binding import current
from wijkplein.foundation.people.models import Role

REAL_THINGS = 30  # domain.md 4.13, Square start


@dataclass(frozen=True)
class Line:
    """One thing that must be in order."""

    label: str
    state: str
    ready: bool


def real_things() -> int:
    """How many different things neighbours can read on the square: the same title twice is one thing."""
    counted = Post.objects.public().order_by().aggregate(titles=Count("title", distinct=True))
    return int(counted["titles"])


def check() -> list[Line]:
    """Every line of the check, as it stands now."""
    brand, things = current().brand, real_things()
    reachable = bool(brand.phone and brand.phone_hours and brand.phone_person)
    people = Role.objects.public().filter(name="connector").count()
    return [
        Line(
            _("Er staan dertig echte berichten op het plein"),
            _counted(things),
            things >= REAL_THINGS,
        ),
        Line(
            _("Er is een telefoonnummer, met uren en een voornaam"),
            brand.phone or _("nog niet ingevuld in community.toml"),
            reachable,
        ),
        Line(
            _("Buren zien met welke buurtverbinder ze kunnen praten"),
            _("%(people)s zichtbaar") % {"people": people},
            people > 0,
        ),
    ]


def _counted(things: int) -> str:
    if things < REAL_THINGS:
        return _("%(things)s van de %(wanted)s") % {"things": things, "wanted": REAL_THINGS}
    return _("%(things)s, dat is genoeg") % {"things": things}
