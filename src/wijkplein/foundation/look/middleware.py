"""The Content-Security-Policy of every answer, with the one inline style of a page allowed by its hash; and what
may be kept of it.

No `unsafe-inline`, and no nonce that would make pages differ. The words come from django-csp; its own middleware
writes the same header anew for every answer, here it is written once for each style.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from wijkplein.foundation.look.assets import style_hash

Handler = Callable[[HttpRequest], HttpResponse]


def content_policy(get_response: Handler) -> Handler:
    """Put the header on every answer that has none of its own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        allowed = getattr(response, "_csp_update", {}).get("style-src", ())
        response.headers.setdefault(HEADER, _policy(tuple(allowed)))
        return response

    return middleware


def not_kept(get_response: Handler) -> Handler:
    """Nobody keeps what was meant for one person, unless its page says otherwise.

    That is: an answer to whoever has a session, one that sets a cookie, and every redirect and refusal (what is
    refused now may be allowed tomorrow, and the address itself can hold a code).
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        own = settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies
        if own or response.status_code != 200:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware


@lru_cache(maxsize=64)
def _policy(styles: tuple[str, ...]) -> str:
    return build_policy(update={"style-src": list(styles)} if styles else None)


def first_screen_style(get_response: Handler) -> Handler:
    """Stands just inside `content_policy`. `{% wp_style %}` notes on the request which seed it wrote."""
    house_hash = style_hash()

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        seed = getattr(request, "wp_style_seed", None)
        # A 304 has no type; its headers replace those of the page that the browser kept.
        if response.get("Content-Type", "").startswith("text/html") or (seed and response.status_code == 304):
            hashes = [house_hash] if seed is None else [style_hash(seed)]
            response._csp_update = {"style-src": hashes}  # type: ignore[attr-defined]  # read by `content_policy`
        return response

    return middleware
