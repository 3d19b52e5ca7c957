"""A new row with SQL that was written once is the row that Django's own `save` writes."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wijkplein.delen.square.models import Post, Publication
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.verbs.inserting import insert
from wijkplein.foundation.verbs.models import Deed

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def area() -> Area:
    return Area.objects.create(kind="district", name="Oost", slug=f"oost-{uuid.uuid4().hex[:8]}")


def post(number: int, place: Area) -> Post:
    given = {"kind": "question", "title": "Ladder", "text": "Wie heeft er een ladder? 'é\"%s", "expires_on": NOW.date()}
    return Post(**given, uuid=uuid.UUID(int=number), area=place, reference=f"B{number}", created_at=NOW)


def receipt(number: int, place: Area) -> Receipt:
    given = {"kind": "post", "about_id": uuid.UUID(int=7), "owner_role": "connector", "norm_days": 5}
    marks = {"words_mark": f"w{number}", "secret_mark": f"s{number}"}
    return Receipt(**given, **marks, uuid=uuid.UUID(int=number), area=place, due_on=NOW.date(), created_at=NOW)


def deed(number: int, place: Area) -> Deed:
    details = {"kind": "question", "held": None, "count": number // number}
    return Deed(
        uuid=uuid.UUID(int=number), verb="a", kind="post", about_id=place.uuid, at=NOW, details=details, via="bus"
    )


def stored(thing):
    """Every column as the database has it, without what must differ."""
    own = {"id", "uuid", "reference", "words_mark", "secret_mark"}
    columns = [each.column for each in thing._meta.concrete_fields if each.name not in own]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM {thing._meta.db_table} WHERE id = %s", [thing.pk])
        return cursor.fetchone()


@pytest.mark.parametrize("make", [post, receipt, deed])
def test_a_row_is_as_save_writes_it(make):
    place = area()
    saved, first, second = (make(number, place) for number in (1, 2, 3))
    saved.save()
    insert(first)
    insert(second)
    assert stored(first) == stored(saved) == stored(second)
    assert len({saved.pk, first.pk, second.pk}) == 3
    assert type(first).objects.get(pk=first.pk) == first


def test_what_was_inserted_is_saved_as_any_row():
    row = post(1, area())
    insert(row)
    assert (row._state.adding, row._state.db) == (False, "default")
    row.title = "Een lange ladder"
    row.save()
    assert Post.objects.get().title == "Een lange ladder"


def test_one_statement_each():
    insert(deed(1, place := area()))
    with CaptureQueriesContext(connection) as asked:
        insert(deed(2, place))
    assert len(asked) == 1


def test_what_is_taken_is_refused_and_the_transaction_knows():
    insert(Publication(post_uuid=uuid.UUID(int=1)))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Publication(post_uuid=uuid.UUID(int=1)))
    insert(Publication(post_uuid=uuid.UUID(int=2)))
    assert Publication.objects.count() == 2


def test_pointing_at_what_was_never_saved_is_refused():
    with pytest.raises(ValueError, match="unsaved related object"):
        insert(post(1, Area(kind="district", name="Nergens", slug="nergens")))


def test_a_key_of_another_kind_is_refused():
    with pytest.raises(AssertionError, match="a key of its own"):
        insert(Session(session_key="a", session_data="", expire_date=NOW + timedelta(days=1)))


def test_the_sql_belongs_to_the_connection():
    insert(ContentType(app_label="a", model="b"))
    assert ContentType in connections["default"].written_rows
