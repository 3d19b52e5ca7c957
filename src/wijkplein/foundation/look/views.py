"""The stylesheet of a community, the gallery, and choosing a language."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from wijkplein.foundation.community.brand import Brand
from wijkplein.foundation.look import assets, gallery
from wijkplein.foundation.look.errors import error_page
from wijkplein.foundation.look.languages import languages_of, remember_language
from wijkplein.foundation.people.actions import change_profile
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.verbs.doors import actor_of, door, everyone

A_YEAR = "public, max-age=31536000, immutable"


@door(everyone)
@require_safe
def sheet(request: HttpRequest, digest: str) -> HttpResponse:
    """One sheet: NL Design System, our own layer, and the colours of this community or of a gallery seed.

    An address of yesterday's colour gets today's sheet, not to be kept: an old page in somebody's hands stays readable.
    """
    seed = _seed_of(request, digest)
    etag = f'"{assets.stylesheet_digest(seed)}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    zipped = "gzip" in request.headers.get("Accept-Encoding", "")
    body = assets.stylesheet_gzipped(seed) if zipped else assets.stylesheet(seed)
    fresh = assets.stylesheet_digest(seed) == digest
    headers = {"ETag": etag, "Cache-Control": A_YEAR if fresh else "no-cache"}
    response = HttpResponse(body, content_type="text/css; charset=utf-8", headers=headers)
    if zipped:
        response.headers["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


@door(everyone)
@require_safe
def ui(request: HttpRequest) -> HttpResponse:
    """The gallery: every component in every state, in the colours and the light asked for."""
    page = gallery.page(request.GET.get("kleur", ""), request.GET.get("licht", ""))
    return render(request, "look/gallery.html", page)


# Without CSRF token: the button stands on pages that are the same for everybody, without cookie. All it can do is
# choose the language of this browser, and of the mails of who is signed in on it; the session cookie is not sent along
# from another site (SameSite), and a browser that says it comes from elsewhere is refused.
@csrf_exempt
@require_POST
@door(everyone)
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the language on this device, and for the mails of who is signed in, and go back where you were.

    400 for one that the town does not speak.
    """
    code = request.POST.get("taal", "")
    if code not in languages_of(getattr(request, "community", None)):
        return error_page(request, 400)
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return error_page(request, 403)
    response = HttpResponseRedirect(_back(request), status=303)
    remember_language(response, code)
    by = getattr(actor_of(request), "_wrapped", None)  # the row itself, not Django's lazy wrapper around it
    if isinstance(by, Person) and by.language != code:
        change_profile(by=by, person=by, language=code)
    response.headers["Cache-Control"] = "no-store"
    return response


def _back(request: HttpRequest) -> str:
    """Where the button was pressed; the browser's own word for it has the search as well, the form only the path."""
    before = urlsplit(request.headers.get("Referer", ""))
    if before.netloc == request.get_host():
        return before.path + (f"?{before.query}" if before.query else "")
    path = request.POST.get("terug", "/")
    return path if url_has_allowed_host_and_scheme(path, allowed_hosts=None) else "/"


def _seed_of(request: HttpRequest, digest: str) -> str:
    """The seed whose sheet has this digest: a gallery seed, else the community's own."""
    known = [seed for _, seed in gallery.SEEDS.values() if assets.stylesheet_digest(seed) == digest]
    brand = request.community.brand if hasattr(request, "community") else Brand()
    return known[0] if known else str(brand.seed)
