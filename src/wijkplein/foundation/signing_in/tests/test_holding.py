"""What this room keeps about a person: told, taken along, and gone when she is erased."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client

from wijkplein.foundation.people.actions import erase
from wijkplein.foundation.privacy.rights import export_person
from wijkplein.foundation.signing_in.actions import ask_way_back
from wijkplein.foundation.signing_in.models import SignedIn, WayBack
from wijkplein.foundation.signing_in.tests.helpers import is_signed_in, set_up_app, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(cast, client):
    sign_in(client, cast.anna.email)
    return client


def test_one_takes_along_where_and_with_what_one_signs_in(cast, signed_in):
    set_up_app(signed_in)
    kept = export_person(cast.anna.uuid)["Inloggen en apparaten"]
    assert [next(iter(row)) for row in kept] == ["ingelogd op", "inloggen met", "inloggen met"]


def test_nothing_of_somebody_else_is_taken_along(cast, signed_in):
    assert export_person(cast.bram.uuid)["Inloggen en apparaten"] == []


def test_erasing_signs_out_everywhere_at_once(cast, signed_in):
    other = Client()
    sign_in(other, cast.anna.email)
    signed_in.post("/mijn/wissen/")
    assert not is_signed_in(signed_in)
    assert not is_signed_in(other)
    assert not Session.objects.exists()


def test_erasing_takes_addresses_and_authenticators(cast, signed_in):
    set_up_app(signed_in)
    signed_in.post("/mijn/wissen/")
    assert not EmailAddress.objects.filter(user=cast.anna).exists()
    assert not Authenticator.objects.filter(user=cast.anna).exists()


def test_erasing_takes_the_ways_back_and_the_name_of_who_vouched(cast):
    ask_way_back(by=cast.carla, person=cast.sam, how="in_person")
    ask_way_back(by=cast.carla, person=cast.mo, how="in_person")
    erase(by=cast.sam, person=cast.sam)
    assert WayBack.objects.get().person == cast.mo
    erase(by=cast.carla, person=cast.carla)
    assert WayBack.objects.get().first_by is None


def test_erasing_takes_the_device_of_a_session_that_is_over(cast):
    SignedIn.objects.create(person=cast.anna, session_key="over", device="x")
    erase(by=cast.anna, person=cast.anna)
    assert not SignedIn.objects.exists()
