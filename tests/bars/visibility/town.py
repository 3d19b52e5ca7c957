"""The town of the walk: four areas, sixteen people, and the way from a name to a row."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.bars.visibility.oracle import VISITOR as NOBODY
from tests.bars.visibility.oracle import Someone, Thing, World
from tests.people_of_the_cast import make_cast, make_person
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.models import DutyShift, Membership, Organisation, Person, ProxyMandate, Role
from wijkplein.foundation.verbs.actors import VISITOR

RESIDENTS = ("anna", "bram", "zoe", "wout", "riet")
# Whom the cast lacks: a connector of one small neighbourhood, a connector elsewhere, a host at the bus.
MORE = {"kees": ("connector", "hof"), "noor": ("connector", "havel"), "joop": ("field_host", "oost")}


class Town:
    """Rows that every walk starts from."""

    def __init__(self) -> None:
        cast = make_cast()
        hof = Area.objects.create(kind="neighbourhood", name="De Hof", slug="de-hof", parent=cast.area)
        self.areas = {"oost": cast.area, "havel": cast.other_area, "hof": hof, "molenrij": cast.area.parent}
        self.slugs = {area.slug: name for name, area in self.areas.items()}
        for name, (role, area) in MORE.items():
            Role.objects.create(
                person=make_person(name, hof), name=role, area=self.areas[area], since=timezone.localdate()
            )
        for name in ("wout", "riet"):
            make_person(name, hof)
        self.organisation = Organisation.objects.create(name="Welzijn Molenrij", kind="welfare")
        year = timezone.localdate() + timedelta(days=300)
        for who in ("els", "koen"):
            Membership.objects.create(
                person=self.person_named(who), organisation=self.organisation, since=timezone.localdate(), until=year
            )
        self._more_rows()
        self.pks = {person.first_name.lower(): person.pk for person in Person.objects.all()}
        self.names = {pk: name for name, pk in self.pks.items()}
        self.uuids = dict(Person.objects.values_list("uuid", "pk"))
        self.nowhere = {area.pk: name for name, area in self.areas.items()} | {None: ""}

    def _more_rows(self) -> None:
        carla, sam = self.person_named("carla"), self.person_named("sam")
        DutyShift.objects.create(person=carla, deputy=sam, role="connector", area=self.areas["oost"], weekdays="12345")
        ProxyMandate.objects.create(
            represented=self.person_named("riet"), proxy=carla, consent_how="spoken_phone",
            until=timezone.now() + timedelta(days=100),
        )  # fmt: skip

    @staticmethod
    def person_named(name: str) -> Any:
        return Person.objects.get(first_name=name.title())

    def person(self, name: str) -> Any:
        """As the next request would find this person: nothing remembered."""
        return VISITOR if name in ("", NOBODY) else Person.objects.select_related("area").get(pk=self.pks[name])

    def world(self) -> World:
        """What the oracle knows at the start of each walk."""
        world = World({name: Someone(name) for name in self.pks})
        named = self.names.get
        for role in Role.objects.all():
            world.roles.append(
                Thing(role.uuid, self.nowhere[role.area_id], named(role.person_id), kind=role.name, public=True)
            )
        for each in DutyShift.objects.all():
            world.duties.append(
                Thing(each.uuid, self.nowhere[each.area_id], named(each.person_id), named(each.deputy_id))
            )
        for each in Membership.objects.all():
            world.memberships.append(Thing(each.uuid, person=named(each.person_id)))
        for each in ProxyMandate.objects.all():
            world.mandates.append(Thing(each.uuid, person=named(each.represented_id), other=named(each.proxy_id)))
        return world
