"""What every page of a community knows: its brand, its menu and its style; your own badge only when you signed in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from wijkplein.foundation.community.brand import Brand
from wijkplein.foundation.look import navigation
from wijkplein.foundation.look.languages import other_languages
from wijkplein.foundation.look.pieces import Person


def house(request: HttpRequest) -> dict[str, Any]:
    """Context processor. A visitor without a cookie costs no query and gets the same page as every other visitor."""
    community = getattr(request, "community", None)
    found: dict[str, Any] = {
        "brand": community.brand if community else Brand(),
        "practice_square": community is not None and community.practice,
        "nav": navigation.main_links(request.path),
        "foot": navigation.foot_links(request.path),
        "own_url": navigation.own_url(),
        "help_now_url": navigation.help_now_url(),
        "languages": other_languages(request),
    }
    if own := of_this_person(request):
        found["nav"] = [*found["nav"], *own.pop("work")]
    return found | own


def of_this_person(request: HttpRequest) -> dict[str, Any]:
    """What of it differs from person to person; town, address and language say the rest. {} for a visitor."""
    user = getattr(request, "user", None) if settings.SESSION_COOKIE_NAME in request.COOKIES else None
    if user is None or not user.is_authenticated:
        return {}
    return {
        "me": Person(user.first_name or "Buur"),
        "letters": "groot" if user.large_print else "",
        "work": navigation.work_links(request.path, user.all_role_names()),
    }
