"""*Wie doet wat*: roles, organisations and the roster, by who looks after the team; nobody lists residents."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from wijkplein.foundation.people.actions import (
    add_membership,
    add_organisation,
    change_organisation,
    end_organisation,
    end_role,
    grant_role,
    plan_duty,
)
from wijkplein.foundation.people.duty import on_duty
from wijkplein.foundation.people.models import DutyShift, Membership, Organisation, Role
from wijkplein.foundation.signing_in.tests.helpers import is_signed_in
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.actors import SYSTEM

pytestmark = pytest.mark.django_db
ROLES, ROSTER, ORGANISATIONS = "/beheer/rollen/", "/beheer/rooster/", "/beheer/organisaties/"


@pytest.fixture
def wiek(cast):
    return add_organisation(by=SYSTEM, name="De Wiek", kind="housing")


@pytest.fixture
def director(cast, client):
    client.force_login(cast.marieke)
    return client


# Roles in an area


def test_an_area_director_gives_a_role_in_her_area(cast, director):
    given = {"email": cast.anna.email, "name": "connector", "area": cast.area.slug}
    assert director.post(ROLES, given).status_code == 303
    assert Role.objects.current().filter(person=cast.anna, name="connector", area=cast.area).exists()


@pytest.mark.parametrize("role", ["platform_manager", "area_director", "privacy_officer"])
def test_an_area_director_gives_no_role_that_is_not_hers_to_give(cast, role):
    with pytest.raises(Refused):
        grant_role(by=cast.marieke, person=cast.anna, name=role, area=cast.area)


def test_an_area_director_gives_nothing_elsewhere_or_everywhere(cast):
    for area in (cast.other_area, None):
        with pytest.raises(Refused):
            grant_role(by=cast.marieke, person=cast.anna, name="connector", area=area)


def test_the_form_of_an_area_director_offers_only_her_areas(cast, director):
    form = director.get(ROLES).context["form"]
    assert list(form.fields["area"].queryset) == [cast.area]
    assert "platform_manager" not in dict(form.fields["name"].choices)


def test_an_area_director_sees_the_roles_of_her_area_and_no_others(cast, director):
    grant_role(by=SYSTEM, person=cast.zoe, name="connector", area=cast.other_area)
    page = director.get(ROLES).content.decode()
    assert "<b>Carla</b>" in page
    assert "<b>Zoe</b>" not in page


def test_a_role_elsewhere_is_not_there_for_an_area_director(cast, director):
    role = grant_role(by=SYSTEM, person=cast.zoe, name="connector", area=cast.other_area)
    assert director.post(f"{ROLES}{role.uuid}/einde/").status_code == 404
    assert Role.objects.current().filter(pk=role.pk).exists()


def test_an_area_director_ends_a_connector_but_not_a_councillor(cast):
    end_role(by=cast.marieke, role=Role.objects.get(person=cast.carla))
    with pytest.raises(Refused):
        end_role(by=cast.marieke, role=Role.objects.get(person=cast.wim))


def test_the_last_platform_manager_stays_until_there_is_another(cast):
    role = Role.objects.get(person=cast.mo)
    with pytest.raises(Refused, match="enige beheerder"):
        end_role(by=cast.mo, role=role)
    grant_role(by=cast.mo, person=cast.els, name="platform_manager", area=None)
    end_role(by=cast.mo, role=role)
    assert list(Role.objects.current().filter(name="platform_manager")) == [
        Role.objects.get(person=cast.els, area=None)
    ]


def test_who_gives_herself_a_role_gets_the_reason_in_the_form(cast, client):
    client.force_login(cast.mo)
    page = client.post(ROLES, {"email": cast.mo.email, "name": "connector", "area": cast.area.slug})
    assert page.status_code == 422
    assert "iets van jezelf" in page.content.decode()


@pytest.mark.parametrize(("days", "words"), [(-1, "al voorbij"), (400, "hoogstens een jaar")])
def test_an_end_that_cannot_be_is_explained(cast, client, days, words):
    client.force_login(cast.mo)
    until = timezone.localdate() + timedelta(days=days)
    given = {"email": cast.anna.email, "name": "connector", "area": cast.area.slug, "until": until}
    page = client.post(ROLES, given)
    assert page.status_code == 422
    assert words in page.content.decode()


def test_an_unknown_address_gets_one_answer_and_keeps_what_was_typed(cast, client):
    client.force_login(cast.mo)
    page = client.post(ROLES, {"email": "niemand@buurt.test", "name": "connector", "area": cast.area.slug})
    assert page.status_code == 422
    assert "Vraag diegene eerst zelf in te loggen" in page.content.decode()
    assert "niemand@buurt.test" in page.content.decode()


def test_a_long_team_comes_in_pieces_of_fifty(cast, client):
    from tests.people_of_the_cast import make_person

    for number in range(60):
        person = make_person(f"hulp{number}", cast.area)
        Role.objects.create(person=person, name="team_member", area=cast.area, since=timezone.localdate())
    client.force_login(cast.mo)
    first, second = client.get(ROLES), client.get(f"{ROLES}?pagina=2")
    assert len(first.context["rows"]) == 50
    assert "?pagina=2" in first.content.decode()
    assert len(first.context["rows"]) + len(second.context["rows"]) == Role.objects.current().count()


# Organisations


def test_an_organisation_gets_a_member_by_address_until_a_date(cast, director, wiek):
    until = timezone.localdate() + timedelta(days=60)
    given = {"email": cast.els.email, "function": "wijkbeheerder", "hat": "", "until": until}
    assert director.post(f"{ORGANISATIONS}{wiek.uuid}/", given).status_code == 303
    membership = Membership.objects.get(person=cast.els)
    assert (membership.organisation, membership.function, membership.until) == (wiek, "wijkbeheerder", until)
    page = director.get(f"{ORGANISATIONS}{wiek.uuid}/").content.decode()
    assert "wijkbeheerder" in page
    assert "Anna" not in page


def test_adding_somebody_again_moves_the_end_and_makes_no_second_row(cast, wiek):
    add_membership(by=SYSTEM, person=cast.els, organisation=wiek, until=timezone.localdate())
    again = add_membership(by=cast.mo, person=cast.els, organisation=wiek, function="beheerder")
    assert Membership.objects.get() == again
    assert again.until > timezone.localdate()


def test_a_member_who_leaves_works_there_no_more(cast, director, wiek):
    membership = add_membership(by=SYSTEM, person=cast.els, organisation=wiek)
    Membership.objects.update(since=timezone.localdate() - timedelta(days=9))
    assert director.post(f"/beheer/lid/{membership.uuid}/einde/").status_code == 303
    assert not Membership.objects.current().exists()


def test_a_membership_that_began_today_ends_without_a_trace_in_the_future(cast, client, wiek):
    membership = add_membership(by=SYSTEM, person=cast.els, organisation=wiek)
    client.force_login(cast.els)
    assert client.post(f"/beheer/lid/{membership.uuid}/einde/").url == "/mijn/werk/"
    assert not Membership.objects.exists()


def test_an_organisation_is_added_once_and_comes_back_under_its_name(cast, director, wiek):
    page = director.post(ORGANISATIONS, {"name": "de wiek", "kind": "housing"})
    assert page.status_code == 422
    assert "staat er al" in page.content.decode()
    end_organisation(by=cast.mo, organisation=wiek)
    assert director.post(ORGANISATIONS, {"name": "De Wiek", "kind": "housing"}).status_code == 303
    assert Organisation.objects.get().ended_at is None


def test_an_organisation_that_ends_takes_its_memberships_along(cast, director, wiek):
    add_membership(by=SYSTEM, person=cast.els, organisation=wiek)
    Membership.objects.update(since=timezone.localdate() - timedelta(days=9))
    director.post(f"{ORGANISATIONS}{wiek.uuid}/einde/")
    assert not Membership.objects.current().exists()
    assert "De Wiek" not in director.get(ORGANISATIONS).content.decode()


def test_an_organisation_is_changed_but_not_into_another(cast, director, wiek):
    other = add_organisation(by=SYSTEM, name="Welzijn", kind="welfare")
    change = f"{ORGANISATIONS}{wiek.uuid}/veranderen/"
    assert director.post(change, {"name": "De Wiek", "kind": "housing", "phone": "0522 12 34 56"}).status_code == 303
    wiek.refresh_from_db()
    assert wiek.phone == "0522 12 34 56"
    with pytest.raises(Refused):
        change_organisation(by=cast.mo, organisation=wiek, name=other.name)


def test_a_connector_arranges_nothing(cast, client, wiek):
    client.force_login(cast.carla)
    pages = (ROLES, ROSTER, ORGANISATIONS, f"{ORGANISATIONS}{wiek.uuid}/")
    assert {client.get(page).status_code for page in pages} == {403}


# The roster


def test_a_duty_is_planned_with_a_deputy_and_read_on_the_page(cast, director):
    grant_role(by=SYSTEM, person=cast.bram, name="connector", area=cast.area)
    given = {"email": cast.carla.email, "deputy": cast.bram.email, "name": "connector", "area": cast.area.slug}
    assert director.post(ROSTER, {**given, "weekdays": ["1", "3"]}).status_code == 303
    shift = DutyShift.objects.get()
    assert (shift.person, shift.deputy, shift.weekdays) == (cast.carla, cast.bram, "13")
    page = director.get(ROSTER).content.decode()
    assert "maandag, woensdag" in page
    assert "Bram valt in" in page


def test_somebody_without_the_role_gets_no_duty_and_the_page_says_why(cast, director):
    given = {"email": cast.anna.email, "name": "connector", "area": cast.area.slug, "weekdays": ["1"]}
    page = director.post(ROSTER, given)
    assert page.status_code == 422
    assert "heeft deze rol hier niet" in page.content.decode()


def test_an_unknown_deputy_is_said_at_that_field(cast, director):
    given = {"email": cast.carla.email, "name": "connector", "area": cast.area.slug, "weekdays": ["1"]}
    page = director.post(ROSTER, {**given, "deputy": "niemand@buurt.test"})
    assert list(page.context["form"].errors) == ["deputy"]
    assert not DutyShift.objects.exists()


def test_who_has_duty_says_herself_that_she_is_away(cast, client):
    grant_role(by=SYSTEM, person=cast.bram, name="connector", area=cast.area)
    shift = plan_duty(
        by=SYSTEM, person=cast.carla, role="connector", area=cast.area, weekdays="1234567", deputy=cast.bram
    )
    client.force_login(cast.carla)
    today = timezone.localdate()
    answer = client.post(f"{ROSTER}{shift.uuid}/weg/", {"away_from": today, "away_until": ""})
    assert answer.url == "/mijn/werk/"
    assert on_duty("connector", cast.area) == cast.bram
    client.post(f"{ROSTER}{shift.uuid}/weg/", {"away_from": "", "away_until": ""})
    assert on_duty("connector", cast.area) == cast.carla


@pytest.mark.parametrize(
    ("first", "last", "field"), [(None, 3, "away_from"), (3, 1, "away_until")], ids=["no beginning", "backwards"]
)
def test_days_away_that_cannot_be_are_explained(cast, client, first, last, field):
    shift = plan_duty(by=SYSTEM, person=cast.carla, role="connector", area=cast.area, weekdays="1")
    client.force_login(cast.carla)
    days = {"away_from": first, "away_until": last}
    given = {name: timezone.localdate() + timedelta(days=each) for name, each in days.items() if each}
    assert list(client.post(f"{ROSTER}{shift.uuid}/weg/", given).context["form"].errors) == [field]


def test_a_deputy_sees_where_she_stands_in_and_not_the_rest_of_the_roster(cast, client):
    grant_role(by=SYSTEM, person=cast.bram, name="connector", area=cast.area)
    plan_duty(by=SYSTEM, person=cast.carla, role="connector", area=cast.area, weekdays="1", deputy=cast.bram)
    client.force_login(cast.bram)
    assert "Je valt in voor Carla" in client.get("/mijn/werk/").content.decode()


# One's own work


def test_a_role_is_shown_to_neighbours_only_with_a_yes(cast, client):
    role = Role.objects.get(person=cast.carla)
    client.force_login(cast.carla)
    assert "Buren zien je naam niet" in client.get("/mijn/werk/").content.decode()
    client.post(f"/mijn/werk/{role.uuid}/", {"public": "on", "words": "Op dinsdag in De Schakel"})
    role.refresh_from_db()
    assert (role.public, role.words) == (True, "Op dinsdag in De Schakel")


def test_the_words_for_neighbours_hold_no_number(cast, client):
    role = Role.objects.get(person=cast.carla)
    client.force_login(cast.carla)
    page = client.post(f"/mijn/werk/{role.uuid}/", {"public": "on", "words": "Bel me op 06 12345678"})
    assert page.status_code == 422
    role.refresh_from_db()
    assert not role.public


def test_who_stops_with_a_role_comes_back_to_her_own_page(cast, client):
    role = Role.objects.get(person=cast.carla)
    client.force_login(cast.carla)
    assert client.post(f"{ROLES}{role.uuid}/einde/").url == "/mijn/werk/"
    assert not is_signed_in(client)  # the sessions in which it was used end


def test_a_resident_is_offered_no_work(cast, client):
    client.force_login(cast.anna)
    assert "/mijn/werk/" not in client.get("/mijn/").content.decode()
