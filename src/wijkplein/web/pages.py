"""Pages that are the same for everybody: cheap to give again, without a cookie, and 304 for who has them already."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from wijkplein.foundation.look import kept

PRIVATE = "private, no-store"


def is_plain(request: HttpRequest) -> bool:
    """Nobody in particular asks: no cookie of ours, so the page is the same for everybody."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES


def shared_page(request: HttpRequest, template: str, context: dict[str, Any], facts: Any = ()) -> HttpResponseBase:
    """The page that shows exactly these facts, or 304. Whoever has a session gets a page of her own.

    `facts` must name everything in the context that can change; templates, brand, language and day go along.
    """
    if not is_plain(request):
        response: HttpResponseBase = render(request, template, context)
        response.headers["Cache-Control"] = PRIVATE
        return response
    return shared(request, lambda: render(request, template, context).content, (template, facts))


def shared(
    request: HttpRequest,
    make: Callable[[], bytes],
    facts: Any,
    content_type: str = kept.HTML,
    *,
    keep: Callable[[str, Callable[[], bytes]], bytes] = kept.made_once,
) -> HttpResponseBase:
    """What `make` gives for exactly these facts, made once, or 304 for who has it already.

    `keep` says where it is kept: in the memory of this process, or somewhere that all of them look.
    """
    tag = kept.tag_of(timezone.localdate(), request.get_host(), request.path, facts)
    return kept.shared(request, tag, lambda: keep(tag, make), content_type)
