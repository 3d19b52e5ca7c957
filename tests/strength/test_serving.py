"""The server as it is started: what it refuses, what it keeps apart, what it never writes down (S12, S16, PR8)."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest

from bench.neighbours import HIDDEN, sign_in, word
from bench.rig import Rig
from wijkplein.__main__ import main
from wijkplein.commands import serve
from wijkplein.foundation.community.backends.sqlite import base
from wijkplein.foundation.community.binding import close_town, opened
from wijkplein.foundation.community.errors import UnsafeDatabase

CANARIES = ("Kanarievogel", "0612345678", "kanarie@buurt.test", "kanariewoord")


@dataclass
class Answer:
    status: int
    page: str
    headers: Any


class Browser:
    """Keeps cookies, follows nothing."""

    def __init__(self, port: int, host: str, cookies: str = "") -> None:
        self.port, self.host = port, host
        self.cookies = dict(part.split("=", 1) for part in cookies.split("; ") if part)

    def ask(self, path: str, form: dict[str, str] | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Host": self.host, "User-Agent": CANARIES[0], "Referer": f"http://{self.host}/?{CANARIES[3]}"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if form is None:
            connection.request("GET", path, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST", path, urlencode(form), headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        connection.close()
        return Answer(answer.status, page, answer.headers)

    def send(self, path: str, **fields: str) -> Answer:
        """Fill in the form on a page."""
        return self.ask(path, {**dict(HIDDEN.findall(self.ask(path).page)), **fields})


@pytest.fixture(scope="module")
def served(towns: Any, django_db_blocker: Any) -> Iterator[tuple[Any, Any, int]]:
    with django_db_blocker.unblock():
        first, second = (towns.make(slug, hosts=(f"{slug}.localhost",)) for slug in ("dienst-a", "dienst-b"))
        sign_in(second, 1)  # and its area
        rig = Rig(first, worker=False)
        port = rig.start()
        try:
            rig._wait_for_port(port)
            yield first, second, port
        finally:
            rig.kill()
            for town in (first, second):
                close_town(town.slug)


def placed(town: Any, port: int) -> tuple[Browser, str]:
    """Somebody who placed a post, and its text."""
    browser = Browser(port, town.hosts[0], sign_in(town, 1)[0])
    text = f"Wie heeft er een ladder te leen voor {word()}?"
    fields = {"kind": "question", "text": text, "title": "", "area": "oost", "sender": "buur"}
    answer = browser.send("/plein/vraag/", **fields)
    assert answer.status == 303, answer.page
    return browser, text


@pytest.mark.slow
def test_nothing_of_one_town_works_in_the_next(served: tuple[Any, Any, int]) -> None:
    """S12: session, form token, receipt, post and file of A at B."""
    first, second, port = served
    at_home, text = placed(first, port)
    assert at_home.ask("/mijn/").status == 200  # the control: at home it all works
    away = Browser(port, second.hosts[0], "; ".join(f"{name}={value}" for name, value in at_home.cookies.items()))
    assert away.ask("/mijn/").status in (302, 303)

    from wijkplein.delen.square.models import Post
    from wijkplein.foundation.receipts.actions import issue_receipt
    from wijkplein.foundation.verbs.registry import ref_to

    with opened(first):
        post = Post.objects.get(text=text)
        issued = issue_receipt(
            about=ref_to(post), area=post.area, owner_role="connector", norm_days=3, holder=None, via="screen"
        )
        (first.media / "kanarie.webp").write_bytes(b"x")
    for path in (f"/plein/bericht/{post.uuid}/", f"/p/{post.reference}/", "/media/kanarie.webp"):
        assert away.ask(path).status == 404, path
    assert Browser(port, first.hosts[0]).ask(f"/v/{issued.secret}/").status in (200, 302, 303)
    stranger = Browser(port, second.hosts[0])
    words = {"first": issued.words}
    stranger.send("/volgkaartje/", **words)
    assert text not in stranger.ask("/volgkaartje/bekijken/").page
    stranger.ask(f"/v/{issued.secret}/")
    assert text not in stranger.ask("/volgkaartje/bekijken/").page
    holder = Browser(port, first.hosts[0])  # the control: at home the same words open it
    holder.send("/volgkaartje/", **words)
    assert text in holder.ask("/volgkaartje/bekijken/").page
    assert Browser(port, "elders.localhost").ask("/").status == 421


@pytest.mark.slow
def test_nothing_personal_is_logged(served: tuple[Any, Any, int]) -> None:
    """PR8: search words, form texts, names of browsers and wrong requests leave no trace in the server's log."""
    first, _second, port = served
    visitor = Browser(port, first.hosts[0])
    visitor.ask(f"/zoeken/?q={CANARIES[3]}")
    visitor.ask(f"/bestaat-niet/{CANARIES[1]}/?naam={CANARIES[0]}")
    visitor.ask("/inloggen/", {"email": CANARIES[2]})
    visitor.send("/inloggen/", email=CANARIES[2])
    visitor.send("/plein/vraag/", text=f"{CANARIES[0]} belt {CANARIES[1]}", kind="question", area="oost")
    Browser(port, f"{CANARIES[3]}.localhost").ask("/")
    log = (first.folder / "crash.log").read_text("utf-8", errors="replace")
    assert "Started worker" in log  # the control: this is the log
    assert [word for word in CANARIES if word in log] == []
    assert not re.search(r"127\.0\.0\.1 ", log.replace("127.0.0.1:", ""))


def test_the_canaries_would_be_seen_in_an_ordinary_access_log() -> None:
    """The control: the line that most servers write for one of these requests."""
    line = f'127.0.0.1 - - "GET /zoeken/?q={CANARIES[3]} HTTP/1.1" 200 "{CANARIES[0]}"'
    assert [word for word in CANARIES if word in line] != []


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "plein.assen.nl", ""])
def test_without_https_only_this_machine(host: str, capfd: Any) -> None:
    assert main(["serve", "--plain-http", "--host", host]) == 1
    assert "alleen op deze machine" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--port", "99999"], "99999 is geen poort"),
        (["--port", "0"], "0 is geen poort"),
        (["--host", "300.1.1.1"], "'300.1.1.1' is geen adres"),
        (["--host", ""], "is geen adres"),
        (["--host", "192.0.2.1"], "192.0.2.1 is geen adres van deze machine"),
    ],
)
def test_an_address_we_cannot_listen_on(arguments: list[str], sentence: str, capfd: Any) -> None:
    assert main(["serve", *arguments]) == 1
    assert sentence in capfd.readouterr().err


def test_a_port_is_never_shared(served: tuple[Any, Any, int], capfd: Any) -> None:
    """The server listens with SO_REUSEPORT: a second one would answer half of the visitors."""
    port = served[2]
    assert main(["serve", "--port", str(port)]) == 1
    assert f"Poort {port} is niet vrij. Kies een andere" in capfd.readouterr().err


def test_an_sqlite_that_can_lose_writes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    serve.refuse_unsafe([])
    monkeypatch.setattr(base.dbapi2, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(UnsafeDatabase, match=r"SQLite 3\.51\.2 kan schrijfacties verliezen"):
        serve.refuse_unsafe([])


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from wijkplein import settings; print(settings.DEBUG, len(settings.SECRET_KEY))"]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("key", ["change-me", "", "kort"])
def test_the_example_key_is_refused(key: str) -> None:
    done = start(WIJKPLEIN_SECRET_KEY=key)
    assert done.returncode == 1
    assert "voorbeeldsleutel" in done.stderr
    assert "Traceback" not in done.stderr


def test_debug_is_never_on() -> None:
    on = dict.fromkeys(("DEBUG", "DJANGO_DEBUG", "WIJKPLEIN_DEBUG"), "1")
    assert start(**on).stdout.split()[0] == "False"


@pytest.mark.slow
def test_told_to_stop_it_finishes_and_goes(make_town: Any) -> None:
    town = make_town("stop", engine="sqlite", hosts=("stop.localhost",))
    rig = Rig(town, worker=False)
    port = rig.start()
    try:
        rig._wait_for_port(port)
        assert Browser(port, town.hosts[0]).ask("/plein/vraag/").status == 200
        [process] = rig._running
        started = time.monotonic()
        process.terminate()
        assert process.wait(30) == 0
        assert time.monotonic() - started < 20
    finally:
        rig.kill()
