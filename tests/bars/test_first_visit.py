"""Bar PR10: in a real browser six pages fetch nothing from elsewhere and leave nothing on the device."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from playwright.sync_api import Error

from tests.browser import Chromium

PAGES = ("/", "/plein/", "/buurten/", "/nieuw-hier/", "/zoeken/?q=ladder", "/over/")
HOST = "eerste-bezoek.test"


class Silent(WSGIRequestHandler):
    """Without a line for each request."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@pytest.fixture
def address(towns: Any, settings: Any, django_db_blocker: Any) -> Iterator[str]:
    """The real application, served in a thread of its own."""
    from wijkplein.wsgi import application

    with django_db_blocker.unblock():
        towns.make("eerste-bezoek", hosts=(HOST,))
        server = make_server("127.0.0.1", 0, application, handler_class=Silent)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://{HOST}:{server.server_port}"
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_first_visit_leaves_nothing(address: str, chromium: Chromium) -> None:
    visit = chromium.visit()
    for page in PAGES:
        answer = visit.page.goto(address + page)
        assert answer is not None
        assert answer.status == 200, page
        visit.page.wait_for_load_state("networkidle")
        assert not any(visit.kept_on_device().values()), page
    visit.assert_stayed_home()
    visit.page.evaluate("localStorage.setItem('spoor', '1')")
    assert visit.kept_on_device()["local"] == ["spoor"]  # the controls: both would have been seen
    with pytest.raises(Error):
        visit.page.goto("https://elders.test/")
    assert visit.foreign
    visit.close()
