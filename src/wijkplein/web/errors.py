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
from wijkplein.foundation.look.written import is_ours, page_before, written_in
from wijkplein.foundation.receipts.lookup import BudgetSpent
from wijkplein.web.repeating import Part, again, again_in_words

BUSY = (WriteQueueFull, OperationalError)
TOO_OFTEN = (BudgetSpent,)
RETRY_AFTER = 10  # seconds

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
    """503 when the database is too busy. What was typed stands on the page and goes along with a second try.

    Only when the key of the form was looked at and good; trouble that comes before that look gives no button.
    """
    good_key = getattr(request, "csrf_processing_done", False)
    headers = {"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"}
    page = _standing_alone(request, "web/errors/busy.html", again(request) if good_key else [])
    return HttpResponse(page, status=503, headers=headers)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when the form's key is missing or of an earlier session.

    Another site gets nothing: no key, no button, none of the words it sent. Who left a page of ours open reads what
    would be sent and presses once more, or copies the text and goes back to the page.
    """
    parts = again_in_words(request) if request.method == "POST" else []
    page = _standing_alone(request, "web/errors/stale.html", parts)
    return HttpResponse(page, status=403, headers={"Cache-Control": "no-store"})


def _standing_alone(request: HttpRequest, template: str, parts: list[Part]) -> str:
    """A page without database and context processors. It holds a key for a form only when there is a form."""
    community = getattr(request, "community", None)
    context: dict[str, Any] = {"request": request, "parts": parts, "ours": is_ours(request)}
    if parts:
        context["csrf_token"] = get_token(request)
    if community is not None:
        context |= {"name": community.name, "brand": community.brand, "phone": community.brand.phone}
    return render_to_string(template, context | {"pieces": written_in(request), "before": page_before(request)})
