"""Pictures of the demonstration town for docs/screens/: `.venv/bin/python tools/screens.py [NAME ...]`.

Starts `wijkplein demo` in a folder of its own, signs in with the links it prints, and keeps each page at 390 and 1280
pixels wide as a small PNG. With names ("home", "post") only those pages are made anew.
"""

from __future__ import annotations

import io
import os
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser import Chromium, Visit  # noqa: E402  # the checkout is no package that is installed

FOLDER = ROOT / "docs" / "screens"
WIDTHS = {390: 844, 1280: 900}  # width: height of the first screen, in pixels
TALLEST = {390: 2600, 1280: 2000}  # longer pages are cut off
COLOURS = (128, 64, 40, 24)  # tried in this order until the file is small enough
MOST = 200_000  # bytes of one picture
PATIENCE = 240  # seconds for a fresh town on a busy machine
LINK = re.compile(r"^\s+(\S+) .*(/demo/inloggen/\S+/)$", re.M)


@dataclass(frozen=True)
class Screen:
    """One page: its address, who looks at it, and the link to follow from there, if any."""

    name: str
    path: str
    who: str = ""
    follow: str = ""


SCREENS = (
    Screen("home", "/"),
    Screen("area", "/buurt/molenrij-oost/"),
    Screen("square", "/plein/"),
    Screen("post", "/zoeken/?q=grijze+kat+Moos", follow='main a[href*="/plein/bericht/"]'),
    Screen("ask", "/plein/vraag/"),
    Screen("receipt", "{receipt}", who="Anna"),
    Screen("connector", "/plein/verzorgen/molenrij-oost/", who="Carla"),
    Screen("telephone", "/plein/voor-iemand/", who="Carla"),
    Screen("fridge", "/buurt/molenrij-oost/koelkast/"),
    Screen("new-here", "/buurt/molenrij-oost/nieuw-hier/"),
    Screen("own-data", "/mijn/gegevens/", who="Anna"),
    Screen("search", "/zoeken/?q=ladder"),
    Screen("tell", "/vertel/"),
    Screen("work-table", "/werktafel/", who="Marieke"),
    Screen("gallery", "/ui/"),
)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demo_town() -> Iterator[tuple[str, dict[str, str]]]:
    """A fresh demonstration town; gives its address, and the sign-in link of each of the cast by first name."""
    with tempfile.TemporaryDirectory(prefix="wijkplein-screens-") as home:
        port = free_port()
        places = {"WIJKPLEIN_COMMUNITIES": f"{home}/communities", "WIJKPLEIN_KEYS": f"{home}/keys"}
        told = Path(home) / "told.txt"
        with told.open("w") as out:
            command = [sys.executable, "-m", "wijkplein", "demo", "--port", str(port)]
            process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, env={**os.environ, **places})
        try:
            wait_for(port, process)
            yield f"http://localhost:{port}", paths_in(told.read_text("utf-8"), port) | {"receipt": receipt_of(home)}
        finally:
            process.terminate()
            process.wait(30)


def paths_in(told: str, port: int) -> dict[str, str]:
    """The sign-in links that the command printed, by first name."""
    return dict(LINK.findall(told.replace(f"http://localhost:{port}", " ")))


def receipt_of(home: str) -> str:
    """The page of the receipt of the question about the cat: with an owner, an outcome and a reason."""
    with closing(sqlite3.connect(f"file:{home}/communities/molenrij/db.sqlite3?mode=ro", uri=True)) as rows:
        question = "SELECT uuid FROM square_post WHERE title LIKE 'Grijze kat%'"
        found = rows.execute(f"SELECT uuid FROM receipts_receipt WHERE about_id = ({question})").fetchone()  # nosec B608
    return f"/volgkaartje/van-mij/{uuid.UUID(found[0])}/"


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until somebody listens on the port. Raises SystemExit when the town stops first or never comes."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.3)
    raise SystemExit("Het voorbeelddorp kwam niet op. Probeer: ./wijkplein demo")


def small_png(data: bytes, width: int) -> bytes:
    """The same picture with few colours, cut at the tallest we keep. Raises SystemExit when it stays too large."""
    with Image.open(io.BytesIO(data)) as whole:
        picture = whole.convert("RGB").crop((0, 0, width, min(whole.height, TALLEST[width])))
    for colours in COLOURS:
        out = io.BytesIO()
        few = picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(out, "PNG", optimize=True)
        if out.tell() <= MOST:
            return out.getvalue()
    raise SystemExit(f"Een plaatje van {width} breed blijft groter dan {MOST // 1000} kB.")


def take(visit: Visit, address: str, path: str, screen: Screen, width: int) -> int:
    """One picture in the folder; gives its size in bytes."""
    page: Any = visit.page
    page.goto(address + path)
    if screen.follow:
        page.goto(address + page.locator(screen.follow).first.get_attribute("href"))
    page.wait_for_load_state("networkidle")
    data = small_png(page.screenshot(full_page=True), width)
    (FOLDER / f"{screen.name}-{width}.png").write_bytes(data)
    return len(data)


def main(names: list[str]) -> int:
    """Take the pictures that were asked for, or all."""
    wanted = [screen for screen in SCREENS if not names or screen.name in names]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demo_town() as (address, links), Chromium() as chromium:
        visits: dict[tuple[str, int], Visit] = {}
        for screen in wanted:
            for width, height in WIDTHS.items():
                visit = visits.get((screen.who, width))
                if visit is None:
                    visit = visits[screen.who, width] = chromium.visit(width=width, height=height)
                    sign_in(visit, address, links, visits, screen.who)
                size = take(visit, address, screen.path.format(receipt=links["receipt"]), screen, width)
                print(f"{screen.name}-{width}.png {size // 1000} kB", flush=True)
        for visit in visits.values():
            visit.close()
    return 0


def sign_in(visit: Visit, address: str, links: dict[str, str], visits: Any, who: str) -> None:
    """A link works once: the second window of somebody gets the cookies of the first."""
    if not who:
        return
    first = next((other for (name, _width), other in visits.items() if name == who and other is not visit), None)
    if first is not None:
        visit.context.add_cookies(first.context.cookies())
        return
    visit.page.goto(address + links[who])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
