"""For the first time: one question about age, a name and a neighbourhood; under sixteen nothing is kept (A5)."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction

from wijkplein.foundation.people.actions import erase, leave, register_person
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.signing_in.tests.helpers import is_signed_in, sign_in
from wijkplein.foundation.verbs.actors import VISITOR

pytestmark = pytest.mark.django_db
NEW = "nieuw@elders.test"


def answers(cast, **changes):
    return {"sixteen": "ja", "first_name": "Noor", "area": cast.area.slug, **changes}


def test_a_new_address_is_asked_three_things(cast, client):
    assert sign_in(client, NEW).url == "/inloggen/nieuw/"


def test_signing_up_signs_in(cast, client):
    sign_in(client, NEW, "/mijn/gegevens/")
    assert client.post("/inloggen/nieuw/", answers(cast)).url == "/mijn/gegevens/"
    assert is_signed_in(client)


def test_signing_up_keeps_what_was_asked_and_no_more(cast, client):
    sign_in(client, NEW)
    client.post("/inloggen/nieuw/", answers(cast))
    person = Person.objects.get(email=NEW)
    assert (person.first_name, person.area, person.sixteen_or_older) == ("Noor", cast.area, True)
    assert (person.last_name, person.phone, person.age_band) == ("", "", "")


def test_signing_up_needs_a_proved_address(cast, client):
    assert client.post("/inloggen/nieuw/", answers(cast)).url == "/inloggen/"
    assert not Person.objects.filter(first_name="Noor").exists()


def test_a_forgotten_answer_keeps_the_others(cast, client):
    sign_in(client, NEW)
    page = client.post("/inloggen/nieuw/", answers(cast, area=""))
    assert page.status_code == 422
    assert 'value="Noor"' in page.content.decode()


@pytest.mark.parametrize("rest", [{}, {"first_name": "", "area": ""}])
def test_under_sixteen_leads_to_the_card(cast, client, rest):
    sign_in(client, NEW)
    assert client.post("/inloggen/nieuw/", answers(cast, sixteen="nee", **rest)).url == "/inloggen/jonger-dan-16/"


def test_under_sixteen_nothing_is_kept(cast, client):
    before = Person.objects.count()
    sign_in(client, NEW)
    client.post("/inloggen/nieuw/", answers(cast, sixteen="nee"))
    assert Person.objects.count() == before
    assert not Session.objects.exists()


def test_the_card_has_the_number_and_a_first_name_and_an_address_to_type(client, db):
    page = client.get("/inloggen/jonger-dan-16/").content.decode()
    assert "0000 - 12 34 56" in page
    assert "Carla" in page
    assert "testserver/ouder" in page


def test_the_card_page_sets_no_cookie(client, db):
    assert not client.get("/inloggen/jonger-dan-16/").cookies
    assert not client.get("/ouder/").cookies


def test_nobody_is_registered_under_sixteen_whoever_calls_the_action(cast):
    with pytest.raises(ValueError):
        register_person(by=VISITOR, email=NEW, first_name="Kind", area=cast.area, sixteen_or_older=False)


def test_two_tabs_make_one_person(cast):
    first, second = (
        register_person(by=VISITOR, email=address, first_name="Noor", area=cast.area, sixteen_or_older=True)
        for address in (NEW, f" {NEW.upper()} ")
    )
    assert first == second


def test_who_left_comes_back_with_a_code(cast, client):
    leave(by=cast.anna, person=cast.anna)
    sign_in(client, cast.anna.email)
    assert is_signed_in(client)


def test_roles_do_not_come_back_with_who_left(cast, client):
    leave(by=cast.carla, person=cast.carla)
    sign_in(client, cast.carla.email)
    cast.carla.refresh_from_db()
    assert cast.carla.role_names(cast.area) == {"everyone", "resident"}


def test_who_was_erased_signs_up_as_somebody_new(cast, client):
    old, address = cast.anna.pk, cast.anna.email
    erase(by=cast.anna, person=cast.anna)
    sign_in(client, address)
    client.post("/inloggen/nieuw/", answers(cast))
    assert Person.objects.get(email=address).pk != old


def test_the_tombstone_of_an_erased_person_cannot_be_filled_again(cast):
    erase(by=cast.anna, person=cast.anna)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=cast.anna.pk).update(email="terug@buurt.test")


def test_there_is_no_password_column():
    assert "password" not in {field.name for field in Person._meta.get_fields()}
