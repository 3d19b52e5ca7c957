"""What ends somebody's work is asked once more: what happens, and the way back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.signing_in import sign_in
from wijkplein.foundation.people.actions import add_membership, add_organisation, give_mandate
from wijkplein.foundation.people.models import DutyShift, Membership, ProxyMandate, Role
from wijkplein.foundation.people.tests.test_who_does_what import ROLES, ROSTER
from wijkplein.foundation.verbs.actors import SYSTEM

pytestmark = pytest.mark.django_db


def role_of(person):
    return person.roles.get()


def address(cast, what):
    """Where this is ended, and whether it still runs."""
    if what == "role":
        role = role_of(cast.carla)
        return f"{ROLES}{role.uuid}/einde/", lambda: Role.objects.current().filter(pk=role.pk).exists()
    if what == "access":
        return f"{ROLES}{role_of(cast.carla).uuid}/toegang/", lambda: bool(cast.carla.roles.current())
    if what == "duty":
        shift = DutyShift.objects.create(role="connector", area=cast.area, person=cast.carla, weekdays="12345")
        return f"{ROSTER}{shift.uuid}/einde/", lambda: DutyShift.objects.filter(pk=shift.pk).exists()
    wiek = add_organisation(by=SYSTEM, name="De Wiek", kind="housing")
    until = timezone.localdate() + timedelta(days=90)
    member = add_membership(by=SYSTEM, person=cast.carla, organisation=wiek, until=until)
    return f"/beheer/lid/{member.uuid}/einde/", lambda: Membership.objects.current().filter(pk=member.pk).exists()


@pytest.mark.parametrize("what", ["role", "access", "duty", "membership"])
def test_a_look_changes_nothing_and_a_press_does(cast, client, what):
    url, runs = address(cast, what)
    sign_in(client, cast.mo)
    page = client.get(url)
    assert page.status_code == 200
    assert "Carla" in page.content.decode()
    assert "Nee, ga terug" in page.content.decode()
    assert runs()
    assert client.post(url).status_code == 303
    assert not runs()


def test_the_resident_is_asked_before_help_ends(cast, client):
    until = timezone.localdate() + timedelta(days=30)
    mandate = give_mandate(by=cast.anna, proxy=cast.carla, until=until)
    sign_in(client, cast.anna)
    page = client.get(f"/mijn/namens/{mandate.uuid}/einde/")
    assert page.status_code == 200
    assert ProxyMandate.objects.in_force().filter(pk=mandate.pk).exists()


def test_who_stops_herself_reads_that_she_is_signed_out_and_cannot_undo_it(cast, client):
    sign_in(client, cast.carla)
    page = client.get(f"{ROLES}{role_of(cast.carla).uuid}/einde/").content.decode()
    assert "uitgelogd" in page
    assert "kun je niet zelf terugdraaien" in page


@pytest.mark.parametrize("page", [ROLES, ROSTER, "/mijn/werk/", "/mijn/namens/"])
def test_no_list_ends_anything_with_one_tap(cast, client, page):
    address(cast, "duty")
    address(cast, "membership")
    give_mandate(by=cast.mo, proxy=cast.carla, until=timezone.localdate() + timedelta(days=30))
    sign_in(client, cast.carla if page == "/mijn/werk/" else cast.mo)
    html = client.get(page).content.decode()
    assert "/einde/" in html
    assert 'action="' not in "".join(line for line in html.split("<form") if "/einde/" in line.split(">")[0])


def test_only_who_may_close_all_access_is_asked(cast, client):
    sign_in(client, cast.marieke)
    assert client.get(f"{ROLES}{role_of(cast.carla).uuid}/toegang/").status_code == 403
