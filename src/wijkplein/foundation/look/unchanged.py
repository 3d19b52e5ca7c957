"""Who has a page already and asks whether it changed is told so after one question, before anything else is looked up.

A page that is the same for everybody (kept.py) depends on the data of the town, its settings, the day and the address,
and on nothing else. So what was true of it stays true while nothing at all changed in the town, which its database
tells. After any change the page itself says again what is true: no list of what can change stands here, so none can be
incomplete.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils import timezone

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.look.kept import SHARED, same_for_everybody

Handler = Callable[[HttpRequest], HttpResponseBase]
REMEMBERED = 256  # pages, of one town on one connection


def unchanged(get_response: Handler) -> Handler:
    """Stands where the town, its language and every header are known, and before anybody is looked up."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        known = request.META.get("HTTP_IF_NONE_MATCH")
        if not known or request.method not in {"GET", "HEAD"} or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return get_response(request)
        memory, page, now = _memory(), _page(request), _now()  # now: before the page reads what may change meanwhile
        then, tag = memory.get(page, (None, ""))
        if then == now and tag == known.removeprefix("W/"):
            return same_for_everybody(request, HttpResponseNotModified(), tag)
        response = get_response(request)
        if response.headers.get("Cache-Control") == SHARED and "ETag" in response.headers:
            memory[page] = now, response.headers["ETag"].removeprefix("W/")
            memory.move_to_end(page)
            if len(memory) > REMEMBERED:
                memory.popitem(last=False)
        return response

    return middleware


def _page(request: HttpRequest) -> tuple[Any, ...]:
    """What of a request can make it another page; all its cookies, because some of them are choices."""
    told = request.META
    return request.scheme, told.get("HTTP_HOST"), request.path, told.get("QUERY_STRING"), told.get("HTTP_COOKIE")


def _now() -> tuple[Any, ...]:
    """Equal to what it was while nothing changed. Inside somebody's transaction nobody can tell what will stay."""
    database: Any = connections[DEFAULT_DB_ALIAS]
    return object() if database.in_atomic_block else database.data_version(), timezone.localdate(), current()


def _memory() -> OrderedDict[Any, Any]:
    """It lives and dies with the connection of the open town, so no town and no thread meets another."""
    memory: OrderedDict[Any, Any] = connections[DEFAULT_DB_ALIAS].__dict__.setdefault("unchanged_pages", OrderedDict())
    return memory
