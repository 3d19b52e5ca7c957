"""One Chromium for every test that needs one, and the mark by which those tests run in a process of their own.

Playwright keeps an event loop in the thread of the tests, and Django keeps its connections apart for a thread
with a loop: a town opened before is then no longer open. So the suites leave these tests out (`not browser`)
and the last step of `./wijkplein test` runs them alone.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.browser import Chromium, chromium_present

HOSTS = ("*.localhost", "exam.test", "gate.test", "eerste-bezoek.test")  # made-up names that lead to this machine


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever uses the browser carries the mark, so nobody has to remember it."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """One browser for the whole run."""
    if not chromium_present():
        if os.environ.get("WIJKPLEIN_STRICT") == "1":
            pytest.fail("Chromium is missing, and strict mode does not allow that")
        pytest.skip("Chromium is not installed here")
    with Chromium(hosts=HOSTS) as running:
        yield running
