"""Tests of this room visit over https."""

from __future__ import annotations

import pytest

from wijkplein.foundation.receipts.tests.browsing import Browser


@pytest.fixture
def client() -> Browser:
    """A visitor without cookies."""
    return Browser()
