"""Sessions one can see and end, and the one switch that ends all access (bar S10, M4, M6)."""

from __future__ import annotations

import time

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone

from wijkplein.foundation.people.actions import end_access, end_role, leave
from wijkplein.foundation.people.closing import end_all_sessions
from wijkplein.foundation.people.models import Membership, Organisation, Role
from wijkplein.foundation.signing_in.devices import device_words
from wijkplein.foundation.signing_in.models import SignedIn
from wijkplein.foundation.signing_in.tests.helpers import is_signed_in, newest_code, sign_in, type_code
from wijkplein.foundation.verbs.acting import Refused

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"


@pytest.fixture
def two_devices(cast):
    first, second = Client(), Client(headers={"User-Agent": FIREFOX})
    for browser in (first, second):
        sign_in(browser, cast.anna.email)
    return first, second


def test_one_sees_where_one_is_signed_in(two_devices):
    page = two_devices[0].get("/mijn/inloggen/").content.decode()
    assert "Firefox op Android" in page
    assert "dit apparaat" in page


def test_signing_out_everywhere_keeps_this_device_and_ends_the_other(two_devices):
    first, second = two_devices
    first.post("/mijn/inloggen/overal-uit/")
    assert (is_signed_in(first), is_signed_in(second)) == (True, False)


def test_one_device_can_be_ended(cast, two_devices):
    first, second = two_devices
    device = SignedIn.objects.get(session_key=second.session.session_key)
    first.post(f"/mijn/inloggen/uit/{device.uuid}/")
    assert (is_signed_in(first), is_signed_in(second)) == (True, False)


def test_nobody_ends_the_device_of_somebody_else(cast, client, two_devices):
    sign_in(client, cast.bram.email)
    device = SignedIn.objects.filter(person=cast.anna).first()
    assert client.post(f"/mijn/inloggen/uit/{device.uuid}/").status_code == 404
    assert is_signed_in(two_devices[0])


def test_a_session_nobody_noted_ends_too(cast, client):
    """The mark in each session changes, so a lost line in our own list is no way to stay."""
    sign_in(client, cast.anna.email)
    SignedIn.objects.all().delete()
    end_all_sessions(cast.anna)
    assert Session.objects.exists()
    assert not is_signed_in(client)


def test_signing_out_needs_a_press(cast, client):
    sign_in(client, cast.anna.email)
    client.get("/uitloggen/")
    assert is_signed_in(client)
    client.post("/uitloggen/")
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox op Android"),
        ("", "Onbekend apparaat"),
        ("Mozilla (iPhone) Version Safari", "Safari op iPhone"),
    ],
)
def test_a_device_is_called_what_people_call_it(agent, words):
    assert device_words(agent) == words


def test_end_access_closes_every_path_within_a_second(cast):
    """Two browsers, a role, a membership and a half-finished sign-in: all shut one second later."""
    organisation = Organisation.objects.create(name="Welzijn", kind="welfare")
    Membership.objects.create(person=cast.carla, organisation=organisation, since="2026-01-01", until="2027-01-01")
    browsers = [Client(), Client()]
    for browser in browsers:
        sign_in(browser, cast.carla.email)
        assert browser.get("/bellen/").status_code == 200
    started = time.perf_counter()
    end_access(by=cast.mo, person=cast.carla)
    assert [browser.get("/bellen/").status_code for browser in browsers] == [302, 302]
    assert not any(is_signed_in(browser) for browser in browsers)
    assert time.perf_counter() - started < 1
    assert not Role.objects.current().filter(person=cast.carla).exists()
    assert not Membership.objects.filter(person=cast.carla, until__gte=timezone.localdate()).exists()


def test_after_end_access_signing_in_again_gives_no_desk(cast, client):
    end_access(by=cast.mo, person=cast.carla)
    sign_in(client, cast.carla.email)
    assert client.get("/bellen/").status_code == 403


def test_only_a_platform_manager_has_the_switch(cast):
    with pytest.raises(Refused):
        end_access(by=cast.carla, person=cast.sam)


def test_ending_one_role_ends_the_sessions_in_which_it_was_used(cast, client):
    sign_in(client, cast.carla.email)
    end_role(by=cast.mo, role=Role.objects.get(person=cast.carla))
    assert not is_signed_in(client)


def test_leaving_ends_sessions_and_roles(cast, client):
    sign_in(client, cast.carla.email)
    leave(by=cast.carla, person=cast.carla)
    assert not is_signed_in(client)
    assert not cast.carla.all_role_names()


def test_another_address_is_proved_and_the_old_one_gets_a_notice(cast, client, django_capture_on_commit_callbacks):
    sign_in(client, cast.anna.email)
    client.post("/mijn/e-mail/", {"email": "anna@nieuw.test"})
    assert type_code(client, newest_code("anna@nieuw.test")).url == "/mijn/e-mail/klaar/"
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/mijn/e-mail/klaar/")
    cast.anna.refresh_from_db()
    assert cast.anna.email == "anna@nieuw.test"
    assert mail.outbox[-1].to == ["anna@buurt.test"]


def test_the_address_of_somebody_else_cannot_be_taken(cast, client):
    sign_in(client, cast.anna.email)
    client.post("/mijn/e-mail/", {"email": cast.bram.email})
    type_code(client, newest_code(cast.bram.email))
    assert client.post("/mijn/e-mail/klaar/").status_code == 422
