"""The neighbourhood somebody chose: remembered in a cookie only after the own act of choosing (design.md section 7)."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = "buurt"
YEAR = 365 * 24 * 3600  # seconds
SLUG = re.compile(r"^[a-z0-9-]{1,80}$")


def chosen_slug(request: HttpRequest) -> str:
    """The short address of the chosen area, "" without a choice. It may be an area that is gone: look it up."""
    kept = request.COOKIES.get(COOKIE, "")
    return kept if SLUG.match(kept) else ""


def remember_area(response: HttpResponse, slug: str) -> None:
    """Keep the choice on this device for a year. It says nothing about a person but where she likes to look."""
    response.set_cookie(COOKIE, slug, max_age=YEAR, secure=not settings.PLAIN_HTTP, httponly=True, samesite="Lax")


def forget_area(response: HttpResponse) -> None:
    """Take the choice off this device."""
    response.delete_cookie(COOKIE, samesite="Lax")
