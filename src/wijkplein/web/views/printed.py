"""What hangs on the fridge and what a new neighbour gets in the hand: as a page, and as PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.privacy.urgent.helplines import helplines_of
from wijkplein.foundation.receipts.slip import qr_drawing
from wijkplein.foundation.verbs.doors import door, everyone
from wijkplein.web.errors import busy
from wijkplein.web.front import Front, front
from wijkplein.web.pages import shared, shared_page
from wijkplein.web.paper import PDF, Busy, made_for_all, pdf
from wijkplein.web.views.home import slug_of
from wijkplein.web.ways import address_of

MOST_HEADLINES = {False: 4, True: 5}
MOST_PEOPLE = 3
MOST_SAID = 2
LARGE = "groot"
ON_PAPER = ("now", "life")  # who needs help now finds these on the fridge; the page has them all


@require_safe
@door(everyone)
def fridge(request: HttpRequest) -> HttpResponseBase:
    """The sheet for the fridge, to look at and to print; `?letters=groot` in large print."""
    found, large = _found(request), request.GET.get("letters") == LARGE
    context = {**_sheet(request, found, large=large), "area": found.area, "area_url": reverse("areas")}
    return shared_page(request, "web/fridge.html", context, (found.rows, large))


@require_safe
@door(everyone)
def fridge_pdf(request: HttpRequest) -> HttpResponseBase:
    """One A4."""
    return _fridge_pdf(request, large=False)


@require_safe
@door(everyone)
def fridge_large_pdf(request: HttpRequest) -> HttpResponseBase:
    """Two A4 in large print."""
    return _fridge_pdf(request, large=True)


@require_safe
@door(everyone)
def welcome(request: HttpRequest) -> HttpResponseBase:
    """New here: whom to call, and three things to begin with (job MEP-13)."""
    found = _found(request)
    context = {**_sheet(request, found), "area": found.area, "area_url": reverse("areas")}
    slug = found.area.slug if found.area else ""
    context |= {"ask_url": address_of("square:ask", slug), "offer_url": address_of("receipts:do_something", slug)}
    return shared_page(request, "web/welcome.html", context, found.rows)


@require_safe
@door(everyone)
def welcome_pdf(request: HttpRequest) -> HttpResponseBase:
    """The welcome card: one A5, to put in somebody's hand."""
    found = _found(request)
    return _paper(request, lambda: pdf("web/paper/card.html", iter([_sheet(request, found)]), pages=1), found.rows)


def _fridge_pdf(request: HttpRequest, *, large: bool) -> HttpResponseBase:
    found = _found(request)

    def draw() -> bytes:
        return pdf("web/paper/fridge.html", _ever_less(request, found, large=large), pages=2 if large else 1)

    return _paper(request, draw, found.rows)


def _paper(request: HttpRequest, make: Callable[[], bytes], facts: Any) -> HttpResponseBase:
    """The same paper for everybody; while another one is being made, "ask again in a moment"."""
    try:
        return shared(request, make, facts, PDF, keep=made_for_all)
    except Busy:
        return busy(request)


def _found(request: HttpRequest) -> Front:
    """What stands on the page of this area, or of the town. Raises Http404 for an area that is not ours."""
    match = request.resolver_match
    found = front(slug_of(request) if match is not None and "ref" in match.kwargs else "")
    if found is None:
        raise Http404
    return found


def _ever_less(request: HttpRequest, found: Front, *, large: bool) -> Iterator[dict[str, Any]]:
    """The full sheet first; long titles make it run over, then one thing less at a time."""
    for less in range(MOST_HEADLINES[large] + 1):
        yield _sheet(request, found, large=large, less=less)


def _sheet(request: HttpRequest, found: Front, *, large: bool = False, less: int = 0) -> dict[str, Any]:
    """What stands on paper. The QR and the short address lead to the page itself."""
    here = reverse("area", args=[found.area.slug]) if found.area else reverse("home")
    address = request.build_absolute_uri(here)
    return {
        "brand": current().brand,
        "name": found.area.name if found.area else current().brand.name,
        "slug": found.area.slug if found.area else "",
        "headlines": found.headlines[: MOST_HEADLINES[large] - less],
        "people": found.people[: max(1, MOST_PEOPLE - less // 2)],
        "said": found.said[: max(0, MOST_SAID - less)],
        "help_now": [line for line in helplines_of(current()) if line.kind in ON_PAPER],
        "qr": qr_drawing(address),
        "short_address": address.partition("//")[2].rstrip("/"),
        "today": timezone.localdate(),
        "large": large,
    }
