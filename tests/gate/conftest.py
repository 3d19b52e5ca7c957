"""Fixtures of the gate's own tests: one Chromium, and which tests are slow."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import Chromium, Visit

HERE = Path(__file__).parent
FULL = "WIJKPLEIN_FULL"


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known, so that strict markers accept it."""
    config.addinivalue_line("markers", "slow: the long version (N column); -m slow or WIJKPLEIN_FULL=1")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long version out, unless it was asked for."""
    if os.environ.get(FULL) == "1" or "slow" in str(config.getoption("-m")):
        return
    skip = pytest.mark.skip(reason=f"long version: -m slow or {FULL}=1")
    for item in items:
        if HERE in item.path.parents and item.get_closest_marker("slow"):
            item.add_marker(skip)


@pytest.fixture
def visit(chromium: Chromium) -> Iterator[Visit]:
    """A fresh profile; the test fails when it asked anything of another host."""
    opened = chromium.visit()
    yield opened
    opened.close()
    opened.assert_stayed_home()
