"""What a visitor may see is asked with SQL that is written once (doors.py, search/query.py): so it may not hang on the
moment of writing. A `visible_to` that looks at the clock for visitors too would stand still, and this is red.
"""

import pytest
import time_machine
from django.apps import apps
from django.core.exceptions import EmptyResultSet
from django.db.models import Q
from django.utils import timezone

from wijkplein.delen.square.models import Post
from wijkplein.foundation.verbs.actors import VISITOR

MODELS = [model for model in apps.get_models() if hasattr(model._default_manager, "visible_to")]


def told(model):
    try:
        return model._default_manager.visible_to(VISITOR).query.sql_with_params()
    except EmptyResultSet:
        return "nothing"


def at_two_moments(model):
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False):
        spring = told(model)
    with time_machine.travel("2027-11-09T23:30:00Z", tick=False):
        return spring, told(model)


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_what_a_visitor_may_see_hangs_on_no_clock(model):
    spring, autumn = at_two_moments(model)
    assert spring == autumn


@pytest.mark.django_db
def test_one_that_looks_at_the_clock_is_found(monkeypatch):
    whole = type(Post.objects.all()).visible_to
    monkeypatch.setattr(
        type(Post.objects.all()),
        "visible_to",
        lambda self, by: whole(self, by).filter(Q(expires_on__gte=timezone.localdate())),
    )
    spring, autumn = at_two_moments(Post)
    assert spring != autumn
