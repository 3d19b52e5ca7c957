"""Two steps of every request: refusals told in plain Dutch, and a square that is not open yet."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkplein.foundation.look.errors import error_page
from wijkplein.foundation.look.written import written_in
from wijkplein.foundation.verbs.doors import ProveFirst
from wijkplein.web.errors import answer_to
from wijkplein.web.opening import page_before_opening

Handler = Callable[[HttpRequest], HttpResponse]
NOUGHT = "\x00"  # in no word of any language; databases refuse it
LONGEST_QUERY = 2_000  # characters


class clear_refusals:  # noqa: N801  # a middleware reads as a word in settings
    """Clear 4xx for what no browser of a neighbour sends; busy and too often told as what they are.

    And no form with text in it ends in a redirect to proving who one is: that would throw the text away.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if NOUGHT in request.path or NOUGHT in unquote(query) or len(query) > LONGEST_QUERY:
            return error_page(request, 400)
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            told = error_page(request, 405)
            told.headers["Allow"] = response.headers.get("Allow", "")
            return told
        if isinstance(response, ProveFirst) and written_in(request):
            return render(request, "look/errors/prove_first.html", {"onward": response.url}, status=403)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django shows its own page for what we do not know."""
        return answer_to(request, exception)


def opening(get_response: Handler) -> Handler:
    """Before the opening visitors read that we nearly open, and whom to call (job EPE-14)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return page_before_opening(request) or get_response(request)

    return middleware
