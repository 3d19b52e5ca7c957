"""The home page and the page of an area: in one glance who is there, what neighbours ask, and whom to call."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from wijkplein.foundation.verbs.doors import door, everyone
from wijkplein.web.chosen import chosen_slug
from wijkplein.web.front import Front, front
from wijkplein.web.pages import shared_page
from wijkplein.web.ways import address_of, ways


@require_safe
@door(everyone)
def home(request: HttpRequest) -> HttpResponseBase:
    """The whole town, or the neighbourhood this browser or this neighbour chose."""
    slug = chosen_slug(request)
    found = (front(slug) if slug else None) or front()
    assert found is not None  # the town itself is always there
    return _page(request, found)


@require_safe
@door(everyone)  # everybody sees every area; the one query of `front` looks it up, so that a 304 costs no second one
def area(request: HttpRequest) -> HttpResponseBase:
    """The page of one area (buurtpagina). 404 for an area that is not ours."""
    found = front(slug_of(request))
    if found is None:
        raise Http404
    return _page(request, found)


def slug_of(request: HttpRequest) -> str:
    """The short address of the area in the path; the door of everyone does not hand it on."""
    match = request.resolver_match
    return str(match.kwargs["ref"]) if match is not None else ""


def _page(request: HttpRequest, found: Front) -> HttpResponseBase:
    return shared_page(request, "web/home.html", around(found), found.rows)


def around(found: Front) -> dict[str, Any]:
    """Everything the page of an area shows, from what was read."""
    here = found.area
    slug = here.slug if here else ""
    return {
        "front": found,
        "area": here,
        "area_url": reverse("areas"),
        "ways": ways(slug),
        "ask_url": address_of("square:ask", slug),
        "call_url": address_of("receipts:call_me", slug),
        "square_url": reverse("square:area", args=[slug]) if slug else reverse("square:town"),
    }
