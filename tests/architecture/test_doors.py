"""A page nobody decided a door for is shut, and a URL missing from the matrix is a red test (bar S1)."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from tests.architecture.house import addresses
from tests.architecture.matrix import all_rows
from wijkplein.foundation.verbs.middleware import doors


def test_every_page_has_a_door() -> None:
    assert [address.name for address in addresses() if not hasattr(address.view, "door")] == []


def test_every_address_stands_in_the_matrix() -> None:
    known = {row.page for row in all_rows()}
    missing = sorted(address.name for address in addresses() if address.name not in known)
    assert missing == []


def test_the_matrix_names_no_page_that_is_gone() -> None:
    real = {address.name for address in addresses()}
    assert sorted({row.page for row in all_rows()} - real) == []


def test_a_forgotten_page_is_shut() -> None:
    """The control: without a door the middleware says 404, with one it lets pass."""
    shut = doors(lambda request: HttpResponse())
    request = RequestFactory().get("/")

    def forgotten(request: Any) -> HttpResponse:
        return HttpResponse()

    with pytest.raises(Http404):
        shut.process_view(request, forgotten, (), {})
    forgotten.door = object()  # type: ignore[attr-defined]  # what the decorator does
    shut.process_view(request, forgotten, (), {})
