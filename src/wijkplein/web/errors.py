"""Every refusal ends in a page in plain Dutch: what happened, that nothing is lost, what to do now."""

from __future__ import annotations

import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from wijkplein.foundation.community.errors import WriteQueueFull
from wijkplein.foundation.look import errors
from wijkplein.foundation.look.errors import error_page
from wijkplein.foundation.receipts.lookup import BudgetSpent

BUSY = (WriteQueueFull, OperationalError)
TOO_OFTEN = (BudgetSpent,)
RETRY_AFTER = 10  # seconds
NOT_REPEATED = frozenset({"csrfmiddlewaretoken"})

bad_request = errors.bad_request
not_permitted = errors.not_permitted
not_found = errors.not_found


def answer_to(request: HttpRequest, exception: BaseException | None) -> HttpResponse | None:
    """The page for an exception we know the meaning of, else None."""
    if isinstance(exception, BUSY):
        return busy(request)
    if isinstance(exception, TOO_OFTEN):
        return error_page(request, 429)
    if isinstance(exception, RequestDataTooBig):
        return error_page(request, 413)
    if isinstance(exception, UnicodeError):
        return error_page(request, 400)  # text that no form of ours can have sent
    return None


def server_error(request: HttpRequest) -> HttpResponse:
    """500; but what a middleware ran into is told as what it is (Django calls this while handling it)."""
    return answer_to(request, sys.exc_info()[1]) or errors.server_error(request)


def busy(request: HttpRequest) -> HttpResponse:
    """503 when the database is too busy. What was typed stands on the page and goes along with a second try."""
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
    return HttpResponse(_once_more(request, stale=False), status=503, headers=headers)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when the form's key is missing or of an earlier session: press once more, with everything typed kept."""
    return HttpResponse(_once_more(request, stale=True), status=403, headers={"Cache-Control": "no-store"})


def _once_more(request: HttpRequest, *, stale: bool) -> str:
    community = getattr(request, "community", None)
    context: dict[str, Any] = {"request": request, "typed": _typed(request), "csrf_token": get_token(request)}
    if community is not None:
        context |= {"name": community.name, "brand": community.brand, "phone": community.brand.phone}
    return render_to_string("web/errors/busy.html", context | {"stale": stale})


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of the form that came in; a photo cannot be given back."""
    if request.method != "POST":
        return []
    lists = request.POST.lists()
    return [(name, str(value)) for name, values in lists if name not in NOT_REPEATED for value in values]
