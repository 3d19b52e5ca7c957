"""One voice is enough to act: a signal becomes a commitment at once, on one thread (domain.md 4.3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.signing_in import sign_in
from wijkplein.delen.signals import actions
from wijkplein.delen.signals.models import CLOCK, State
from wijkplein.delen.signals.tests.makers import make_signal
from wijkplein.foundation.commitments.actions import Promise
from wijkplein.foundation.commitments.models import Commitment
from wijkplein.foundation.receipts.actions import due_date
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.receipts.tests.browsing import text_of
from wijkplein.foundation.threads.following import thread_of
from wijkplein.foundation.threads.models import Thread
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.foundation.verbs.models import Deed
from wijkplein.foundation.verbs.registry import ref_to


def lamps(**changes: Any) -> Promise:
    """The connector sees to two lamps within ten days."""
    given = {"what": "Zet twee lampen bij het park", "by_on": timezone.localdate() + timedelta(days=10)}
    return Promise(**{**given, "role": "connector", **changes})


def test_it_is_picked_up_with_its_own_clock_and_the_receipt_says_the_same(cast: Cast) -> None:
    signal = make_signal(cast).signal
    actions.promise(by=cast.marieke, signal=signal, given=lamps())
    signal.refresh_from_db()
    assert signal.state == State.QUICK_FIX
    assert signal.due_on == due_date("area_director", cast.area, CLOCK[State.QUICK_FIX]) == Receipt.objects.get().due_on


def test_the_thread_leads_from_what_was_told_to_what_was_agreed(cast: Cast) -> None:
    signal = make_signal(cast).signal
    made = actions.promise(by=cast.marieke, signal=signal, given=lamps())
    assert [each.ref for each in thread_of(ref_to(made), cast.marieke)] == [ref_to(signal), ref_to(made)]
    assert [each.ref for each in thread_of(ref_to(made), cast.anna)] == []


def test_it_is_for_the_team_as_it_rests_on_one_voice(cast: Cast) -> None:
    made = actions.promise(by=cast.marieke, signal=make_signal(cast).signal, given=lamps(public=True))
    assert not Commitment.objects.visible_to(VISITOR).filter(pk=made.pk).exists()
    assert Commitment.objects.visible_to(cast.koen).filter(pk=made.pk).exists()


@pytest.mark.parametrize("who", ["anna", "koen", "els", "zoe"])
def test_only_who_answers_for_it_agrees_and_nothing_half_stays(cast: Cast, who: str) -> None:
    signal = make_signal(cast).signal
    with pytest.raises(Refused):
        actions.promise(by=cast.named(who), signal=signal, given=lamps())
    assert not Commitment.objects.exists()
    assert not Thread.objects.exists()


def test_a_promise_without_somebody_leaves_the_signal_as_it_was(cast: Cast) -> None:
    signal = make_signal(cast).signal
    with pytest.raises(ValueError, match="who does what"):
        actions.promise(by=cast.marieke, signal=signal, given=lamps(role=""))
    signal.refresh_from_db()
    assert signal.state == State.NOTICED
    assert not Deed.objects.filter(verb="signals.promise").exists()


def test_the_director_does_it_on_the_page_of_the_signal(client: Client, cast: Cast) -> None:
    signal = make_signal(cast).signal
    sign_in(client, cast.marieke)
    address = reverse("signals:promise", args=[signal.uuid])
    assert address in client.get(reverse("signals:one", args=[signal.uuid])).content.decode()
    assert client.post(address, {"what": "Zet twee lampen bij het park"}).status_code == 422
    day = timezone.localdate() + timedelta(days=10)
    given = {"what": "Zet twee lampen bij het park", "role": "connector", "by_on": day.isoformat()}
    page = client.post(address, given, follow=True)
    assert "Zet twee lampen bij het park" in text_of(page)
    assert reverse("commitments:one", args=[Commitment.objects.get().uuid]) in page.content.decode()
