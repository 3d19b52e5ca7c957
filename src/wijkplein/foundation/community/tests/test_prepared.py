"""Questions whose SQL is written once: the same answers as Django gives, whatever the values."""

import uuid

import pytest
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext

from wijkplein.foundation.community.prepared import prepared
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
