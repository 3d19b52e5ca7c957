"""Who works a desk shows a second factor; a resident never has to; and there is a way back for both."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from wijkplein.foundation.people.actions import grant_role
from wijkplein.foundation.signing_in.actions import ask_way_back, reset_second_factor
from wijkplein.foundation.signing_in.models import WayBack
from wijkplein.foundation.signing_in.tests.helpers import app_code, is_signed_in, set_up_app, sign_in
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.actors import SYSTEM
from wijkplein.foundation.verbs.models import Deed

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(cast):
    """Sam, who coordinates, has an app and a paper with codes: (secret, codes)."""
    browser = Client()
    sign_in(browser, cast.sam.email)
    return set_up_app(browser)


def test_a_desk_worker_without_second_factor_sets_it_up_before_any_desk_page(cast, client):
    sign_in(client, cast.mo.email)
    assert client.get("/beheer/rollen/").url.startswith("/mijn/inloggen/tweede-stap/")


def test_the_desk_roles_do_not_count_before_that(cast, client):
    sign_in(client, cast.mo.email)
    assert client.get("/bellen/").url.startswith("/mijn/inloggen/tweede-stap/")
    called = client.post("/bellen/", {"phone": "0612345678"})
    assert called.status_code == 403
    assert "/mijn/inloggen/tweede-stap/" in called.content.decode()


def test_a_desk_worker_reaches_her_own_place_before_that(cast, client):
    sign_in(client, cast.sam.email)
    assert is_signed_in(client)


def test_after_setting_up_an_app_the_desk_is_open(cast, client):
    sign_in(client, cast.mo.email)
    set_up_app(client)
    assert client.get("/beheer/rollen/").status_code == 200


def test_the_code_alone_is_no_longer_enough_at_a_desk(cast, client, paper):
    assert sign_in(client, cast.sam.email).url == "/inloggen/tweede-stap/"
    assert not is_signed_in(client)


def test_a_code_of_the_app_finishes_signing_in(cast, client, paper):
    sign_in(client, cast.sam.email)
    with time_machine.travel(timezone.now() + timedelta(seconds=35)):
        client.post("/inloggen/tweede-stap/", {"code": app_code(paper[0])})
        assert is_signed_in(client)


def test_a_code_of_the_app_works_once(cast, client, paper):
    with time_machine.travel(timezone.now() + timedelta(seconds=35), tick=False):
        code = app_code(paper[0])
        sign_in(client, cast.sam.email)
        client.post("/inloggen/tweede-stap/", {"code": code})
        other = Client()
        sign_in(other, cast.sam.email)
        other.post("/inloggen/tweede-stap/", {"code": code})
        assert not is_signed_in(other)


def test_a_code_from_the_paper_finishes_signing_in_once(cast, client, paper):
    sign_in(client, cast.sam.email)
    client.post("/inloggen/tweede-stap/", {"code": f"{paper[1][0][:4]} {paper[1][0][4:]}"})
    assert is_signed_in(client)
    other = Client()
    sign_in(other, cast.sam.email)
    assert other.post("/inloggen/tweede-stap/", {"code": paper[1][0]}).status_code == 422


def test_ten_wrong_second_codes_and_then_a_wait(cast, client, paper):
    sign_in(client, cast.sam.email)
    for _ in range(10):
        client.post("/inloggen/tweede-stap/", {"code": "00000000"})
    page = client.post("/inloggen/tweede-stap/", {"code": paper[1][0]})
    assert "Wacht een kwartier" in page.content.decode()


def test_the_second_step_without_a_first_one_leads_to_signing_in(client, db):
    assert client.post("/inloggen/tweede-stap/", {"code": "123456"}).url == "/inloggen/"


@pytest.mark.parametrize(
    "credential", ["", "[]", "{}", "null", '{"response": []}', '"x"', '{"response": {"userHandle": 3}}']
)
def test_nonsense_for_a_passkey_is_told_kindly(client, db, credential):
    client.get("/inloggen/sleutel/")
    page = client.post("/inloggen/sleutel/", {"credential": credential})
    assert page.status_code == 422
    assert "code per e-mail" in page.content.decode()


def test_a_resident_with_a_passkey_still_signs_in_with_the_code_alone(cast, client):
    """The trap of allauth: there a passkey counts as a second factor for everybody."""
    Authenticator.objects.create(user=cast.anna, type="webauthn", data={"name": "telefoon", "credential": {}})
    sign_in(client, cast.anna.email)
    assert is_signed_in(client)


def test_a_resident_with_an_app_still_signs_in_with_the_code_alone(cast, client):
    browser = Client()
    sign_in(browser, cast.anna.email)
    set_up_app(browser)
    sign_in(client, cast.anna.email)
    assert is_signed_in(client)


def test_who_gets_a_desk_is_asked_in_the_same_session(cast, client):
    sign_in(client, cast.anna.email)
    grant_role(by=SYSTEM, person=cast.anna, name="platform_manager", area=None)
    assert client.get("/beheer/rollen/").url.startswith("/mijn/inloggen/tweede-stap/")


def test_the_secret_of_an_app_stands_sealed_in_the_database(cast, paper):
    kept = Authenticator.objects.get(user=cast.sam, type="totp").data["secret"]
    assert paper[0].replace(" ", "") not in kept
    assert kept.startswith("1:")


def test_two_people_open_the_way_back(cast, client, paper):
    way_back = ask_way_back(by=cast.carla, person=cast.sam, how="in_person")
    reset_second_factor(by=cast.mo, way_back=way_back)
    sign_in(client, cast.sam.email)
    assert is_signed_in(client)
    assert not Authenticator.objects.filter(user=cast.sam).exists()


def test_after_the_way_back_the_desk_waits_for_a_new_second_factor(cast, client, paper):
    reset_second_factor(by=cast.mo, way_back=ask_way_back(by=cast.carla, person=cast.sam, how="in_person"))
    sign_in(client, cast.sam.email)
    assert client.get("/bellen/").url.startswith("/mijn/inloggen/tweede-stap/")


def test_the_way_back_leaves_two_deeds(cast, paper):
    reset_second_factor(by=cast.mo, way_back=ask_way_back(by=cast.carla, person=cast.sam, how="in_person"))
    done = list(Deed.objects.filter(verb__in=["waysback.ask", "waysback.reset_second_factor"]).order_by("id"))
    assert [deed.actor for deed in done] == [cast.carla.uuid, cast.mo.uuid]


def test_the_way_back_tells_the_person(cast, paper, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        reset_second_factor(by=cast.mo, way_back=ask_way_back(by=cast.carla, person=cast.sam, how="in_person"))
    assert mail.outbox[-1].to == [cast.sam.email]
    assert "weggehaald" in mail.outbox[-1].body


def test_the_way_back_ends_every_session(cast, client, paper):
    sign_in(client, cast.sam.email)
    client.post("/inloggen/tweede-stap/", {"code": paper[1][1]})
    reset_second_factor(by=cast.mo, way_back=ask_way_back(by=cast.carla, person=cast.sam, how="in_person"))
    assert not is_signed_in(client)


def test_one_person_alone_opens_nothing(cast, paper):
    way_back = ask_way_back(by=cast.mo, person=cast.sam, how="in_person")
    with pytest.raises(Refused):
        reset_second_factor(by=cast.mo, way_back=way_back)
    assert Authenticator.objects.filter(user=cast.sam).exists()


def test_nobody_opens_the_way_back_for_herself(cast):
    with pytest.raises(Refused):
        ask_way_back(by=cast.mo, person=cast.mo, how="in_person")


def test_a_connector_is_not_the_second(cast, paper):
    way_back = ask_way_back(by=cast.carla, person=cast.sam, how="in_person")
    with pytest.raises(Refused):
        reset_second_factor(by=cast.carla, way_back=way_back)


def test_a_vouch_is_good_for_a_day(cast, paper):
    way_back = ask_way_back(by=cast.carla, person=cast.sam, how="in_person")
    WayBack.objects.update(asked_at=timezone.now() - timedelta(hours=25))
    with pytest.raises(Refused):
        reset_second_factor(by=cast.mo, way_back=way_back)


def test_a_resident_needs_no_way_back(cast):
    with pytest.raises(Refused):
        ask_way_back(by=cast.carla, person=cast.anna, how="in_person")


def test_the_pages_of_the_way_back_do_it(cast, paper):
    connector, manager = Client(), Client()
    sign_in(connector, cast.carla.email)
    assert connector.post("/beheer/weer-inloggen/", {"email": cast.sam.email, "how": "in_person"}).status_code == 303
    sign_in(manager, cast.mo.email)
    set_up_app(manager)
    page = manager.get("/beheer/weer-inloggen/").content.decode()
    assert "Sam" in page
    manager.post(f"/beheer/weer-inloggen/{WayBack.objects.get().uuid}/")
    assert not Authenticator.objects.filter(user=cast.sam).exists()


def test_before_something_final_one_proves_again_who_one_is(cast, client):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        sign_in(client, cast.anna.email)
        clock.shift(timedelta(minutes=16))
        assert client.get("/mijn/wissen/").url.startswith("/inloggen/opnieuw/")


def test_no_page_of_allauth_is_reachable_and_one_name_leads_to_ours(client, db):
    paths = ["accounts/login/", "accounts/signup/", "accounts/password/reset/", "accounts/2fa/", "accounts/email/"]
    assert {client.get(f"/{path}").status_code for path in paths} == {404}
    names = {str(name) for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert {name for name in names if name.startswith(("account_", "mfa_"))} == {"mfa_authenticate"}
