"""Bad input and a busy house: a clear answer in plain Dutch, never a 500, and nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from wijkplein.foundation.community.errors import WriteQueueFull
from wijkplein.foundation.receipts.lookup import BudgetSpent
from wijkplein.web.views import areas


def text(page: Any) -> str:
    return str(page.content.decode())


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/buurt/%00/", 400),
        ("/zoeken/?q=%00", 400),
        ("/zoeken/?q=a%2500", 200),
        ("/zoeken/?q=%ff%fe", 200),
        ("/buurt/%ff/", 404),
        ("/zoeken/?q=" + "x" * 3000, 400),
        ("/bestaat-niet/", 404),
        ("/buurt/" + "a" * 300 + "/", 404),
    ],
)
def test_odd_addresses(cast: Any, client: Client, path: str, status: int) -> None:
    page = client.get(path)
    assert page.status_code == status
    assert "<h1>" in text(page)


def test_a_wrong_method_gets_a_page_too(cast: Any, client: Client) -> None:
    page = client.post("/over/", {"x": "1"})
    assert page.status_code == 405
    assert "Dit kan hier niet" in text(page)
    assert "GET" in page.headers["Allow"]


def test_too_much_text_is_413(cast: Any, client: Client) -> None:
    page = client.post(
        "/buurt/havel/kiezen/", "keuze=" + "x" * 3_000_000, content_type="application/x-www-form-urlencoded"
    )
    assert page.status_code == 413
    assert "te groot" in text(page)


def test_too_many_fields_is_a_400(cast: Any, client: Client) -> None:
    page = client.post("/buurt/havel/kiezen/", {f"f{n}": "1" for n in range(300)})
    assert page.status_code == 400


@pytest.mark.parametrize("trouble", [WriteQueueFull(), OperationalError("database is locked")])
def test_a_busy_database_is_told_as_busy_and_what_was_typed_goes_along(
    cast: Any, client: Client, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    def busy(*_args: Any) -> None:
        raise trouble

    monkeypatch.setattr(areas, "remember_area", busy)
    page = client.post("/buurt/havel/kiezen/", {"keuze": "onthouden", "tekst": "wat ik <b>schreef</b>"})
    assert page.status_code == 503
    assert int(page.headers["Retry-After"]) > 0
    assert "wat ik &lt;b&gt;schreef&lt;/b&gt;" in text(page)
    assert 'name="csrfmiddlewaretoken"' in text(page)
    monkeypatch.undo()
    assert client.post("/buurt/havel/kiezen/", {"keuze": "onthouden"}).status_code == 303


def test_too_often_is_429(cast: Any, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def spent(*_args: Any) -> None:
        raise BudgetSpent

    monkeypatch.setattr(areas, "remember_area", spent)
    page = client.post("/buurt/havel/kiezen/", {"keuze": "onthouden"})
    assert page.status_code == 429
    assert "Even wachten" in text(page)


def test_trouble_in_a_middleware_is_told_as_what_it_is(
    cast: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what is no trouble we know stays a 500."""
    client.raise_request_exception = False

    def stuck(_request: Any) -> None:
        raise WriteQueueFull

    monkeypatch.setattr("wijkplein.web.middleware.page_before_opening", stuck)
    assert client.get("/over/").status_code == 503

    def broken(_request: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("wijkplein.web.middleware.page_before_opening", broken)
    assert client.get("/over/").status_code == 500
