"""News and thanks ask nothing: once neighbours read them their receipt is done and can never be late (ADR 0027)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from tests.cast import Cast
from wijkplein.delen.square.actions import change_post, close_post, decide_objection, hide, let_through, object_to
from wijkplein.delen.square.actions.placing import ANSWER_NORM, LOOK_NORM, STANDS
from wijkplein.delen.square.tests.makers import make_post, make_waiting_post
from wijkplein.foundation.notices.lateness import tell_late
from wijkplein.foundation.receipts.actions import due_date, reopen_receipt
from wijkplein.foundation.receipts.lookup import holding
from wijkplein.foundation.receipts.models import Outcome, Receipt

QUIET = ["news", "thanks"]
MONTH = timedelta(days=30)


def receipt_of(post: Any) -> Receipt:
    return Receipt.objects.get(kind="post", about_id=post.uuid)


@pytest.mark.parametrize("kind", QUIET)
def test_while_it_waits_it_has_an_owner_and_a_clock_of_a_day(cast: Cast, kind: str) -> None:
    receipt = receipt_of(make_waiting_post(cast, kind=kind))
    assert receipt.is_open
    assert (receipt.owner_role, receipt.due_on) == ("connector", due_date("connector", cast.area, LOOK_NORM))
    assert tell_late(timezone.now() + MONTH) > 0  # nothing is parked


@pytest.mark.parametrize("kind", QUIET)
def test_once_it_is_read_it_is_done_and_never_late(cast: Cast, kind: str) -> None:
    with translation.override("en"):  # whoever presses the button may read English
        receipt = receipt_of(make_post(cast, kind=kind))
    assert (receipt.outcome, receipt.reason) == (Outcome.DONE, str(STANDS))
    assert receipt.reason.startswith("Het staat op het plein")
    assert tell_late(timezone.now() + MONTH) == 0


@pytest.mark.parametrize("kind", QUIET)
def test_of_somebody_known_it_is_done_at_once(cast: Cast, kind: str) -> None:
    make_post(cast, by=cast.anna, kind=kind)
    post = make_waiting_post(cast, by=cast.anna, kind=kind)
    assert post.is_public
    assert receipt_of(post).outcome == Outcome.DONE


@pytest.mark.parametrize("kind", ["question", "call"])
def test_what_asks_something_gets_the_clock_of_an_answer_and_can_be_late(cast: Cast, kind: str) -> None:
    """The control."""
    receipt = receipt_of(make_post(cast, kind=kind))
    assert receipt.is_open
    assert receipt.due_on == due_date("connector", cast.area, ANSWER_NORM)
    assert tell_late(timezone.now() + MONTH) > 0


@pytest.mark.parametrize("kind", QUIET)
def test_refused_it_says_why(cast: Cast, kind: str) -> None:
    post = make_waiting_post(cast, kind=kind)
    hide(by=cast.carla, message=post, reason="selling")
    receipt = receipt_of(post)
    assert receipt.outcome == Outcome.NOT_DONE
    assert receipt.reason
    case = object_to(by=holding(receipt), message=post, text="Het was gratis.").case
    decide_objection(by=cast.mo, case=case, restore=True, answer="Je hebt gelijk.")
    assert not Receipt.objects.open().exists()


@pytest.mark.parametrize("kind", QUIET)
def test_changed_by_somebody_unknown_it_waits_again_for_a_day(cast: Cast, kind: str) -> None:
    post = make_post(cast, kind=kind)
    change_post(by=holding(receipt_of(post)), post=post, title="Beter gezegd", text="Zo is het.")
    assert post.held
    receipt = receipt_of(post)
    assert receipt.is_open
    assert receipt.due_on == due_date("connector", cast.area, LOOK_NORM)
    let_through(by=cast.carla, post=post)
    assert receipt_of(post).outcome == Outcome.DONE


def test_not_right_opens_it_again_and_finishing_the_post_ends_it(cast: Cast) -> None:
    post = make_post(cast, kind="news")
    receipt = receipt_of(post)
    reopen_receipt(by=holding(receipt), receipt=receipt)
    assert receipt_of(post).is_open
    close_post(by=cast.carla, post=post, reason="Het is verbeterd.")
    assert receipt_of(post).reason == "Het is verbeterd."
