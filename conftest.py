"""The suite runs inside one community on real files, on the engine that WIJKPLEIN_TEST_ENGINE names."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.environment import HOME

pytest_plugins = ["tests.towns", "tests.cast", "tests.signing_in", "tests.in_a_browser"]


@pytest.fixture(scope="session")
def home() -> Iterator[Path]:
    """The folder in which every community of this run stands."""
    yield HOME
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(autouse=True)
def _behind_a_proxy(settings: Any) -> None:
    """Test clients speak http, as the proxy in front of a real server does; https itself has its own tests."""
    settings.SECURE_SSL_REDIRECT = False
