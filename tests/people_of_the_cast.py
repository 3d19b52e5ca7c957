"""Makes the cast; apart from cast.py because models can be imported only once Django is set up."""

from __future__ import annotations

from django.utils import timezone

from tests.cast import Cast
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.models import Person, Role, Verification

ROLES_OF_THE_CAST = {
    "carla": "connector",
    "sam": "match_coordinator",
    "marieke": "area_director",
    "koen": "social_worker",
    "els": "team_member",
    "piet": "partner_guest",
    "wim": "councillor",
    "fatima": "privacy_officer",
}
NAMES = ("anna", "bram", "carla", "sam", "marieke", "koen", "els", "piet", "wim", "mo", "zoe", "fatima")


def make_person(name: str, area: Area | None, **fields: object) -> Person:
    """A resident with an e-mail address, known well enough to post."""
    given = {
        "first_name": name.title(),
        "email": f"{name}@buurt.test",
        "area": area,
        "sixteen_or_older": True,
    }
    verification = {"verification": Verification.AREA, "active_at": timezone.now()}
    return Person.objects.create(**{**given, **verification, **fields})


def make_cast() -> Cast:
    """Anna owns, Bram lives there, Carla connects, Mo manages the square, Zoe lives elsewhere."""
    town = Area.objects.create(kind="municipality", name="Molenrij", slug="molenrij")
    area = Area.objects.create(kind="district", name="Molenrij-Oost", slug="molenrij-oost", parent=town)
    other = Area.objects.create(kind="village", name="Havel", slug="havel", parent=town)
    people = {name: make_person(name, other if name == "zoe" else area) for name in NAMES}
    for name, role in ROLES_OF_THE_CAST.items():
        Role.objects.create(person=people[name], name=role, area=area, since=timezone.localdate())
    Role.objects.create(person=people["mo"], name="platform_manager", area=None, since=timezone.localdate())
    return Cast(area=area, other_area=other, **people)
