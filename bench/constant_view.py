"""The yardstick: the smallest Django view there is, without middleware, on the same server. Frozen: never edit.

Every goal of reference/performance.md is a ratio to this page in the same run, so that figures of one machine
say something about another.
"""

from __future__ import annotations

from typing import Any

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path

PAGE = b"<!doctype html><title>constant</title><p>constant"


def constant(request: HttpRequest) -> HttpResponse:
    """The same bytes, always."""
    return HttpResponse(PAGE)


urlpatterns = [path("", constant)]


def make() -> Any:
    """The WSGI application of this one view."""
    if not settings.configured:
        settings.configure(
            SECRET_KEY="constant", ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], MIDDLEWARE=[], INSTALLED_APPS=[]
        )
    django.setup(set_prefix=False)
    return WSGIHandler()


application = make()
