"""Letting somebody do things for you: given, seen and ended by yourself; half an hour at a time (domain.md 4.1)."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import timezone

from wijkplein.foundation.people import acting_for
from wijkplein.foundation.people.actions import give_mandate, grant_role
from wijkplein.foundation.people.models import ProxyMandate, Role
from wijkplein.foundation.privacy.readlog import reads_of
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.actors import SYSTEM
from wijkplein.foundation.verbs.models import Deed

pytestmark = pytest.mark.django_db
OWN, ACTING = "/mijn/namens/", "/namens/"


@pytest.fixture
def mandate(cast):
    """Anna lets Carla, for a month."""
    return give_mandate(by=cast.anna, proxy=cast.carla, until=timezone.localdate() + timedelta(days=30))


def now_acting(cast, client):
    """Whom Carla's browser writes for."""
    request = RequestFactory().get("/")
    request.session = client.session
    found = acting_for.acting_for(request, cast.carla)
    return found.represented if found else None


def test_a_resident_lets_a_connector_by_her_first_name(cast, client):
    Role.objects.filter(person=cast.carla).update(public=True)
    client.force_login(cast.anna)
    assert "Carla, buurtverbinder" in client.get(OWN).content.decode()
    assert client.post(OWN, {"who": cast.carla.uuid, "until": ""}).status_code == 303
    mandate = ProxyMandate.objects.get()
    assert (mandate.represented, mandate.proxy, mandate.consent_how) == (cast.anna, cast.carla, "given_here")
    assert "Carla" in client.get(OWN).content.decode()


def test_who_does_not_show_herself_is_found_by_exact_address(cast, client):
    client.force_login(cast.anna)
    assert "Carla, buurtverbinder" not in client.get(OWN).content.decode()
    assert client.post(OWN, {"email": cast.carla.email}).status_code == 303


def test_a_resident_and_nobody_get_the_same_answer(cast, client):
    """No way to find out who has an account (bar S10)."""
    client.force_login(cast.anna)
    answers = [client.post(OWN, {"email": address}) for address in (cast.bram.email, "niemand@buurt.test")]
    assert [answer.context["form"].errors["email"] for answer in answers] == [
        answers[0].context["form"].errors["email"]
    ] * 2
    assert not ProxyMandate.objects.exists()


def test_somebody_who_works_elsewhere_cannot_be_let(cast):
    grant_role(by=SYSTEM, person=cast.zoe, name="connector", area=cast.other_area)
    with pytest.raises(Refused):
        give_mandate(by=cast.anna, proxy=cast.zoe, until=timezone.localdate())


def test_giving_it_again_moves_the_end(cast, mandate):
    later = timezone.localdate() + timedelta(days=60)
    again = give_mandate(by=cast.anna, proxy=cast.carla, until=later)
    assert ProxyMandate.objects.get() == again
    assert timezone.localtime(again.until).date() == later


def test_the_resident_ends_it_and_the_connector_cannot_begin(cast, client, mandate):
    client.force_login(cast.anna)
    client.post(f"{OWN}{mandate.uuid}/einde/")
    assert "Niemand. Jij doet alles zelf." in client.get(OWN).content.decode()
    client.force_login(cast.carla)
    assert client.post(f"{ACTING}{mandate.uuid}/").status_code == 403
    assert "Anna" not in client.get(ACTING).content.decode()


def test_beginning_is_in_the_diary_and_in_what_the_resident_reads(cast, client, mandate):
    client.force_login(cast.carla)
    client.post(f"{ACTING}{mandate.uuid}/")
    assert now_acting(cast, client) == cast.anna
    deed = Deed.objects.get(verb="mandates.use")
    assert (deed.actor, deed.about_id, deed.on_behalf) == (cast.carla.uuid, mandate.uuid, True)
    assert reads_of(cast.anna.uuid).get().reason == "proxy"


def test_it_ends_by_itself_after_half_an_hour(cast, client, mandate):
    client.force_login(cast.carla)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client.post(f"{ACTING}{mandate.uuid}/")
        clock.shift(timedelta(minutes=30))
        assert now_acting(cast, client) == cast.anna
        clock.shift(timedelta(seconds=1))
        assert now_acting(cast, client) is None
        assert "Je schrijft nu namens" not in client.get(ACTING).content.decode()


def test_a_clock_that_was_set_back_does_not_make_it_longer(cast, client, mandate):
    client.force_login(cast.carla)
    client.post(f"{ACTING}{mandate.uuid}/")
    with time_machine.travel(timezone.now() - timedelta(days=1)):
        assert now_acting(cast, client) is None


def test_it_ends_at_once_when_the_resident_says_so(cast, client, mandate):
    client.force_login(cast.carla)
    client.post(f"{ACTING}{mandate.uuid}/")
    ProxyMandate.objects.update(ended_at=timezone.now())
    assert now_acting(cast, client) is None


def test_ready_is_ready(cast, client, mandate):
    client.force_login(cast.carla)
    client.post(f"{ACTING}{mandate.uuid}/")
    client.post(f"{ACTING}stop/")
    assert now_acting(cast, client) is None


def test_nobody_uses_the_mandate_of_somebody_else(cast, client, mandate):
    client.force_login(cast.koen)
    assert client.post(f"{ACTING}{mandate.uuid}/").status_code == 404


def test_a_mandate_for_one_thing_is_no_session(cast, client, mandate):
    ProxyMandate.objects.update(kind="post")
    client.force_login(cast.carla)
    assert "Anna" not in client.get(ACTING).content.decode()
    assert client.post(f"{ACTING}{mandate.uuid}/").status_code == 403
