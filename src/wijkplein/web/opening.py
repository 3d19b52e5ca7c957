"""Whether the square is open to visitors, and what stands on it before that (job EPE-14)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkplein.foundation.community.binding import current
from wijkplein.web.models import Opening

# Before the opening visitors still sign in, follow a receipt, read who is behind this and get style and script.
ALWAYS_OPEN = (
    "/inloggen/", "/volgkaartje/", "/over/", "/contact/", "/toegankelijk/", "/jouw-gegevens/", "/spelregels/",
    "/nu-hulp/", "/thema/", "/static/", "/robots.txt", "/.well-known/",
)  # fmt: skip
_opened: set[str] = set()  # slugs; a square that opened never closes


def is_open() -> bool:
    """Visitors may come in. A community whose settings do not ask for the check is open from the start."""
    community = current()
    if not community.opens_after_check or community.slug in _opened:
        return True
    if not Opening.objects.exists():
        return False
    _opened.add(community.slug)
    return True


def page_before_opening(request: HttpRequest) -> HttpResponse | None:
    """What visitors read then; None for everybody else, and once the square is open."""
    if not current().opens_after_check or request.path.startswith(ALWAYS_OPEN) or is_open():
        return None
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return None
    response = render(request, "web/almost_open.html")
    response.headers["Cache-Control"] = "no-store"
    return response
