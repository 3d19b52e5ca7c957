"""What a browser proved before, in a signed cookie with marks: so that strangers cannot use up its turns.

A mark is an HMAC and says nothing to who reads it. It stays after signing out: just then it is needed.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

from wijkplein.foundation.community.signing import signer

NAME, PATH = "bekend", "/inloggen/"
KEEP = timedelta(days=365)
MOST = 5  # marks: a family shares a browser


def number_of(request: HttpRequest, mark: str) -> str:
    """The number of this browser, when it proved what the mark stands for; else ""."""
    number, *marks = _kept(request)
    return number if mark in marks else ""


def make_known(request: HttpRequest, response: HttpResponse, mark: str) -> None:
    """From now on this browser is one that proved it."""
    number, *marks = _kept(request)
    newest = [mark, *(each for each in marks if each != mark)][:MOST]
    value = signer(NAME).sign("~".join([number or secrets.token_hex(8), *newest]))
    secure = bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie(_name(), value, max_age=KEEP, path=PATH, secure=secure, httponly=True, samesite="Lax")


def _name() -> str:
    return f"__Secure-{NAME}" if settings.SESSION_COOKIE_SECURE else NAME


def _kept(request: HttpRequest) -> list[str]:
    try:
        return signer(NAME).unsign(request.COOKIES.get(_name(), ""), max_age=KEEP).split("~")
    except BadSignature:
        return [""]
