"""Questions whose SQL is written once: the same answers as Django gives, whatever the values."""

import uuid
from datetime import date, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, connections
from django.db.models import F, FilteredRelation, Q, Value
from django.db.models.functions import Concat, Upper
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wijkplein.foundation.community.prepared import prepared, prepared_things
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.verbs.models import Deed

pytestmark = pytest.mark.django_db


@prepared
def deeds(verb: str | None, after: int | None, about: uuid.UUID | None):
    chosen = Deed.objects.all() if verb is None else Deed.objects.filter(verb=verb)
    chosen = chosen if after is None else chosen.filter(pk__gt=after)
    chosen = chosen if about is None else chosen.filter(about_id=about)
    return chosen.order_by("pk").values_list("pk", "verb")[:3]


@pytest.fixture
def diary():
    moment = "2026-11-21T10:00:00+00:00"
    return [
        Deed.objects.create(verb=verb, kind="post", about_id=uuid.uuid4(), at=moment) for verb in ("a", "b", "a", "a")
    ]


def test_every_shape_and_every_value_has_its_own_answer(diary):
    first, second, third, fourth = diary
    assert deeds(None, None, None) == [(each.pk, each.verb) for each in diary[:3]]
    for _again in range(2):
        assert deeds("a", None, None) == [(first.pk, "a"), (third.pk, "a"), (fourth.pk, "a")]
        assert deeds("b", None, None) == [(second.pk, "b")]
        assert deeds("a", third.pk, None) == [(fourth.pk, "a")]
        assert deeds("a", first.pk, None) == [(third.pk, "a"), (fourth.pk, "a")]
        assert deeds(None, None, second.about_id) == [(second.pk, "b")]
        assert deeds(None, None, third.about_id) == [(third.pk, "a")]


def test_what_a_visitor_types_stays_a_parameter(diary):
    with CaptureQueriesContext(connection) as asked:
        assert deeds("a' OR 1=1 --", None, None) == []
    assert len(asked) == 1


def test_a_value_that_disappears_in_the_sql_is_refused(diary):
    @prepared
    def hidden(word: str):
        return Deed.objects.filter(verb=Concat(Value("a"), Value(word + "!"))).values_list("pk")

    with pytest.raises(AssertionError, match="not a parameter"):
        hidden("b")


@prepared_things
def signed(key: str, now: datetime):
    return Session.objects.filter(session_key=key, expire_date__gt=now)


@prepared_things
def acted(by: int, day: date):
    roles = FilteredRelation("roles", condition=Q(roles__since__lte=day))
    found = Person.objects.filter(pk=by).select_related("area").annotate(held=roles, upper=Upper("first_name"))
    return found.annotate(role=F("held__name")).order_by("role")


def test_things_come_as_django_makes_them(cast):
    for _again in range(2):
        found = acted(cast.carla.pk, timezone.localdate())
        with CaptureQueriesContext(connection) as asked:
            assert [each.pk for each in found] == [cast.carla.pk] * len(found)
            assert {each.role for each in found} == {role.name for role in cast.carla.roles.all()}
            assert found[0].upper == "CARLA"
            assert (found[0].uuid, found[0].email, found[0].created_at) == (
                cast.carla.uuid,
                cast.carla.email,
                cast.carla.created_at,
            )
            assert found[0].area == cast.carla.area
            assert not found[0]._state.adding
        assert len(asked) == 1  # the roles of the cast, asked by this test
    assert acted(cast.carla.pk, date(1999, 1, 1))[0].role is None
    assert acted(-1, timezone.localdate()) == []


def test_moments_and_days_are_parameters_too():
    now = timezone.now()
    Session.objects.create(session_key="k" * 32, session_data="", expire_date=now)
    assert [each.session_key for each in signed("k" * 32, now - timedelta(microseconds=1))] == ["k" * 32]
    assert signed("k" * 32, now) == []


def test_every_connection_has_its_own_questions(cast):
    acted(cast.carla.pk, timezone.localdate())
    written = connections["default"].written_questions
    assert all(each.compiler.connection is connections["default"] for each in written.values())
    assert "written_questions" not in vars(connection)  # that would be one for all towns
