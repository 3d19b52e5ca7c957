"""Paper: the sheet for the fridge and the welcome card, as PDF/UA (a screen is never required, guarantee 3).

Drawing takes seconds, and everybody gets the same paper: it is made once for a town, by one process, and kept as a file
in the folder of that town for both engines and all workers. Nothing personal stands on it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from subprocess import TimeoutExpired
from threading import BoundedSemaphore
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

import wijkplein
from wijkplein.foundation.community.binding import current
from wijkplein.foundation.receipts.slip import house_font
from wijkplein.web.press import press

STYLE = Path(wijkplein.__file__).parent / "foundation/look/css/82-paper.css"
PDF = "application/pdf"
FOLDER = "papers"
KEPT = 64  # papers of one town; one is 60 kB
PATIENCE = 8  # seconds somebody waits for a paper that somebody else is having made
THREADS = 2  # of one process that may have to do with making paper: one makes, one waits, all others go on

_turns = BoundedSemaphore(THREADS)


class Busy(Exception):
    """Paper is being made for somebody else: ask again in a moment."""


def pdf(template: str, contexts: Iterator[dict[str, Any]], *, pages: int) -> bytes:
    """The first of these contexts, fullest first, that fits on `pages` pages, drawn. Raises DoesNotFit, or Busy."""
    try:
        return press([_sheet(template, context) for context in contexts], pages=pages)
    except TimeoutExpired:
        raise Busy from None


def made_for_all(tag: str, make: Callable[[], bytes], *, folder: Path | None = None) -> bytes:
    """The paper under this tag, which names every fact on it; made now when nobody in this town has it. Raises Busy.

    `folder` is that of the open town.
    """
    folder = folder or current().folder / FOLDER
    file = folder / f"{hashlib.sha256(f'{wijkplein.__version__} {tag}'.encode()).hexdigest()[:40]}.pdf"
    if file.exists():
        return file.read_bytes()
    if not _turns.acquire(blocking=False):
        raise Busy
    try:
        folder.mkdir(exist_ok=True)
        with _alone(folder):
            if not file.exists():  # whoever was before us may have made this very paper
                _put(file, make())
            return file.read_bytes()
    finally:
        _turns.release()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One paper at a time for a town, over all its processes. Raises Busy when it takes too long."""
    until = time.monotonic() + PATIENCE
    with (folder / ".making").open("w") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise Busy from None
                time.sleep(0.1)
        yield  # closing the file lets go


def _put(file: Path, body: bytes) -> None:
    """Whole or not at all; the oldest papers make room."""
    half = file.with_suffix(f".{os.getpid()}")
    half.write_bytes(body)
    half.replace(file)
    papers = sorted(file.parent.glob("*.pdf"), key=lambda each: each.stat().st_mtime, reverse=True)
    for old in papers[KEPT:]:
        with suppress(FileNotFoundError):
            old.unlink()


def _sheet(template: str, context: dict[str, Any]) -> str:
    """A page that brings its style and letter along itself. Paper is in Dutch and says u."""
    with translation.override("nl"):
        own = {"style": STYLE.read_text("utf-8"), "font": house_font()}
        return render_to_string("web/paper/sheet.html", {**context, **own, "template": template})
