"""Roles have a giver, an area and an end; who arranges them sees the team and nobody else (M6, PR14)."""

from __future__ import annotations

import pytest

from wijkplein.foundation.people.actions import end_role, grant_role
from wijkplein.foundation.people.models import Role
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.actors import SYSTEM

pytestmark = pytest.mark.django_db


def test_nobody_gives_a_role_to_herself(cast):
    with pytest.raises(Refused):
        grant_role(by=cast.mo, person=cast.mo, name="tech_admin", area=None)


def test_a_role_has_an_end_within_a_year(cast):
    role = grant_role(by=SYSTEM, person=cast.anna, name="connector", area=cast.area)
    assert (role.until - role.since).days <= 366


def test_a_role_that_ended_can_be_given_again(cast):
    role = Role.objects.get(person=cast.carla)
    end_role(by=cast.mo, role=role)
    grant_role(by=cast.mo, person=cast.carla, name="connector", area=cast.area)
    cast.carla.refresh_from_db()
    assert "connector" in cast.carla.role_names(cast.area)


def test_a_role_for_an_own_area_counts_in_what_it_covers(cast):
    from wijkplein.foundation.areas.models import Area

    own = Area.objects.create(kind="own", name="Rond de molen", slug="rond-de-molen")
    own.covers.add(cast.other_area)
    grant_role(by=SYSTEM, person=cast.anna, name="connector", area=own)
    cast.anna.refresh_from_db()
    assert "connector" in cast.anna.role_names(cast.other_area)
    assert "connector" not in cast.anna.role_names(cast.area)


def test_the_roles_page_shows_the_team_and_no_resident(cast, client):
    client.force_login(cast.mo)
    page = client.get("/beheer/rollen/").content.decode()
    assert "Carla" in page
    assert "Anna" not in page


def test_a_role_is_given_by_address_and_ended_by_a_press(cast, client):
    client.force_login(cast.mo)
    given = {"email": cast.anna.email, "name": "connector", "area": cast.area.slug}
    assert client.post("/beheer/rollen/", given).status_code == 303
    role = Role.objects.get(person=cast.anna)
    client.post(f"/beheer/rollen/{role.uuid}/einde/")
    assert not Role.objects.current().filter(person=cast.anna).exists()


def test_a_resident_has_no_roles_page(cast, client):
    client.force_login(cast.anna)
    assert client.get("/beheer/rollen/").status_code == 403
