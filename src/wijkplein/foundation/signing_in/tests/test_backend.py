"""Who belongs to a session: one question for the person and the roles, asked at every page and never remembered."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.db import connection
from django.http import HttpRequest
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.signing_in import sign_in
from wijkplein.foundation.people.models import Person, Role
from wijkplein.foundation.signing_in.backend import HouseBackend

pytestmark = pytest.mark.django_db


def as_django_asks(person):
    return Person.objects.get(pk=person.pk)


def test_the_person_and_the_roles_are_what_two_questions_would_give(cast):
    for person in Person.objects.filter(email__isnull=False):
        found, expected = HouseBackend().get_user(person.pk), as_django_asks(person)
        assert vars(found).keys() >= {"uuid", "email", "_role_cache"}
        assert (found, found.email, found.large_print) == (expected, expected.email, expected.large_print)
        with CaptureQueriesContext(connection) as asked:
            names = found.all_role_names()
        assert len(asked) == 0
        assert names == expected.all_role_names()
        assert found.role_names(cast.area) == expected.role_names(cast.area)


def test_a_role_counts_from_its_first_day_to_its_last(cast):
    today, day = timezone.localdate(), timedelta(days=1)
    Role.objects.filter(person=cast.anna).delete()
    for since, until, counts in (
        (today, None, True),
        (today, today, True),
        (today + day, None, False),
        (today - 9 * day, today - day, False),
    ):
        role = Role.objects.create(person=cast.anna, name="connector", since=since, until=until)
        assert ("connector" in HouseBackend().get_user(cast.anna.pk).all_role_names()) is counts
        assert ("connector" in as_django_asks(cast.anna).all_role_names()) is counts
        role.delete()


def test_who_left_and_who_never_was_is_nobody(cast):
    Person.objects.filter(pk=cast.anna.pk).update(left_at=timezone.now())
    assert HouseBackend().get_user(cast.anna.pk) is None
    assert HouseBackend().get_user(2**40) is None


def test_what_changes_counts_at_the_next_page(cast, client):
    sign_in(client, cast.anna)
    request = HttpRequest()
    request.session = client.session
    assert not get_user(request).works_a_desk
    Role.objects.create(person=cast.anna, name="platform_manager", since=timezone.localdate())
    assert get_user(request).works_a_desk
    Person.objects.filter(pk=cast.anna.pk).update(access_round=7)
    assert not get_user(request).is_authenticated
