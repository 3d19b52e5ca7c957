"""Who does what by when: moved at most twice, ended with a reason (domain.md 4.5)."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from wijkplein.foundation.commitments import actions
from wijkplein.foundation.commitments.models import Commitment
from wijkplein.foundation.people.models import Membership, Organisation
from wijkplein.foundation.privacy.retention import run_retention
from wijkplein.foundation.privacy.rights import erase_person, export_person
from wijkplein.foundation.themes.models import Theme
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.foundation.verbs.registry import ref_to


def day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def make(cast: Cast, **changes: Any) -> Commitment:
    promise = actions.Promise(
        **{"what": "Zet twee lampen bij het park", "by_on": day(7), "role": "connector", **changes}
    )
    return actions.make_commitment(
        by=cast.marieke, about=ref_to(Theme.objects.all()[0]), area=cast.area, promise=promise
    )


STEPS: dict[str, Any] = {
    "step": lambda by, each: actions.take_step(by=by, commitment=each, text="De lampen zijn besteld."),
    "move": lambda by, each: actions.move(
        by=by, commitment=each, to=each.by_on + timedelta(days=3), reason="Nog geen lampen."
    ),
    "finish": lambda by, each: actions.finish(by=by, commitment=each, result="Ze branden."),
    "drop": lambda by, each: actions.drop(by=by, commitment=each, reason="Er mag niet gegraven worden."),
}


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(sorted(STEPS)), max_size=10))
def test_never_more_than_two_moves_and_each_end_has_a_reason(cast: Cast, steps: list[str]) -> None:
    point = transaction.savepoint()
    made, moved = make(cast), 0
    for name in steps:
        with suppress(Refused):
            STEPS[name](cast.carla, made)
            moved += name == "move"
        made.refresh_from_db()
        assert made.moves == moved <= 2
        assert made.steps.filter(kind="moved").count() == moved
        assert (made.closed_on is None) == (made.done is None) == (made.result == "")
    transaction.savepoint_rollback(point)


@pytest.mark.parametrize("wrong", [{"moves": 3}, {"closed_on": date(2026, 1, 1), "done": True}, {"role": ""}])
def test_the_database_refuses_what_may_not_be(cast: Cast, wrong: dict[str, Any]) -> None:
    made = make(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Commitment.objects.filter(pk=made.pk).update(**wrong)


@pytest.mark.parametrize("name", ["take_step", "finish", "drop"])
def test_without_words_nothing_happens(cast: Cast, name: str) -> None:
    text = {"take_step": "text", "finish": "result", "drop": "reason"}[name]
    with pytest.raises(ValueError, match="Say"):
        getattr(actions, name)(by=cast.carla, commitment=make(cast), **{text: " "})


def test_moving_is_to_a_later_day(cast: Cast) -> None:
    made = make(cast)
    with pytest.raises(ValueError, match="later"):
        actions.move(by=cast.carla, commitment=made, to=made.by_on, reason="Toch eerder.")


def test_it_lies_still_when_its_day_passed_or_nothing_happened_for_fourteen_days(cast: Cast) -> None:
    made = make(cast, by_on=day(60))
    assert not made.is_stalled(day(13))
    assert made.is_stalled(day(14))
    soon = make(cast, by_on=day(2))
    assert (soon.is_stalled(day(2)), soon.is_stalled(day(3))) == (False, True)
    actions.finish(by=cast.carla, commitment=soon, result="Gedaan.")
    assert not soon.is_stalled(day(90))


def test_only_who_does_it_says_how_it_went(cast: Cast) -> None:
    made = make(cast)
    for who in (cast.marieke, cast.anna, VISITOR):
        with pytest.raises(Refused, match="wie het doet"):
            actions.finish(by=who, commitment=made, result="Klaar.")


def test_nobody_closes_what_another_organisation_does(cast: Cast) -> None:
    woonzaam = Organisation.objects.create(name="Woonzaam", kind="housing")
    Membership.objects.create(person=cast.els, organisation=woonzaam, since=day(-1), until=day(300))
    made = make(cast, role="", organisation=woonzaam)
    with pytest.raises(Refused):
        actions.finish(by=cast.carla, commitment=made, result="Klaar.")
    actions.finish(by=cast.els, commitment=made, result="Klaar.")
    assert made.who == "Woonzaam"
    Membership.objects.update(until=day(-1), since=day(-2))
    with pytest.raises(Refused):
        actions.finish(by=cast.els, commitment=make(cast, role="", organisation=woonzaam), result="Klaar.")


def test_ones_own_list_holds_what_one_answers_for(cast: Cast) -> None:
    made = make(cast)
    assert list(Commitment.objects.of(cast.carla).open()) == [made]
    assert not Commitment.objects.of(cast.anna).exists()
    mine = make(cast, person=cast.anna)
    assert list(Commitment.objects.of(cast.anna)) == [mine]


def test_not_public_is_for_who_works_there(cast: Cast) -> None:
    made = make(cast, public=False)
    seen = [
        name
        for name in ("visitor", "anna", "zoe", "carla", "els", "mo")
        if made in Commitment.objects.visible_to(cast.named(name))
    ]
    assert seen == ["carla", "els", "mo"]


def test_from_the_page_of_a_thing_to_done(client: Client, cast: Cast) -> None:
    thing = make(cast)
    client.force_login(cast.carla)
    address = reverse("commitments:make", args=["commitment", thing.uuid])
    given = {"what": "Bel de gemeente", "role": "connector", "by_on": day(3).isoformat()}
    assert client.post(address, {**given, "by_on": day(-1).isoformat()}).status_code == 422
    assert client.post(address, {**given, "role": ""}).status_code == 422
    page = client.post(address, given, follow=True)
    made = Commitment.objects.get(what="Bel de gemeente")
    assert page.redirect_chain == [(reverse("commitments:one", args=[made.uuid]), 303)]
    client.post(reverse("commitments:move", args=[made.uuid]), {"text": "Ze bellen terug.", "to": day(9).isoformat()})
    client.post(reverse("commitments:finish", args=[made.uuid]), {"text": "Ze komen kijken."})
    made.refresh_from_db()
    assert (made.moves, made.done, made.result) == (1, True, "Ze komen kijken.")
    assert "Bel de gemeente" not in client.get(reverse("commitments:mine")).content.decode()


def test_who_did_it_is_taken_off_after_a_year_and_when_erased(cast: Cast) -> None:
    old, erased = make(cast, person=cast.carla), make(cast, person=cast.bram)
    actions.finish(by=cast.carla, commitment=old, result="Klaar.")
    assert "lampen" in str(export_person(cast.bram.uuid))
    erase_person(cast.bram.uuid)
    run_retention(timezone.now() + timedelta(days=366))
    assert set(Commitment.objects.values_list("person", flat=True)) == {None}
    assert Commitment.objects.filter(pk__in=[old.pk, erased.pk]).count() == 2
