"""Who writes that she does not want to live any more gets a number first, not a receipt for tomorrow (domain.md 6)."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from wijkplein.foundation.receipts.actions import CallWish, ask_call_back, close_call_back, due_date
from wijkplein.foundation.receipts.models import CallBack, Receipt
from wijkplein.foundation.receipts.tests.browsing import text_of
from wijkplein.foundation.receipts.waiting import waiting_calls
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.foundation.verbs.models import Deed

DARK = "Ik wil niet meer leven. Niemand mist mij."
FORMS = ("call_me", "seek_help", "do_something")


def filled(**changes: str) -> dict[str, str]:
    given = {"name": "Riet", "phone": "06 12 34 56 78", "part_of_day": "any", "area": "molenrij-oost", "text": DARK}
    return {**given, **changes}


@pytest.mark.parametrize("name", FORMS)
def test_the_number_comes_first_and_nothing_is_kept(
    client: Client, cast: Cast, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        page = client.post(reverse(f"receipts:{name}"), filled())
    html = page.content.decode()
    assert page.status_code == 422
    assert 'href="tel:08000113"' in html
    assert html.index("tel:08000113") < html.index("<form id=")
    assert DARK in html
    assert "Je tekst is niet weg" in html
    assert 'form="formulier" name="toch" value="ja"' in html
    assert "wp-faults" not in html.split("<main")[1]  # nobody did anything wrong: no red box takes the focus
    assert 'role="alert" tabindex="-1" data-focus' in html
    assert not CallBack.objects.exists()
    assert not Receipt.objects.exists()
    assert not Deed.objects.filter(kind="callback").exists()
    assert "leven" not in caplog.text


def test_the_card_also_comes_when_something_else_is_missing(client: Client, cast: Cast) -> None:
    page = client.post(reverse("receipts:call_me"), filled(phone="", name="", text=DARK + "!" * 700))
    assert 'href="tel:08000113"' in page.content.decode()


def test_sent_all_the_same_it_stands_on_top_with_today_as_its_clock(client: Client, cast: Cast) -> None:
    ask_call_back(by=VISITOR, area=cast.area, wish=CallWish(name="Wim", phone="+31612345679"))
    client.post(reverse("receipts:call_me"), filled(toch="ja"), follow=True)
    call = CallBack.objects.order_by("-id")[0]
    receipt = Receipt.objects.get(about_id=call.uuid)
    assert call.look_first
    assert receipt.due_on == due_date("connector", cast.area, 0)
    assert [row.call.look_first for row in waiting_calls(cast.area)] == [True, False]


def test_the_list_says_first_and_not_why(client: Client, cast: Cast) -> None:
    client.post(reverse("receipts:seek_help"), filled(toch="ja"))
    client.force_login(cast.carla)
    page = text_of(client.get(reverse("receipts:waiting", args=[cast.area.slug])))
    assert "Eerst" in page
    for word in ("niet meer leven", "0800-0113", "zelfmoord"):
        assert word not in page


def test_which_words_it_was_about_stands_in_no_column_and_the_mark_goes_with_the_talk(cast: Cast) -> None:
    wish = CallWish(name="Riet", phone="+31612345678", text=DARK, look_first=True)
    ask_call_back(by=VISITOR, area=cast.area, wish=wish)
    row: dict[str, Any] = CallBack.objects.values().get()
    open_values = {name: value for name, value in row.items() if name not in {"name", "phone", "text"}}
    assert not [value for value in open_values.values() if isinstance(value, str) and "life" in value]
    assert "life" not in str(list(Deed.objects.values()))
    call = CallBack.objects.get()
    close_call_back(by=cast.carla, call=call, outcome="answered", reason="We spraken elkaar.")
    call.refresh_from_db()
    assert not call.look_first


def test_nobody_jumps_the_queue_without_the_words(client: Client, cast: Cast) -> None:
    client.post(reverse("receipts:call_me"), filled(text="De bus komt niet meer.", toch="ja"))
    call = CallBack.objects.get()
    assert not call.look_first
    assert Receipt.objects.get().due_on > timezone.localdate()


def test_a_suspicious_man_is_no_reason_to_refuse_a_call_but_the_police_is_named(client: Client, cast: Cast) -> None:
    text = "Verdachte man loopt langs de huizen en voelt aan de deuren."
    page = client.post(reverse("receipts:seek_help"), filled(text=text))
    assert page.status_code == 422
    for number in ("tel:112", "tel:09008844"):
        assert number in page.content.decode()
    client.post(reverse("receipts:seek_help"), filled(text=text, toch="ja"))
    assert not CallBack.objects.get().look_first


def test_a_connector_reads_what_to_say(client: Client, cast: Cast) -> None:
    client.force_login(cast.carla)
    page = client.post(reverse("receipts:type_over", args=[cast.area.slug]), filled(via="phone"))
    html = page.content.decode()
    assert "Het nummer is 0800-0113" in html
    assert 'data-speaks="u"' in html
    assert not CallBack.objects.exists()


@pytest.mark.parametrize("name", FORMS)
def test_the_foot_of_every_form_says_112_and_where_the_numbers_are(client: Client, cast: Cast, name: str) -> None:
    page = client.get(reverse(f"receipts:{name}")).content.decode()
    assert "Is er gevaar? Bel 112." in page
    assert '<a href="/nu-hulp/">' in page
    assert "tel:08000113" not in page
