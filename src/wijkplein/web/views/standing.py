"""Pages that stand: who we are, how to reach us, the rules, what we keep, how accessible this is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.privacy.urgent.helplines import helplines_of
from wijkplein.foundation.verbs.doors import door, everyone
from wijkplein.web.kept import kept_about_people, kept_how_long
from wijkplein.web.opening import is_open
from wijkplein.web.pages import shared_page
from wijkplein.web.ways import address_of
from wijkplein.web.word_rules import urgent_words, word_rules

HALF_A_YEAR = timedelta(days=180)  # security.txt must be renewed within a year (RFC 9116)
NOT_FOR_ROBOTS = ("/v/", "/volgkaartje/", "/inloggen/", "/mijn/", "/werktafel/", "/terugbellen/", "/zoeken/", "/start/")


@require_safe
@door(everyone)
def about(request: HttpRequest) -> HttpResponseBase:
    """Who is behind this square, and who answers for what (GDPR art. 26)."""
    return shared_page(request, "web/about.html", {})


@require_safe
@door(everyone)
def contact(request: HttpRequest) -> HttpResponseBase:
    """Every way to reach us, the telephone first."""
    context = {"call_url": address_of("receipts:call_me"), "receipt_url": address_of("receipts:words")}
    return shared_page(request, "web/contact.html", context)


@require_safe
@door(everyone)
def help_now(request: HttpRequest) -> HttpResponseBase:
    """Whom to call who needs help now: every number, in the order of how little time there is."""
    context = {"lines": helplines_of(current()), "call_url": address_of("receipts:call_me")}
    return shared_page(request, "web/help_now.html", context)


@require_safe
@door(everyone)
def rules(request: HttpRequest) -> HttpResponseBase:
    """What the square is for, and what it is not for (domain.md A1)."""
    return shared_page(request, "web/rules.html", {})


@require_safe
@door(everyone)
def words(request: HttpRequest) -> HttpResponseBase:
    """The word rules by which a post is turned to the police or other help: for everybody to read."""
    return shared_page(request, "web/words.html", {"book": word_rules(), "urgent": urgent_words()})


@require_safe
@door(everyone)
def accessibility(request: HttpRequest) -> HttpResponseBase:
    """The statement: what was tested and how, what was not, and where to tell what does not work."""
    return shared_page(request, "web/accessibility.html", {})


@require_safe
@door(everyone)
def your_data(request: HttpRequest) -> HttpResponseBase:
    """What we keep about people, why and how long: made from the privacy map of the code itself."""
    context: dict[str, Any] = {"kept": kept_about_people(), "how_long": kept_how_long()}
    context["mine_url"] = address_of("people:mine")
    return shared_page(request, "web/your_data.html", context)


@require_safe
@door(everyone)
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read; nothing before the square is open."""
    shut = NOT_FOR_ROBOTS if is_open() and not current().practice else ("/",)
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in shut), ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@door(everyone)
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a leak (RFC 9116). Renews itself on the first of each month."""
    community = current()
    first = timezone.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    page = request.build_absolute_uri(reverse("contact"))
    lines = [
        *([f"Contact: mailto:{community.brand.email}"] if community.brand.email else []),
        f"Contact: {page}",
        f"Expires: {first + HALF_A_YEAR:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(community.languages)}",
        f"Canonical: {request.build_absolute_uri(request.path)}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
