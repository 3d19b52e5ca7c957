"""Whoever answers for a signal hears of it, and no notice says at what time somebody told it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.signing_in import sign_in
from wijkplein.delen.signals import actions
from wijkplein.delen.signals.tests.makers import make_signal
from wijkplein.foundation.notices.models import MailOut, Notice, Preference, Rhythm
from wijkplein.foundation.notices.passing_on import pass_on
from wijkplein.foundation.notices.telling import DAILY_HOUR, tell_deeds
from wijkplein.foundation.people.models import Role
from wijkplein.foundation.receipts.actions import add_line, day_of, reopen_receipt
from wijkplein.foundation.receipts.lookup import holding
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.receipts.tests.browsing import text_of
from wijkplein.foundation.verbs.models import Deed


def heard() -> list[tuple[Any, str]]:
    """Who was told what."""
    while tell_deeds():
        pass
    return list(Notice.objects.order_by("id").values_list("person__first_name", "sentence"))


def test_the_director_hears_of_it_and_nobody_else(cast: Cast) -> None:
    make_signal(cast, by=cast.anna)
    assert heard() == [("Marieke", "signal_came")]


def test_where_nobody_directs_the_connector_who_stands_in_hears_it(cast: Cast) -> None:
    Role.objects.filter(name="area_director").delete()
    make_signal(cast)
    assert heard() == [("Carla", "signal_came")]


def test_what_the_sender_says_later_reaches_her_too(cast: Cast) -> None:
    signal = make_signal(cast).signal
    receipt = Receipt.objects.get()
    add_line(by=holding(receipt), receipt=receipt, text="Vooral in de winter.")
    actions.answer(by=cast.marieke, signal=signal, outcome="not_done", reason="Er is geen geld.")
    receipt.refresh_from_db()
    reopen_receipt(by=holding(receipt), receipt=receipt)
    assert heard() == [
        ("Marieke", "signal_came"),
        ("Marieke", "receipt_line"),
        ("Marieke", "receipt_reopened"),
    ]
    times = [*Notice.objects.values_list("created_at", flat=True), *Deed.objects.values_list("told_at", flat=True)]
    assert all(at == day_of(at) for at in times)


@pytest.mark.parametrize("rhythm", [Rhythm.NOW, Rhythm.DAILY])
def test_no_notice_and_no_deed_keeps_a_time_of_day(cast: Cast, rhythm: str) -> None:
    Preference.objects.create(person=cast.marieke, threads=rhythm)
    signal = make_signal(cast, by=cast.anna).signal
    actions.collect(by=cast.marieke, signal=signal)  # nobody hears of this one
    assert heard() == [("Marieke", "signal_came")]
    notice = Notice.objects.get()
    assert notice.created_at == day_of(notice.created_at)
    goes_out = timezone.localtime(notice.pass_on_at)
    assert (goes_out.hour, goes_out.minute, goes_out.second) == (DAILY_HOUR, 0, 0)
    times = [deed.told_at for deed in Deed.objects.filter(kind="signal")]
    assert len(times) == 2
    assert all(at == day_of(at) for at in times)


def test_the_mail_goes_out_with_the_mail_of_the_day(cast: Cast) -> None:
    make_signal(cast)
    assert heard()
    due = Notice.objects.get().pass_on_at
    assert not pass_on(due.replace(hour=due.hour - 1))
    assert pass_on(due) == 1
    assert "Iemand vertelde wat er speelt" in MailOut.objects.get().body
    assert "donker" not in MailOut.objects.get().body


def test_the_inbox_leads_to_it_without_a_time(client: Client, cast: Cast) -> None:
    signal = make_signal(cast).signal
    assert heard()
    sign_in(client, cast.marieke)
    page = client.get(reverse("notices:inbox"))
    assert reverse("signals:one", args=[signal.uuid]) in page.content.decode()
    assert "00:00" not in text_of(page)
    assert "01:00" not in text_of(page)
