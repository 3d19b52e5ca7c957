"""The town as it stands in the database: the same rows as if people had done it all."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from wijkplein.delen.signals.models import Signal
from wijkplein.delen.square.models import Objection, Photo, Post, Reply, Report
from wijkplein.demo.clock import at, when_somebody_looks
from wijkplein.demo.links import cast_links, new_link, use_link
from wijkplein.demo.town import is_there, tell_town
from wijkplein.foundation.areas.models import Area, AreaFigure
from wijkplein.foundation.commitments.models import Commitment
from wijkplein.foundation.people.models import Organisation, Person
from wijkplein.foundation.receipts.models import CallBack, Receipt
from wijkplein.foundation.verbs.models import Deed

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def molenrij(towns, django_db_setup, django_db_blocker):
    """The whole town once, in a community of its own; left as it is after each test."""
    from wijkplein.foundation.community.binding import opened

    with django_db_blocker.unblock():
        community = towns.make("verteld", hosts=("verteld.test",))
        with opened(community):
            tell_town(now=NOW)
            yield community


def test_areas_people_and_organisations(molenrij):
    assert is_there()
    assert set(Area.objects.filter(kind="district").values_list("name", flat=True)) == {"Molenrij-Oost", "Waterkant"}
    assert Area.objects.get(kind="village").name == "Havel"
    assert Area.objects.filter(kind="neighbourhood").count() == 6
    assert set(AreaFigure.objects.values_list("source", flat=True)) == {"verzonnen"}
    assert AreaFigure.objects.filter(area__name="Havel").exists()
    assert (Person.objects.count(), Person.objects.filter(email=None).count()) == (400, 80)
    assert Organisation.objects.count() == 12


def test_a_lively_square(molenrij):
    assert Post.objects.count() >= 120
    assert Reply.objects.count() >= 300
    assert Post.objects.filter(helped_by__isnull=False).count() >= 30
    assert Photo.objects.count() >= 12
    assert Reply.objects.filter(via="facebook").exists()
    assert Post.objects.filter(via="phone", on_behalf=True).exists()
    assert Signal.objects.filter(public_on__isnull=False, outcome="not_done").exists()
    assert Commitment.objects.filter(done=True).exists()


def test_the_connector_has_something_to_do(molenrij):
    assert set(Post.objects.waiting().values_list("held", flat=True)) == {"first", "unconfirmed", "guard"}
    assert Reply.objects.waiting().exists()
    assert Photo.objects.filter(held=True).exists()
    assert Report.objects.all().open().exists()
    assert Objection.objects.all().open().exists()
    assert CallBack.objects.filter(closed_at=None).count() == 3


def test_nothing_lies_in_the_future_and_everything_happened_at_its_own_moment(molenrij):
    """Were the clock not moved, all of it would have happened on one day."""
    for model in (Post, Reply):
        assert not model.objects.filter(created_at__gt=NOW).exists()
    assert not Deed.objects.filter(at__gt=NOW).exists()
    assert Deed.objects.dates("at", "day").count() > 120


def test_every_post_has_a_receipt_and_what_is_closed_says_why(molenrij):
    with_receipt = set(Receipt.objects.filter(kind="post").values_list("about_id", flat=True))
    assert set(Post.objects.values_list("uuid", flat=True)) == with_receipt
    assert not Receipt.objects.exclude(closed_at=None).filter(reason="").exists()


def test_what_is_on_the_square_came_there_through_a_deed(molenrij):
    for verb, rows in (
        ("posts.place", Post.objects.filter(on_behalf=False)),
        ("posts.place_for", Post.objects.filter(on_behalf=True)),
    ):
        assert set(Deed.objects.filter(verb=verb).values_list("about_id", flat=True)) == set(
            rows.values_list("uuid", flat=True)
        )


def test_the_first_thing_of_somebody_new_waited_for_a_connector(molenrij):
    assert Deed.objects.filter(verb="posts.let_through").exists()
    assert Deed.objects.filter(verb="replies.let_through").exists()


def test_signals_know_nobody(molenrij):
    assert not Deed.objects.filter(kind="signal").exclude(actor=None).exists()


def test_people_read_it(molenrij):
    visitor = Client(headers={"host": "verteld.test"})
    for path in ("/", "/plein/", "/buurt/molenrij-oost/", "/plein/molenrij-oost/", "/buurt/havel/"):
        answer = visitor.get(path)
        assert answer.status_code == 200, path
    assert "De lampjes in de bomen branden" in visitor.get("/").content.decode()


@pytest.fixture
def on_this_machine(settings):
    """Served as the command serves it: without https, on loopback."""
    settings.PLAIN_HTTP, settings.SECURE_SSL_REDIRECT = True, False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False


def test_a_link_signs_in_once(molenrij, on_this_machine):
    first = Client(headers={"host": "verteld.test"})
    links = {name: link for name, _role, link in cast_links()}
    assert len(links) == 14
    assert first.get(links["Anna"]).status_code == 302
    assert first.get("/mijn/").status_code == 200
    second = Client(headers={"host": "verteld.test"})
    assert second.get(links["Anna"]).status_code == 410
    assert second.get("/mijn/").status_code == 302


def test_a_desk_worker_is_at_the_desk_at_once(molenrij, on_this_machine):
    marieke = Client(headers={"host": "verteld.test"})
    links = {name: link for name, _role, link in cast_links()}
    assert marieke.get(links["Marieke"]).status_code == 302
    assert marieke.get("/werktafel/").status_code == 200


def test_a_new_start_ends_the_links_of_the_last_one(molenrij):
    old = {name: link for name, _role, link in cast_links()}["Bram"]
    cast_links()
    assert use_link(old.split("/")[-2]) is None


@pytest.mark.parametrize(("demo", "plain"), [(False, True), (True, False), (False, False)])
def test_no_link_works_outside_a_demonstration_on_this_machine(molenrij, settings, monkeypatch, demo, plain):
    from dataclasses import replace

    from wijkplein.foundation.community import middleware
    from wijkplein.foundation.community.binding import close_town

    link = new_link(Person.objects.get(email="bram@molenrij.example"))
    settings.PLAIN_HTTP = plain
    changed = replace(molenrij, demo=demo)
    monkeypatch.setattr(middleware, "community_at", lambda host: changed)
    assert Client(headers={"host": "verteld.test"}).get(link).status_code == 404
    close_town("elders")


def test_the_clock_of_the_story_reaches_defaults_too():
    """`default=timezone.now` took the function before the clock was moved."""
    moment = datetime(2020, 2, 2, 12, 0, tzinfo=ZoneInfo("UTC"))
    with at(moment):
        assert timezone.now() == moment
        assert Post._meta.get_field("created_at").get_default() == moment
        assert timezone.localdate().isoformat() == "2020-02-02"
    assert timezone.now().year > 2020


@pytest.mark.parametrize(("said", "looked"), [("12:00", (12, 20)), ("23:30", (9, 30)), ("06:15", (9, 15))])
def test_somebody_looks_by_day(said, looked):
    hour, minute = (int(part) for part in said.split(":"))
    found = timezone.localtime(when_somebody_looks(datetime(2026, 11, 20, hour, minute, tzinfo=NOW.tzinfo)))
    assert (found.hour, found.minute) == looked
