"""Who works a desk shows a second factor first (design.md section 11)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from wijkplein.foundation.signing_in.second import has_second_factor, proved_second_factor
from wijkplein.foundation.verbs.doors import ProveFirst

Handler = Callable[[HttpRequest], HttpResponseBase]


class who_is_it(AuthenticationMiddleware):  # noqa: N801  # a middleware reads as a word in settings
    """As Django's own; of a browser without our cookie it need not be found out who uses it."""

    def process_request(self, request: HttpRequest) -> None:
        """A visitor is nobody in particular until she signs in."""
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            super().process_request(request)
        else:
            request.user = AnonymousUser()


class desk_guard:  # noqa: N801  # a middleware reads as a word in settings
    """Until the second factor was shown the desk roles do not count, and pages behind a door ask for it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Without a session cookie nothing is looked up: visitors cost no query."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return None
        person: Any = request.user
        if not person.works_a_desk or proved_second_factor(request):
            return None
        ready = has_second_factor(person)
        person.set_desk_aside()
        the_door = getattr(view, "door", None)
        if the_door is None or the_door.is_open or getattr(view, "without_second_factor", False):
            return None
        page = "signing_in:second_again" if ready else "signing_in:second_setup"
        return ProveFirst(f"{reverse(page)}?{urlencode({'next': request.get_full_path()})}")
