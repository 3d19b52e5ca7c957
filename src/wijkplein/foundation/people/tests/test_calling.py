"""*Er belt iemand*: one hit at most, in one's own areas, each look logged and budgeted, unknown like not mine."""

from __future__ import annotations

import re

import pytest
from django.urls import NoReverseMatch, reverse

from wijkplein.foundation.people.actions import TooManyToday, register_by_proxy
from wijkplein.foundation.people.actions.registering import PROXIES_A_DAY
from wijkplein.foundation.people.budget import TooOften
from wijkplein.foundation.people.calling import LOOKS_AN_HOUR, find_matter
from wijkplein.foundation.people.contact import NotANumber, normalised_phone, phone_mark, street_mark
from wijkplein.foundation.people.models import Person, ProxyMandate
from wijkplein.foundation.privacy.readlog import reads_of
from wijkplein.foundation.receipts.actions import answer_receipt, issue_receipt
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.actors import SYSTEM
from wijkplein.foundation.verbs.models import Deed
from wijkplein.foundation.verbs.registry import ref_to

pytestmark = pytest.mark.django_db


def enrol(cast, by=None, area=None, **changes):
    given = {"first_name": "Henk", "last_name": "de Boer", "phone": "0522 12 34 56", "street": "Dorpsstraat 12a"}
    return register_by_proxy(
        by=by or cast.carla, area=area or cast.area, consent_how="spoken_phone", **{**given, **changes}
    )


@pytest.fixture
def henk(cast):
    person, _mandate = enrol(cast)
    return person


@pytest.fixture
def matter(cast, henk):
    return issue_receipt(about=ref_to(henk), area=cast.area, owner_role="connector", norm_days=3, holder=henk).receipt


@pytest.fixture(autouse=True)
def receipts_have_pages():
    try:
        reverse("receipts:mine", args=["00000000-0000-4000-8000-000000000000"])
    except NoReverseMatch:
        pytest.skip("the pages of the receipts room are not built yet")


@pytest.mark.parametrize("typed", ["0522 12 34 56", "0522-123456", "+31 522 123456", "0031522123456"])
def test_a_number_finds_the_matter_however_it_is_typed(cast, matter, typed):
    assert find_matter(by=cast.carla, phone=typed).first_name == "Henk"


@pytest.mark.parametrize(("name", "street"), [("De Boer", "dorpsstraat"), ("de  boer", "Dorpsstraat 12A")])
def test_a_surname_and_street_find_the_matter(cast, matter, name, street):
    assert find_matter(by=cast.carla, last_name=name, street=street).first_name == "Henk"


@pytest.mark.parametrize("part", ["0522 12 34 57", "0522 123 45"])
def test_a_part_of_a_number_finds_nothing(cast, matter, part):
    assert find_matter(by=cast.carla, phone=part) is None


def test_a_finished_matter_is_not_found(cast, matter):
    answer_receipt(by=SYSTEM, receipt=matter, outcome="done", reason="Het is klaar.")
    assert find_matter(by=cast.carla, phone="0522123456") is None


def test_a_matter_elsewhere_is_not_found(cast, henk):
    issue_receipt(about=ref_to(henk), area=cast.other_area, owner_role="connector", norm_days=3, holder=henk)
    assert find_matter(by=cast.carla, phone="0522123456") is None


def test_a_shielded_person_is_not_found(cast, henk, matter):
    Person.objects.filter(pk=henk.pk).update(shielded=True)
    assert find_matter(by=cast.carla, phone="0522123456") is None


def test_a_hit_stands_in_the_read_log_of_the_caller(cast, henk, matter):
    find_matter(by=cast.carla, phone="0522123456")
    assert [(entry.actor, entry.reason) for entry in reads_of(henk.uuid)] == [(cast.carla.uuid, "incoming_call")]


def test_every_look_stands_in_the_diary_also_a_miss(cast, matter):
    find_matter(by=cast.carla, phone="0522123456")
    find_matter(by=cast.carla, phone="0599999999")
    looks = Deed.objects.filter(verb="persons.answer_call").order_by("id")
    assert [deed.details["hit"] for deed in looks] == [True, False]


def test_after_thirty_looks_in_an_hour_one_waits(cast, matter):
    for _ in range(LOOKS_AN_HOUR):
        find_matter(by=cast.carla, phone="0599999999")
    with pytest.raises(TooOften):
        find_matter(by=cast.carla, phone="0522123456")


def test_the_page_answers_the_same_for_unknown_and_not_mine(cast, client, henk):
    issue_receipt(about=ref_to(henk), area=cast.other_area, owner_role="connector", norm_days=3, holder=henk)
    client.force_login(cast.carla)
    pages = [client.post("/bellen/", {"phone": number}).content for number in ("0522123456", "0599999999")]
    bare = [re.sub(rb'value="[^"]*"', b"", page) for page in pages]
    assert bare[0] == bare[1]


def test_the_page_shows_the_matter_and_the_way_on(cast, client, matter):
    client.force_login(cast.carla)
    page = client.post("/bellen/", {"phone": "0522123456"}).content.decode()
    assert "Van Henk." in page
    assert "Ga hiermee verder" in page


def test_nothing_is_shown_of_number_street_or_surname(cast, client, matter):
    client.force_login(cast.carla)
    page = client.post("/bellen/", {"phone": "0522123456"}).content.decode()
    assert "Dorpsstraat" not in page
    assert "Boer" not in page


@pytest.mark.parametrize("name", ["anna", "wim", "fatima", "els", "piet"])
def test_without_duty_there_is_no_such_page(cast, client, name):
    client.force_login(cast.named(name))
    assert client.get("/bellen/").status_code == 403
    with pytest.raises(Refused):
        find_matter(by=cast.named(name), phone="0522123456")


@pytest.mark.parametrize("typed", [{}, {"last_name": "de Boer"}, {"street": "Dorpsstraat"}, {"phone": "abc"}])
def test_half_a_question_comes_back_with_what_was_typed(cast, client, typed):
    client.force_login(cast.carla)
    assert client.post("/bellen/", typed).status_code == 422


def test_a_proxy_leaves_a_mandate_with_how_the_yes_was_said(cast, henk):
    mandate = ProxyMandate.objects.get()
    assert (mandate.proxy, mandate.represented, mandate.consent_how) == (cast.carla, henk, "spoken_phone")


def test_the_same_number_and_name_is_the_same_person(cast, henk):
    assert enrol(cast)[0] == henk


def test_another_name_on_the_same_number_is_another_person(cast, henk):
    assert enrol(cast, last_name="Visser")[0] != henk


def test_a_proxy_has_a_cap_for_each_day(cast):
    for number in range(PROXIES_A_DAY):
        enrol(cast, phone=f"061234{number:04d}")
    with pytest.raises(TooManyToday):
        enrol(cast, phone="0687654321")


def test_the_cap_of_one_proxy_is_not_that_of_another(cast):
    for number in range(PROXIES_A_DAY):
        enrol(cast, phone=f"061234{number:04d}")
    assert enrol(cast, by=cast.mo, phone="0687654321")


@pytest.mark.parametrize("name", ["anna", "wim", "fatima"])
def test_a_resident_enrols_nobody(cast, name):
    with pytest.raises(Refused):
        enrol(cast, by=cast.named(name))


def test_a_connector_of_elsewhere_enrols_nobody_here(cast):
    with pytest.raises(Refused):
        enrol(cast, area=cast.other_area)


@pytest.mark.parametrize("typed", ["abc", "12", "0612345678901234"])
def test_what_is_no_number_is_refused_in_dutch(typed):
    with pytest.raises(NotANumber):
        normalised_phone(typed)


def test_marks_need_both_parts(db):
    assert street_mark("", "Dorpsstraat") == street_mark("de Boer", "") == phone_mark(" ") == ""


def test_a_mark_says_nothing_without_the_key(cast, henk):
    assert "522" not in henk.phone_mark or len(henk.phone_mark) == 64
    assert henk.phone_mark == phone_mark("+31522123456")
