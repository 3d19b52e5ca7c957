"""The sign-in address stands sealed in the database, and the database still keeps it unique and finds it (ADR 0012)."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.community.keys import _append, _new_key, _path
from wijkplein.foundation.people.models import Person

pytestmark = pytest.mark.django_db


def raw(person):
    with connection.cursor() as cursor:
        cursor.execute("SELECT email FROM people_person WHERE id = %s", [person.pk])
        return cursor.fetchone()[0]


def test_the_database_holds_no_address(cast):
    assert "anna" not in raw(cast.anna)
    assert "buurt" not in raw(cast.anna)


def test_the_address_comes_back(cast):
    assert Person.objects.get(pk=cast.anna.pk).email == "anna@buurt.test"


def test_an_exact_address_finds_its_person(cast):
    assert Person.objects.get(email="anna@buurt.test") == cast.anna


@pytest.mark.parametrize("lookup", ["email__icontains", "email__startswith", "email__gt", "email__in", "email__iexact"])
def test_no_other_question_is_answered(cast, lookup):
    with pytest.raises(TypeError):
        Person.objects.filter(**{lookup: "anna"}).exists()


def test_two_persons_never_share_an_address(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(first_name="Dubbel", email="anna@buurt.test")


def test_many_persons_have_none(cast):
    Person.objects.create(first_name="Truus")
    Person.objects.create(first_name="Henk", email="")
    assert Person.objects.filter(email=None).count() == 2


def test_a_new_key_does_not_hide_who_was_there(cast):
    file = _path(current().keys_folder, "data")
    before = file.read_bytes()
    try:
        _append(file, _new_key())
        assert Person.objects.get(email="anna@buurt.test") == cast.anna
    finally:
        file.write_bytes(before)
