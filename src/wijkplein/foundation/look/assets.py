"""Where the browser's files come from: the built sheet and scripts, and the small first-screen style.

`tools/assets` builds `static/build/` with a manifest of logical names. Without a build (a fresh clone) the sources of
our own layer are served as they are: plainer, but complete. Files in css/ numbered below 50 are the first screen;
with the colours of the theme they stand in the head of anonymous pages, allowed by their hash in the CSP
(performance.md goals 17 to 19, and section 5 point 10).
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static

from wijkplein.foundation.look.theme import PETROL, theme

HERE = Path(__file__).resolve().parent
BUILD = HERE / "static" / "build"
FIRST_SCREEN = 50


@lru_cache(maxsize=1)
def manifest() -> dict[str, str]:
    """Logical name -> file name under static/build; empty when nothing was built."""
    path = BUILD / "manifest.json"
    if not path.is_file():
        return {}
    return {name: entry["file"] for name, entry in json.loads(path.read_text("utf-8")).items()}


def script_url(name: str) -> str:
    """The address of a built script ("wijkplein.js"), or "" without a build: every page works without scripts."""
    file = manifest().get(name)
    return static(f"build/{file}") if file else ""


@lru_cache(maxsize=64)
def first_screen_style(seed: str = PETROL) -> str:
    """The style of the first screen with the colours of this seed, for the head of the page."""
    own = "".join(path.read_text("utf-8") for path in _sources() if int(path.name[:2]) < FIRST_SCREEN)
    return _fonts() + theme(seed).variables() + squeeze(own)


def _fonts() -> str:
    """Which files the typeface is in. Known before the first paint, or a line would move when it comes later."""
    built = manifest().get("fonts.css")
    return (BUILD / built).read_text("utf-8") if built else ""


def font_url() -> str:
    """The typeface of nearly every word, to be fetched beside the page; "" without a build."""
    file = manifest().get("fonts/latin.woff2")
    return static(f"build/{file}") if file else ""


@lru_cache(maxsize=64)
def style_hash(seed: str = PETROL) -> str:
    """What the Content-Security-Policy must name to allow `first_screen_style(seed)`."""
    digest = hashlib.sha256(first_screen_style(seed).encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@lru_cache(maxsize=64)
def stylesheet(seed: str = PETROL) -> bytes:
    """Everything in one sheet: NL Design System (when built), our own layer and the theme of this seed."""
    built = manifest().get("wijkplein.css")
    if built:
        sheet = (BUILD / built).read_text("utf-8")
    else:
        sheet = squeeze("".join(path.read_text("utf-8") for path in _sources()))
    return (sheet + theme(seed).stylesheet()).encode()


@lru_cache(maxsize=64)
def stylesheet_gzipped(seed: str = PETROL) -> bytes:
    """The same sheet, compressed once per seed; without a time inside, so that the ETag stays."""
    return gzip.compress(stylesheet(seed), compresslevel=9, mtime=0)


@lru_cache(maxsize=64)
def stylesheet_digest(seed: str = PETROL) -> str:
    """Names the sheet in its address: another colour or another build is another address."""
    return hashlib.sha256(stylesheet(seed)).hexdigest()[:16]


def squeeze(css: str) -> str:
    """Our own CSS without comments and spare white space (plain files of ours; not a minifier for the world)."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};,])\s*", r"\1", css).replace(";}", "}").strip()


def _sources() -> list[Path]:
    return sorted((HERE / "css").glob("[0-9][0-9]-*.css"))
