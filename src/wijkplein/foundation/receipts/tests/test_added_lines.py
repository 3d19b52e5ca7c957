"""The one line a sender adds: read by whoever answers, with a line in the read log, and by nobody else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.signing_in import sign_in
from wijkplein.foundation.privacy.models import ReadEntry
from wijkplein.foundation.privacy.readlog import reads_of
from wijkplein.foundation.receipts.actions import CallWish, Issued, add_line, ask_call_back, hear_lines
from wijkplein.foundation.receipts.lookup import holding
from wijkplein.foundation.receipts.models import CallBack
from wijkplein.foundation.receipts.tests.browsing import text_of
from wijkplein.foundation.receipts.tests.makers import make_receipt
from wijkplein.foundation.verbs.actors import VISITOR

LINE = "Vooral in de winter is het glad."


def added(issued: Issued, text: str = LINE) -> Issued:
    """The sender adds a line, by code."""
    add_line(by=holding(issued.receipt), receipt=issued.receipt, text=text)
    return issued


def test_who_answers_reads_it_and_the_holder_can_see_who_looked(cast: Cast) -> None:
    receipt = added(make_receipt(cast.area, holder=cast.anna)).receipt
    assert hear_lines(by=cast.carla, about=receipt.about) == [LINE]
    look = reads_of(cast.anna.uuid).get()
    assert (look.actor, look.role, look.name) == (cast.carla.uuid, "connector", "receipts.addedline")


def test_without_a_holder_the_look_is_noted_at_the_receipt(cast: Cast) -> None:
    receipt = added(make_receipt(cast.area)).receipt
    hear_lines(by=cast.marieke, about=receipt.about)
    assert reads_of(receipt.uuid).get().role == "area_director"


@pytest.mark.parametrize("who", ["visitor", "anna", "bram", "koen", "els", "piet", "zoe", "fatima"])
def test_nobody_else_reads_it_and_no_look_is_noted(cast: Cast, who: str) -> None:
    receipt = added(make_receipt(cast.area, holder=cast.anna)).receipt
    assert hear_lines(by=cast.named(who), about=receipt.about) == []
    assert hear_lines(by=holding(receipt), about=receipt.about) == []
    assert not ReadEntry.objects.exists()


def test_a_connector_reads_only_what_lies_in_the_own_area(cast: Cast) -> None:
    elsewhere = added(make_receipt(cast.other_area)).receipt
    assert hear_lines(by=cast.carla, about=elsewhere.about) == []
    assert hear_lines(by=cast.mo, about=elsewhere.about) == [LINE]


def test_the_page_of_the_call_shows_it_to_who_calls(client: Client, cast: Cast) -> None:
    wish = CallWish(name="Ria", phone="+31612345678")
    added(ask_call_back(by=VISITOR, area=cast.area, wish=wish))
    sign_in(client, cast.carla)
    page = client.get(reverse("receipts:call", args=[CallBack.objects.get().uuid]))
    assert "Dit vertelde iemand er nog bij" in text_of(page)
    assert LINE in text_of(page)


def test_the_receipt_itself_shows_it_to_nobody(client: Client, cast: Cast) -> None:
    receipt = added(make_receipt(cast.area, holder=cast.anna)).receipt
    for who in (cast.anna, cast.carla):
        client.force_login(who)
        assert LINE not in text_of(client.get(reverse("receipts:mine", args=[receipt.uuid])))
