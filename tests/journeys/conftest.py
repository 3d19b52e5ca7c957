"""One server for all journeys, a fresh town for each module, and a browser that cannot leave home."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.browser import Chromium, Visit
from tests.cast import Cast
from tests.towns import Towns

PATIENCE = 30  # seconds a server may take to answer on a busy machine


LOG_TAIL = 3000  # characters of the server's log that a failure shows


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """A failed journey shows what the server said."""
    report = yield
    if report.failed and (journey := getattr(item, "funcargs", {}).get("journey")) is not None:
        _picture(item.name, journey)
    home = getattr(item, "funcargs", {}).get("server_log")
    if report.failed and home is not None and home.exists():
        report.sections.append(("server", home.read_text("utf-8", errors="replace")[-LOG_TAIL:]))
    return report


def _picture(name: str, journey: Journey) -> None:
    """What each open page showed when it went wrong, for whoever mends it."""
    folder = Path(os.environ.get("WIJKPLEIN_PICTURES", "/tmp"))  # only of made-up people
    for number, visit in enumerate(journey.visits):
        if not visit.page.is_closed():
            visit.page.screenshot(path=folder / f"{name}-{number}.png".replace("/", "-"), full_page=True)


@pytest.fixture(scope="session", autouse=True)
def server_log(home: Path) -> Path:
    """Where the server of this run writes."""
    return home / "server.log"


@dataclass
class Journey:
    """A town with its cast, its address, and a way to look in the mailbox."""

    community: Any
    cast: Cast
    address: str
    chromium: Chromium
    visits: list[Visit] = field(default_factory=list)
    browsers: dict[str, Visit] = field(default_factory=dict)

    def visit(self, **options: Any) -> Visit:
        """Somebody opens a browser: phone size unless told otherwise."""
        found = self.chromium.visit(**{"width": 390, "height": 844, **options})
        self.visits.append(found)
        return found

    def go(self, visit: Visit, path: str) -> Any:
        """Open a page of this town."""
        return visit.page.goto(self.address + path)

    def opened(self) -> Any:
        """Look in the town's database: `with journey.opened(): ...`."""
        from wijkplein.foundation.community.binding import opened

        return opened(self.community)

    def mails(self, to: str) -> list[str]:
        """The mails to one address, oldest first (the town has no mail server: they stand in its outbox)."""
        folder = self.community.memory / "outbox"
        found = sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns) if folder.is_dir() else []
        texts = [path.read_text("utf-8", errors="replace") for path in found]
        return [text for text in texts if f"To: {to}" in text]

    def code_for(self, email: str, *, after: int = 0) -> str:
        """The newest sign-in code sent to an address, once there are more than `after` mails."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            mails = self.mails(email)
            if len(mails) > after and (codes := re.findall(r"\b\d{3} ?\d{3}\b", mails[-1].partition("\n\n")[2])):
                return str(codes[0])
            time.sleep(0.1)  # another process writes the mail
        raise AssertionError(f"no code for {email}")

    def sign_in(self, visit: Visit, email: str) -> None:
        """Through the real page, with the code from the mail."""
        before = len(self.mails(email))
        self.go(visit, "/inloggen/")
        visit.page.get_by_label(re.compile("e-mail", re.I)).fill(email)
        visit.page.get_by_role("button", name=re.compile("code", re.I)).click()
        visit.page.get_by_label(re.compile("code", re.I)).fill(self.code_for(email, after=before))
        with visit.page.expect_navigation():
            visit.page.get_by_role("button", name="Verder").click()

    def signed_in(self, email: str, **options: Any) -> Visit:
        """One more page of somebody who signs in once in this file: from one network an address gets three codes."""
        if email not in self.browsers:
            self.browsers[email] = self.visit(**options)
            self.sign_in(self.browsers[email], email)
        return self.browsers[email].another_page()

    def close(self) -> None:
        """Every visit ends, and none of them asked another host for anything (PR10)."""
        for visit in self.visits:
            visit.close()
            visit.assert_stayed_home()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def server(home: Path, towns: Towns, django_db_blocker: Any) -> Iterator[int]:
    """The real server, serving every town of this run; gives its port."""
    with django_db_blocker.unblock():
        towns.make("welkom", hosts=("welkom.localhost",))
    port = free_port()
    log = (home / "server.log").open("w")
    command = [sys.executable, "-m", "wijkplein", "serve", "--plain-http", "--port", str(port)]
    process = subprocess.Popen(command, stdout=log, stderr=log, env=os.environ)  # our own command
    try:
        _wait_until_it_answers(port, home / "server.log")
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE)
        log.close()


def _wait_until_it_answers(port: int, log: Path) -> None:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Host": "welkom.localhost"})
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(request, timeout=PATIENCE)  # our own server
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)  # it is still starting
        else:
            return
    raise AssertionError(log.read_text("utf-8"))


@pytest.fixture(scope="module")
def journey(
    request: pytest.FixtureRequest, towns: Towns, server: int, chromium: Chromium, django_db_blocker: Any
) -> Iterator[Journey]:
    """A fresh town for the stories of one file, with the cast in it."""
    from tests.people_of_the_cast import make_cast
    from wijkplein.foundation.community.binding import opened

    slug = "reis-" + Path(str(request.path)).stem.removeprefix("test_").replace("_", "-")
    host = f"{slug}.localhost"
    with django_db_blocker.unblock():
        community = towns.make(slug, hosts=(host,))
        with opened(community):
            cast = make_cast()
        made = Journey(community, cast, f"http://{host}:{server}", chromium)
        yield made
        made.close()


@pytest.fixture
def visitor(journey: Journey) -> Callable[..., Visit]:
    """`visitor()` opens a browser of somebody new."""
    return journey.visit
