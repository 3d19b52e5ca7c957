"""Dit zeiden jullie, dit is ermee gedaan: on the home page, newest first, and never only good news."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from wijkplein.delen.signals.models import Signal
from wijkplein.foundation.receipts.models import Outcome
from wijkplein.web.front import front

pytestmark = pytest.mark.job("MEP-01")


def told(cast: Any, title: str, outcome: str, days_ago: int, area: Any = None) -> None:
    today = timezone.localdate()
    Signal.objects.create(
        kind="wish", text="tekst die niemand ziet", area=area or cast.area, state="answered", outcome=outcome,
        answer=f"Antwoord op {title}", public_title=title, public_on=today - timedelta(days=days_ago),
    )  # fmt: skip


def said(slug: str = "") -> list[tuple[str, str]]:
    found = front(slug)
    assert found is not None
    return [(each.text, each.state) for each in found.said]


def test_a_refusal_keeps_its_place_among_newer_good_news(cast: Any) -> None:
    told(cast, "Drempel", Outcome.NOT_DONE, 300)
    for number in range(6):
        told(cast, f"Bankje {number}", Outcome.DONE, number)
    assert said() == [("Bankje 0", "gedaan"), ("Bankje 1", "gedaan"), ("Bankje 2", "gedaan"), ("Drempel", "niet")]


def test_what_is_not_public_stays_out(cast: Any, client: Client) -> None:
    told(cast, "Lampen", Outcome.WILL_DO, 1)
    Signal.objects.create(kind="wish", text="geheim van de straat", area=cast.area, due_on=timezone.localdate())
    page = client.get("/").content.decode()
    assert "Lampen" in page
    assert "geheim van de straat" not in page
    assert "tekst die niemand ziet" not in page


def test_each_area_has_its_own(cast: Any) -> None:
    told(cast, "Lampen", Outcome.WILL_DO, 1)
    assert said("molenrij-oost") == [("Lampen", "bezig")]
    assert said("molenrij") == [("Lampen", "bezig")]
    assert said("havel") == []
