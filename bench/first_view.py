"""What a telephone on a slow line gets: bytes, requests, shifts and the first paint, in a real Chromium.

The slow profile is the browser's own imitation: four times slower processor, 1.6 Mbit/s, 150 ms. The reference is a
static page with the very same cards and their style in the head, compressed, without script.
"""

from __future__ import annotations

import gzip
import re
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from playwright.sync_api import Browser, CDPSession, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--no-first-run"]
TELEPHONE = {"width": 390, "height": 844}
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
SLOWER = 4
PAINT = """() => new Promise(done => setTimeout(() => done({
  paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  shift: window.shifted ?? 0}), 1500))"""
WATCH = """new PerformanceObserver(list => { for (const each of list.getEntries())
  window.shifted = (window.shifted ?? 0) + each.value }).observe({type: 'layout-shift', buffered: true})"""


@dataclass(frozen=True)
class View:
    """One look at a page. Bytes are those on the wire, without fonts; milliseconds until the first paint."""

    wire: int
    script: int
    fonts: int
    requests: int
    foreign: int
    shift: float
    paint: float


@dataclass(frozen=True)
class Views:
    """Medians of the slow profile, for ours and the reference, and ours seen again."""

    first: View
    again: View
    ratio: float


def look(url: str, page: bytes, times: int) -> Views:
    """Look at `url` and at a reference made of its page, taking turns, each with a new profile."""
    with _static(_reference(page)) as reference, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        ours, theirs, again = [], [], []
        for number in range(times):
            for mine in (True, False) if number % 2 == 0 else (False, True):
                first, second = _look(browser, url if mine else reference)
                (ours if mine else theirs).append(first)
                again += [second] if mine else []
        browser.close()
    ratios = [one.paint / other.paint for one, other in zip(ours, theirs, strict=True)]
    return Views(_median(ours), _median(again), statistics.median(ratios))


def _look(browser: Browser, url: str) -> tuple[View, View]:
    context = browser.new_context(viewport=TELEPHONE)  # type: ignore[arg-type]  # a plain dict is what it takes
    context.add_init_script(WATCH)
    tab = context.new_page()
    wire = context.new_cdp_session(tab)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    found = []
    for _turn in range(2):
        log = _Log(wire, url)
        tab.goto(url, wait_until="load")
        seen = tab.evaluate(PAINT)
        found.append(log.view(seen))
        log.active = False
    context.close()
    return found[0], found[1]


class _Log:
    """What went over the wire since it was made."""

    def __init__(self, wire: CDPSession, url: str) -> None:
        self.active, self.here = True, url.split("/")[2]
        self.kinds: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        self.foreign = 0
        wire.on("Network.responseReceived", self._received)
        wire.on("Network.loadingFinished", self._finished)

    def _received(self, event: dict[str, Any]) -> None:
        address = event["response"]["url"]
        if self.active and not address.startswith("data:") and not event["response"].get("fromDiskCache"):
            self.kinds[event["requestId"]] = event["type"]
            self.foreign += address.split("/")[2] != self.here

    def _finished(self, event: dict[str, Any]) -> None:
        if self.active and event["requestId"] in self.kinds:
            self.sizes[event["requestId"]] = int(event["encodedDataLength"])

    def view(self, seen: dict[str, float]) -> View:
        by_kind = {kind: sum(self.sizes.get(each, 0) for each, its in self.kinds.items() if its == kind)
                   for kind in set(self.kinds.values())}  # fmt: skip
        fonts = by_kind.pop("Font", 0)
        counted = [each for each, kind in self.kinds.items() if kind != "Font"]
        total, script = sum(by_kind.values()), by_kind.get("Script", 0)
        return View(total, script, fonts, len(counted), self.foreign, seen["shift"], seen["paint"])


def _median(views: list[View]) -> View:
    middle = {name: statistics.median(getattr(each, name) for each in views) for name in View.__dataclass_fields__}
    return View(**middle)  # type: ignore[arg-type]  # a median of whole numbers may end on a half


def _reference(page: bytes) -> bytes:
    text = page.decode()
    style = "".join(re.findall(r"<style>.*?</style>", text, re.S))
    main = re.findall(r"<main.*?</main>", text, re.S)[0]
    head = f'<meta charset="utf-8"><title>reference</title><meta name="viewport" content="width=device-width">{style}'
    return f'<!doctype html><html lang="nl"><head>{head}<link rel="icon" href="data:,"></head>{main}</html>'.encode()


@contextmanager
def _static(page: bytes) -> Iterator[str]:
    body = gzip.compress(page)

    class Static(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(200)
            for name, value in (("Content-Type", "text/html"), ("Content-Encoding", "gzip")):
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Static)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
