"""See, take along, erase; who looked; silence; and nobody is ever listed (PR2, PR3, PR4, PR12, PR14)."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.people.actions import change_profile, erase, register_by_proxy
from wijkplein.foundation.people.holding import replay_erasures
from wijkplein.foundation.people.models import Person, ProxyMandate
from wijkplein.foundation.people.words import FIELD_WORDS
from wijkplein.foundation.privacy.models import Reason
from wijkplein.foundation.privacy.privacy_map import map_of
from wijkplein.foundation.privacy.readlog import log_read
from wijkplein.foundation.privacy.retention import run_retention
from wijkplein.foundation.privacy.rights import export_person
from wijkplein.foundation.signing_in.tests.helpers import sign_in
from wijkplein.foundation.verbs.models import Deed
from wijkplein.foundation.verbs.registry import kind_named

pytestmark = pytest.mark.django_db
CANARY = "Kanariegeel"


@pytest.fixture
def signed_in(cast, client):
    change_profile(by=cast.anna, person=cast.anna, last_name=CANARY, phone="0612345678", street="Molenweg 3")
    sign_in(client, cast.anna.email)
    return client


def archive(client):
    answer = client.post("/mijn/meenemen/")
    return zipfile.ZipFile(io.BytesIO(answer.content))


def test_everything_about_me_is_in_the_file_for_machines(cast, signed_in):
    content = json.loads(archive(signed_in).read("gegevens.json"))
    own = content["gegevens"]["Jij en hoe we je bereiken"][0]
    assert (own["achternaam"], own["telefoon"], own["straat"]) == (CANARY, "+31612345678", "Molenweg 3")


def test_everything_about_me_is_in_the_file_for_people(cast, signed_in):
    page = archive(signed_in).read("gegevens.html").decode()
    assert CANARY in page
    assert "Molenweg 3" in page


def test_nothing_about_anybody_else_is_in_my_file(cast, signed_in):
    change_profile(by=cast.bram, person=cast.bram, last_name="Zwartgroen")
    packed = archive(signed_in)
    whole = b"".join(packed.read(name) for name in packed.namelist()).decode()
    assert "Zwartgroen" not in whole
    assert cast.bram.email not in whole


def test_taking_along_needs_a_press(signed_in):
    assert signed_in.get("/mijn/meenemen/").headers["Content-Type"].startswith("text/html")


def test_what_is_kept_is_told_for_every_personal_field(signed_in):
    page = signed_in.get("/mijn/gegevens/").content.decode()
    assert "Om je te bellen" in page
    assert "om na te gaan wie wat deed" in page.lower()


def test_every_personal_field_of_the_house_has_a_word_for_residents():
    from django.apps import apps

    wordless = {
        f"{model._meta.label}.{name}"
        for model in apps.get_models()
        for name in (map_of(model).personal if map_of(model) else {})
        if name not in FIELD_WORDS
    }
    assert wordless == set()


def test_who_looked_is_told_by_first_name_role_and_reason(cast, signed_in):
    log_read(cast.carla, cast.anna.uuid, name="people.calling", reason=Reason.INCOMING_CALL, role="connector")
    page = signed_in.get("/mijn/wie-keek/").content.decode()
    assert "Carla (buurtverbinder), deze persoon belt" in page


def test_looks_at_somebody_else_are_not_mine(cast, signed_in):
    log_read(cast.carla, cast.bram.uuid, name="people.calling", reason=Reason.INCOMING_CALL)
    assert "Nog niemand" in signed_in.get("/mijn/wie-keek/").content.decode()


def test_before_erasing_one_sees_what_goes(signed_in):
    assert "Jij en hoe we je bereiken" in signed_in.get("/mijn/wissen/").content.decode()


def test_following_a_link_erases_nothing(cast, signed_in):
    signed_in.get("/mijn/wissen/")
    cast.anna.refresh_from_db()
    assert cast.anna.erased_at is None


def test_erasing_empties_the_row_and_leaves_a_tombstone(cast, signed_in):
    assert signed_in.post("/mijn/wissen/").status_code == 200
    cast.anna.refresh_from_db()
    assert (cast.anna.first_name, cast.anna.email, cast.anna.last_name, cast.anna.phone_mark) == ("", None, "", "")
    assert cast.anna.erased_at is not None


def test_erasing_cuts_the_person_from_the_diary(cast, signed_in):
    signed_in.post("/mijn/wissen/")
    assert not Deed.objects.filter(actor=cast.anna.uuid).exists()


def test_after_erasing_one_is_told_what_went(cast, signed_in):
    register_by_proxy(
        by=cast.carla, first_name="Anna", last_name=CANARY, phone="0612345678", street="Molenweg", area=cast.area,
        consent_how="spoken_phone",
    )  # fmt: skip
    page = signed_in.post("/mijn/wissen/").content.decode()
    assert "Keren dat iemand namens jou iets deed: 1" in page
    assert not ProxyMandate.objects.exists()


def test_erasing_twice_is_refused(cast):
    from wijkplein.foundation.verbs.acting import Refused

    erase(by=cast.anna, person=cast.anna)
    with pytest.raises(Refused):
        erase(by=cast.anna, person=cast.anna)


def test_an_older_backup_does_not_bring_anybody_back(cast):
    """The row as it stood before, as a restore puts it back; then the list beside the database is replayed."""
    before = Person.objects.filter(pk=cast.anna.pk).values().get()
    erase(by=cast.anna, person=cast.anna)
    before.pop("id")
    Person.objects.filter(pk=cast.anna.pk).update(**before)
    assert replay_erasures(current()) == 1
    cast.anna.refresh_from_db()
    assert cast.anna.erased_at is not None
    assert cast.anna.email is None


def test_replaying_twice_does_nothing_the_second_time(cast):
    erase(by=cast.anna, person=cast.anna)
    assert replay_erasures(current()) == 0


def test_what_is_exported_of_an_erased_person_is_nothing(cast):
    erase(by=cast.anna, person=cast.anna)
    assert not any(export_person(cast.anna.uuid).values())


@pytest.mark.django_db(transaction=True)
def test_no_byte_of_an_erased_person_stays_in_the_database_file(cast):
    if connection.vendor != "sqlite":
        pytest.skip("the bytes of a PostgreSQL server are not ours to read; VACUUM is its own")
    change_profile(by=cast.anna, person=cast.anna, first_name=CANARY)
    erase(by=cast.anna, person=cast.anna)
    folder = current().folder
    whole = b"".join(each.read_bytes() for each in folder.glob("db.sqlite3*"))
    assert CANARY.encode() not in whole
    assert b"anna@buurt.test" not in whole


def silent(person, days):
    Person.objects.filter(pk=person.pk).update(seen_on=timezone.localdate() - timedelta(days=days), active_at=None)


def test_after_22_months_of_silence_there_is_one_warning(cast, django_capture_on_commit_callbacks):
    silent(cast.anna, 675)
    with django_capture_on_commit_callbacks(execute=True):
        run_retention(timezone.now())
        run_retention(timezone.now())
    assert [letter.to for letter in mail.outbox] == [[cast.anna.email]]


def test_a_clock_that_stood_still_does_not_warn_twice_and_erase_on_one_day(cast, django_capture_on_commit_callbacks):
    silent(cast.anna, 900)
    with django_capture_on_commit_callbacks(execute=True):
        run_retention(timezone.now())
    assert len(mail.outbox) == 1
    cast.anna.refresh_from_db()
    assert cast.anna.erased_at is None


def test_after_two_warnings_and_24_months_the_person_is_erased(cast):
    silent(cast.anna, 731)
    Person.objects.filter(pk=cast.anna.pk).update(warned_silent=23, warned_on=timezone.localdate() - timedelta(days=31))
    run_retention(timezone.now())
    cast.anna.refresh_from_db()
    assert cast.anna.erased_at is not None


def test_signing_in_after_a_warning_stops_the_clock(cast, client):
    silent(cast.anna, 731)
    Person.objects.filter(pk=cast.anna.pk).update(warned_silent=23, warned_on=timezone.localdate() - timedelta(days=31))
    sign_in(client, cast.anna.email)
    run_retention(timezone.now())
    cast.anna.refresh_from_db()
    assert cast.anna.erased_at is None


def test_nobody_is_erased_early(cast):
    silent(cast.anna, 729)
    Person.objects.filter(pk=cast.anna.pk).update(warned_silent=23, warned_on=timezone.localdate() - timedelta(days=60))
    run_retention(timezone.now())
    cast.anna.refresh_from_db()
    assert cast.anna.erased_at is None


@pytest.mark.parametrize("name", ["visitor", "anna", "carla", "sam", "marieke", "mo", "fatima", "wim", "koen", "piet"])
def test_nobody_sees_a_list_of_people(cast, name):
    """Whoever asks, the one definition of seeing gives oneself or nobody (PR14)."""
    seen = set(Person.objects.visible_to(cast.named(name)))
    assert seen <= ({cast.named(name)} if name != "visitor" else set())


def test_people_are_never_in_the_search_index(cast):
    assert kind_named("person").search_text(cast.anna) == ""
    assert kind_named("person").title(cast.anna) == "een buur"
