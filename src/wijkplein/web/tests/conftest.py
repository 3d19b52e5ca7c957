"""The browser of these tests comes over https, as every visitor of a real town does."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client


class SecureClient(Client):
    """Django's test client over https."""

    def generic(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["secure"] = True
        return super().generic(*args, **kwargs)


@pytest.fixture
def client() -> Client:
    """A visitor."""
    return SecureClient()
