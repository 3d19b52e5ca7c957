"""One test per cell of every matrix (bar S1)."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.architecture.matrix import Cell, cells, objects_for
from tests.cast import Cast
from tests.signing_in import sign_in


@pytest.mark.parametrize("cell", cells(), ids=str)
def test_matrix(cell: Cell, cast: Cast, client: Client) -> None:
    objects = objects_for(cell.file, cast)
    address = reverse(cell.page, kwargs=objects.get(cell.page, {}))
    if cell.who != "visitor":
        sign_in(client, cast.named(cell.who))
    data = objects.get(f"{cell.page} {cell.method}", {})
    send: Any = getattr(client, cell.method.lower())
    answer = send(address, data if cell.method == "POST" else None, secure=True)
    assert _shown(answer) == cell.expected


def _shown(answer: Any) -> str:
    if answer.status_code == 302 and answer.url.startswith(settings.LOGIN_URL):
        return "login"
    return str(answer.status_code)
