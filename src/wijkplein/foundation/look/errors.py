"""Error pages: what happened, that nothing is lost, what to do now (look.md "Speech").

Hooked in the root urls as `handler400` and so on; 421 and 503 are written by the community's own middleware.
"""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def error_page(request: HttpRequest, status: int, reason: str = "") -> HttpResponse:
    """The page for a refusal: 400, 403, 404, 405, 413 or 429, with the reason when there is one."""
    return render(request, f"look/errors/{status}.html", {"reason": reason}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when the body was larger than we read."""
    return error_page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def not_permitted(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 with the sentence the policy gave."""
    return error_page(request, 403, str(getattr(exception, "reason", "")))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; also for what somebody may not see."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: no database, no context processor; a brand only when the community was already open."""
    community = getattr(request, "community", None)
    known = {"name": community.name, "phone": community.brand.phone, "brand": community.brand} if community else {}
    return HttpResponse(render_to_string("look/errors/500.html", known | {"request": request}), status=500)
