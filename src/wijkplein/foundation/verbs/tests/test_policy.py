"""Policies: who, but not whom, and when; each no with its reason."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from django.utils import timezone

from tests.cast import Cast
from wijkplein.foundation.people.models import Role
from wijkplein.foundation.verbs.actors import SYSTEM, VISITOR
from wijkplein.foundation.verbs.policy import Policy, Verb, policies, verb_named
from wijkplein.foundation.verbs.ref import Ref


class Thing:
    def __init__(self, area: Any = None, owner: Any = None, *, full: bool = False) -> None:
        self.area, self.owner, self.full = area, owner, full


class Doorbells(Policy):
    kind = "doorbell"
    relations: ClassVar[Any] = {"owner": lambda person, thing: thing.owner == person}

    ring = Verb("Aanbellen", who="resident", but_not="owner", when=lambda it: "Er is geen plek." if it.full else "")
    mend = Verb("Repareren", who="connector")
    hear = Verb("Horen", who="everyone")


def test_a_role_in_a_larger_area_counts_in_the_smaller_ones(cast: Cast) -> None:
    Role.objects.create(person=cast.bram, name="connector", area=cast.area.parent, since=timezone.localdate())
    assert Doorbells.mend.may(cast.bram, Thing(cast.other_area))
    assert not Doorbells.mend.may(cast.carla, Thing(cast.other_area))


def test_a_role_that_ended_yesterday_is_no_role(cast: Cast) -> None:
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    Role.objects.filter(person=cast.carla).update(since=yesterday, until=yesterday)
    assert not Doorbells.mend.may(cast.carla, Thing(cast.area))


def test_but_not_oneself(cast: Cast) -> None:
    assert not Doorbells.ring.may(cast.anna, Thing(cast.area, cast.anna))
    assert Doorbells.ring.may(cast.bram, Thing(cast.area, cast.anna))


def test_the_state_says_why_not(cast: Cast) -> None:
    assert Doorbells.ring.may(cast.bram, Thing(cast.area, full=True)).reason == "Er is geen plek."


def test_a_visitor_is_invited_to_sign_in_when_that_could_help() -> None:
    assert Doorbells.ring.may(VISITOR, Thing()).signing_in_helps
    assert Doorbells.hear.may(VISITOR, Thing())


def test_the_system_is_nobody_else() -> None:
    assert not Doorbells.ring.may(SYSTEM, Thing())
    assert not Doorbells.hear.may(SYSTEM, Thing())


def test_a_verb_knows_its_name() -> None:
    assert verb_named("doorbells.ring") is Doorbells.ring
    assert Doorbells in policies()


def test_two_policies_cannot_share_a_name() -> None:
    with pytest.raises(TypeError):
        type("Doorbells", (Policy,), {"kind": "other"})


def test_a_ref_reads_back() -> None:
    ref = Ref.parse("post:00000000-0000-0000-0000-000000000001")
    assert Ref.parse(str(ref)) == ref
    with pytest.raises(ValueError, match="badly formed"):
        Ref.parse("post:not-an-id")
