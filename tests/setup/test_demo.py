"""`wijkplein demo` as somebody runs it: what it refuses, what it prints, and that it stops whole."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from argparse import Namespace
from contextlib import nullcontext
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from wijkplein.commands import demo
from wijkplein.foundation.community.binding import opened
from wijkplein.foundation.community.community import parse_community
from wijkplein.foundation.notices.wording import root

PATIENCE = 240  # seconds for a fresh town on a busy machine
LINK = re.compile(r"^\s+(\S+) .*(http://localhost:\d+/demo/inloggen/\S+/)$", re.M)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(home: Path, port: int, *options: str) -> subprocess.Popen[str]:
    """The command in a group of its own, so that a test can see whether somebody stays behind."""
    places = {"WIJKPLEIN_COMMUNITIES": str(home / "communities"), "WIJKPLEIN_KEYS": str(home / "keys")}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WIJKPLEIN_")}
    return subprocess.Popen(
        [sys.executable, "-m", "wijkplein", "demo", "--port", str(port), *options],
        env={**environment, **places, "COLUMNS": "400"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for(port: int, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise AssertionError("the town never came up")


def group_of(leader: int) -> list[int]:
    """Everybody in the process group, zombies left out."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        if int(fields[2]) == leader and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))


def status(browser: urllib.request.OpenerDirector, address: str) -> tuple[int, str]:
    try:
        with browser.open(address, timeout=30) as answer:
            return answer.status, answer.url
    except urllib.error.HTTPError as error:
        return error.code, address


def test_a_port_that_is_taken_is_one_sentence_with_the_next_step(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        process = start(tmp_path, port)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert f"Poort {port} is niet vrij" in err
    assert "--port" in err
    assert "Traceback" not in err
    assert out == ""


def test_a_town_that_is_not_a_demonstration_is_left_alone(tmp_path):
    folder = tmp_path / "communities" / "molenrij"
    folder.mkdir(parents=True)
    (folder / "community.toml").write_text('name = "Echt Molenrij"\nhosts = ["plein.molenrij.example"]\n')
    for option in ((), ("--fresh",)):
        process = start(tmp_path, free_port(), *option)
        out, err = process.communicate(timeout=60)
        assert process.returncode == 1
        assert "is geen voorbeelddorp" in err
        assert "/demo/inloggen/" not in out
    assert (folder / "community.toml").exists()


def test_links_in_mails_lead_to_the_port_it_is_served_on(tmp_path, monkeypatch):
    """They led to https://localhost/, where nobody listens."""
    port = free_port()
    town = parse_community(tmp_path / "molenrij", demo.TOML)
    served = []

    def serve(*_where, **_how):
        with opened(town):
            served.append(root())
            served.append(parse_community(tmp_path / "echt", 'name = "Echt"\nhosts = ["plein.test"]').address)

    for name in ("WIJKPLEIN_PLAIN_HTTP", "WIJKPLEIN_DEMO_ADDRESS"):
        monkeypatch.setenv(name, "")  # put back at the end
    for name, instead in (
        ("_the_town", lambda: town),
        ("show_the_way", lambda _town: None),
        ("worker", lambda _town: nullcontext()),
        ("serve", serve),
    ):
        monkeypatch.setattr(demo, name, instead)
    assert demo.run(Namespace(port=port, fresh=False)) == 0
    assert served == [f"http://localhost:{port}", "https://plein.test"]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc")
@pytest.mark.timeout(600)
def test_it_makes_a_town_signs_in_once_and_leaves_nobody_behind(tmp_path):
    port = free_port()
    process = start(tmp_path, port)
    try:
        wait_for(port, process)
        browser = opener()
        assert status(browser, f"http://localhost:{port}/")[0] == 200
        assert len(group_of(process.pid)) >= 3  # the command, the server's worker and the town's worker
    finally:
        process.send_signal(signal.SIGTERM)
        out, _err = process.communicate(timeout=60)
    assert group_of(process.pid) == []
    assert f"http://localhost:{port}/" in out
    assert {"Anna", "Carla", "Marieke", "Mo", "Fatima"} <= set(dict(LINK.findall(out)))

    again = start(tmp_path, port)  # the same town: nothing is told anew
    began = time.monotonic()
    lines = ""
    try:
        wait_for(port, again)
        assert time.monotonic() - began < 60  # measured apart: under five seconds on a quiet machine
        assert again.stdout is not None
        while "Stoppen" not in lines:
            lines += again.stdout.readline()
        links = dict(LINK.findall(lines))
        browser = opener()
        assert status(browser, links["Marieke"]) == (200, f"http://localhost:{port}/")
        assert status(browser, f"http://localhost:{port}/werktafel/") == (200, f"http://localhost:{port}/werktafel/")
        assert status(opener(), links["Marieke"])[0] == 410
        old = dict(LINK.findall(out))["Carla"]
        assert status(opener(), old)[0] == 410  # a link of the last start
    finally:
        os.killpg(again.pid, signal.SIGINT)  # what Ctrl-C does: everybody hears it
        again.communicate(timeout=60)
    assert group_of(again.pid) == []
