"""Choosing your neighbourhood: from a list or on a map that was drawn by the server."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.verbs.doors import door, everyone
from wijkplein.web.area_map import branches, map_of
from wijkplein.web.chosen import chosen_slug, forget_area, remember_area
from wijkplein.web.pages import shared_page

NO_STORE = "no-store"


@require_safe
@door(everyone)
def areas(request: HttpRequest) -> HttpResponseBase:
    """Every neighbourhood as a list, and as a map where boundaries are known."""
    found = branches()
    context: dict[str, Any] = {"branches": found, "map": map_of(found), "area_url": reverse("areas")}
    return shared_page(request, "web/areas.html", context, [branch.told for branch in found])


@require_http_methods(["GET", "HEAD", "POST"])
@door(sees=Area)
def choose(request: HttpRequest, area: Area) -> HttpResponse:
    """Remember this neighbourhood on this device, or forget it again."""
    if request.method != "POST":
        chosen = chosen_slug(request) == area.slug
        response = render(request, "web/choose.html", {"area": area, "area_url": reverse("areas"), "chosen": chosen})
    else:
        response = HttpResponseRedirect(area.get_absolute_url(), status=303)
        if request.POST.get("keuze") == "vergeten":
            forget_area(response)
        else:
            remember_area(response, area.slug)
    response.headers["Cache-Control"] = NO_STORE
    return response
