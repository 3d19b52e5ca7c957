"""Finished pages, kept in the memory of this process under a tag that names every fact on them.

Never stale: other facts are another tag. What differs from request to request (the cards of a list) is put into the
holes of a kept frame (performance.md section 5).
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

import wijkplein
from wijkplein.foundation.community.binding import current
from wijkplein.foundation.community.community import Community
from wijkplein.foundation.look.languages import in_language

SHARED = "public, max-age=0, s-maxage=1, stale-while-revalidate=30"
HTML = "text/html; charset=utf-8"
HOUSE = Path(wijkplein.__file__).parent
KEPT_PAGES = 128  # for one process: 20 kB for a page, 60 kB for a sheet of paper

_kept: OrderedDict[str, bytes] = OrderedDict()
_guard = Lock()


def tag_of(*facts: Any) -> str:
    """The ETag of a page that shows exactly these facts, in this town, language and version of the templates."""
    told = repr((templates_mark(), _told(current()), get_language(), facts))
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


def made_once(tag: str, make: Callable[[], bytes]) -> bytes:
    """What stands under this tag; made now when nobody asked for it lately."""
    with _guard:
        body = _kept.get(tag)
        if body is not None:
            _kept.move_to_end(tag)
            return body
    body = make()
    with _guard:
        _kept[tag] = body
        while len(_kept) > KEPT_PAGES:
            _kept.popitem(last=False)
    return body


def shared(request: HttpRequest, tag: str, make: Callable[[], bytes], content_type: str = HTML) -> HttpResponseBase:
    """A page that is the same for everybody: 304 for who has it, else what `make` gives, compressed once if wanted.

    Nothing secret may stand on it: length tells what was compressed (the attack called BREACH).
    """
    response = get_conditional_response(request, etag=tag)
    code = get_language() or settings.LANGUAGE_CODE
    if response is None and content_type == HTML and "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        body = made_once(f"{tag}.gz", lambda: gzip.compress(in_language(make(), code), 6, mtime=0))
        response = HttpResponse(body, content_type=content_type, headers={"Content-Encoding": "gzip"})
        tag = f"W/{tag}"  # the same page in other bytes (RFC 9110, 8.8.3)
    elif response is None:
        response = HttpResponse(make(), content_type=content_type)
    return same_for_everybody(request, response, tag)


def same_for_everybody(request: HttpRequest, response: HttpResponseBase, tag: str) -> HttpResponseBase:
    """What stands above such a page, and above the 304 of who has it."""
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = SHARED
    response.headers["Vary"] = "Accept-Encoding, Cookie"
    # As {% wp_style %} notes it, for the CSP: the page may come from memory.
    request.wp_style_seed = current().brand.seed  # type: ignore[attr-defined]
    return response


def hole(name: str) -> str:
    """What a template shows where `filled` puts something. Nobody can write it: no database of ours takes a NUL."""
    return f"\0{name}\0"


def filled(frame: bytes, holes: Mapping[str, str]) -> bytes:
    """A frame with its holes filled. What is put in is not looked into: a word that names a hole fills none."""
    parts = frame.split(b"\0")  # outside a hole, its name, outside again
    parts[1::2] = [holes[name.decode()].encode() for name in parts[1::2]]
    return b"".join(parts)


def forget() -> None:
    """Begin with an empty memory, for tests that count."""
    with _guard:
        _kept.clear()


@cache
def templates_mark() -> str:
    """A mark of every template and style that can stand on our pages; read once in the life of a process."""
    mark = hashlib.sha256()
    for folder in sorted([*HOUSE.rglob("templates"), HOUSE / "foundation/look/css", HOUSE / "foundation/look/static"]):
        for path in sorted(each for each in folder.rglob("*.*") if each.is_file()):
            mark.update(path.read_bytes())
    return mark.hexdigest()


@lru_cache(maxsize=64)
def _told(community: Community) -> str:
    return hashlib.sha256(repr(community).encode()).hexdigest()
