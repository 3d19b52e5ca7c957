"""What makes a page of the square cheap to give again: the same for everybody, with a tag of what it shows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.look import kept
from wijkplein.foundation.look.context import of_this_person

SHARED, NO_STORE = kept.SHARED, "no-store"


def is_plain(request: HttpRequest) -> bool:
    """Nobody in particular asks: no session, so the page is the same for everybody."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES


def tag(*parts: Any) -> str:
    """The ETag of a page that shows exactly these things today, in these templates and this town."""
    return kept.tag_of(timezone.localdate(), parts)


def shared_page(request: HttpRequest, template: str, context: dict[str, Any], etag: str) -> HttpResponseBase:
    """The page, or 304 when the visitor has it already. Whoever has a session gets a page of his own."""

    def make() -> bytes:
        return render(request, template, context).content

    if is_plain(request):
        return kept.shared(request, etag, lambda: kept.made_once(etag, make))
    return HttpResponse(make(), headers={"Cache-Control": NO_STORE})


def framed_page(
    request: HttpRequest,
    template: str,
    context: Callable[[], dict[str, Any]],
    facts: tuple[Any, ...],
    holes: Mapping[str, str],
) -> HttpResponseBase:
    """As `shared_page`, of a template that shows nothing of `holes` but their names: its frame is kept for every list.

    `facts` names what else differs. The frame of somebody who signed in stands under what the house shows her, and is
    not kept with a message on it.
    """

    def frame() -> bytes:
        return render(request, template, context()).content

    if is_plain(request):
        shell = tag(template, request.path, facts)
        etag = f'"{hashlib.sha256(".".join((shell, *holes.values())).encode()).hexdigest()[:32]}"'
        return kept.shared(request, etag, lambda: kept.filled(kept.made_once(shell, frame), holes))
    told = len(get_messages(request))
    body = frame() if told else kept.made_once(tag(template, request.path, facts, of_this_person(request)), frame)
    request.wp_style_seed = current().brand.seed  # type: ignore[attr-defined]  # for the CSP, as in kept.shared
    return HttpResponse(kept.filled(body, holes), headers={"Cache-Control": NO_STORE})
