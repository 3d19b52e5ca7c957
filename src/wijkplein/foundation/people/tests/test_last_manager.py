"""A square never loses the last who can give roles; and erasing says the same before and after."""

from __future__ import annotations

import re

import pytest

from tests.signing_in import sign_in
from wijkplein.foundation.people.actions import erase, grant_role, leave
from wijkplein.foundation.people.tests.test_who_does_what import ROLES
from wijkplein.foundation.verbs.acting import Refused

pytestmark = pytest.mark.django_db


def test_the_only_manager_cannot_erase_herself(cast, client):
    sign_in(client, cast.mo)
    page = client.get("/mijn/wissen/").content.decode()
    assert "enige beheerder" in page
    assert f'href="{ROLES}"' in page
    assert "Wis alles nu" not in page
    assert client.post("/mijn/wissen/").status_code == 403
    cast.mo.refresh_from_db()
    assert cast.mo.erased_at is None


@pytest.mark.parametrize("go", [erase, leave])
def test_nor_go_in_another_way(cast, go):
    with pytest.raises(Refused, match="enige beheerder"):
        go(by=cast.mo, person=cast.mo)


def test_with_a_second_manager_she_can(cast):
    grant_role(by=cast.mo, person=cast.marieke, name="platform_manager", area=None, until=None)
    erase(by=cast.mo, person=cast.mo)
    cast.mo.refresh_from_db()
    assert cast.mo.erased_at is not None


def test_a_manager_who_left_does_not_count(cast):
    grant_role(by=cast.mo, person=cast.marieke, name="platform_manager", area=None, until=None)
    leave(by=cast.marieke, person=cast.marieke)
    with pytest.raises(Refused, match="enige beheerder"):
        erase(by=cast.mo, person=cast.mo)


def test_a_neighbour_erases_herself_as_before(cast, client):
    sign_in(client, cast.anna)
    assert "Wis alles nu" in client.get("/mijn/wissen/").content.decode()


def listed(page):
    return re.findall(r"<li>([^<]+: \d+)</li>", page.content.decode())


def test_before_and_after_say_the_same(cast, client):
    sign_in(client, cast.anna)
    before = listed(client.get("/mijn/wissen/"))
    assert before
    assert listed(client.post("/mijn/wissen/")) == before
