"""The last step before a view: a page without a door stays shut."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

Handler = Callable[[HttpRequest], HttpResponseBase]


class doors:  # noqa: N801  # a middleware reads as a word in settings
    """Refuse every view that nobody decided a door for; also one of a package, should an address of it slip in."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Raises Http404 for a view without a door."""
        if not hasattr(view, "door"):
            raise Http404
