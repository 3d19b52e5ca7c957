"""Words that cannot wait for tomorrow, told as a signal: a number first, and on top of the list when sent on."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cast import Cast
from wijkplein.delen.signals import actions
from wijkplein.delen.signals.models import Signal
from wijkplein.delen.signals.tests.makers import make_signal
from wijkplein.foundation.receipts.actions import due_date
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.receipts.tests.browsing import Browser

DARK = "Ik wil niet meer leven. Niemand mist mij."


def told(**changes: str) -> dict[str, str]:
    return {"kind": "complaint", "text": DARK, "area": "molenrij-oost", "place": "", **changes}


def test_the_number_comes_first_and_nothing_is_kept(cast: Cast) -> None:
    page = Browser().post(reverse("signals:tell"), told())
    html = page.content.decode()
    assert page.status_code == 422
    assert html.index("tel:08000113") < html.index("<form id=")
    assert reverse("receipts:call_me") in html
    assert DARK in html
    assert not Signal.objects.exists()


def test_sent_on_it_stands_on_top_until_somebody_takes_it_up(cast: Cast) -> None:
    make_signal(cast)
    Browser().post(reverse("signals:tell"), told(toch="ja"))
    first = Signal.objects.by_clock()[0]
    assert (first.text, first.look_first) == (DARK, True)
    assert first.due_on == Receipt.objects.get(about_id=first.uuid).due_on == due_date("area_director", cast.area, 0)
    director = Browser()
    director.force_login(cast.marieke)
    assert "Eerst" in director.get(reverse("signals:waiting", args=[cast.area.slug])).content.decode()
    assert "Kijk hier het eerst naar" in director.get(reverse("signals:one", args=[first.uuid])).content.decode()
    actions.collect(by=cast.marieke, signal=first)
    first.refresh_from_db()
    assert not first.look_first


def test_what_belongs_with_somebody_else_is_still_turned_away_and_has_its_number(cast: Cast) -> None:
    text = "Ik word thuis geslagen door mijn man, Kees van nummer 12."
    page = Browser().post(reverse("signals:tell"), told(text=text, toch="ja"))
    assert page.status_code == 422
    assert "tel:08002000" in page.content.decode()
    assert not Signal.objects.exists()


@pytest.mark.parametrize("text", ["De lamp in de Lindelaan is stuk.", "Ik krijg nog 113 euro terug."])
def test_an_ordinary_signal_brings_no_card(cast: Cast, text: str) -> None:
    page = Browser().post(reverse("signals:tell"), told(text=text), follow=True)
    assert "wp-urgent" not in page.content.decode()
    assert not Signal.objects.get().look_first


def test_a_host_who_writes_it_down_reads_what_to_say(cast: Cast) -> None:
    browser = Browser()
    browser.force_login(cast.marieke)
    given = told(via="bus", source_type="bus")
    page = browser.post(reverse("signals:tell_for", args=[cast.area.slug]), given)
    assert "Het nummer is 0800-0113" in page.content.decode()
