"""How well somebody has to prove who she is before a page opens (design.md section 11).

A page of any room says what it asks; how somebody proves it is known by the room of signing in alone, which stands
above this one and says so at start.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from wijkplein.foundation.verbs.doors import ProveFirst

View = Callable[..., HttpResponse]
Where = Callable[[HttpRequest], str]
_where: list[Where] = []


def prove_again_at(where: Where) -> None:
    """On which page somebody proves again who she is; "" when she did so a moment ago (from `ready()`)."""
    _where[:] = [where]


def without_second_factor(view: Any) -> Any:
    """Mark a page of one's own (signing in, Mijn plek): no desk work is done there. Stands under the door."""
    view.without_second_factor = True
    return view


def fresh(view: View) -> View:
    """Prove again who you are when that is longer than a quarter of an hour ago (reliability.md M4, S10)."""

    @wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        page = _where[0](request)  # nobody who knows how: an error, never an open page
        if not page:
            return view(request, *args, **kwargs)
        back = request.get_full_path() if request.method != "POST" else _page_before(request)
        return ProveFirst(f"{page}?{urlencode({'next': back})}")

    return asking


def safe_next(request: HttpRequest, url: str) -> str:
    """An own path to go to; the beginning instead of anything that leads elsewhere."""
    own = url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    return url if own else "/"


def _page_before(request: HttpRequest) -> str:
    """Where the form stood: a press of a button cannot be repeated by going somewhere."""
    return safe_next(request, urlsplit(request.headers.get("Referer", "")).path or reverse("people:mine"))
