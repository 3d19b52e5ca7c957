"""Signing in as one of the cast, by the link that `wijkplein demo` printed."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wijkplein.demo.links import allowed, use_link
from wijkplein.foundation.people.proving import without_second_factor
from wijkplein.foundation.signing_in.finish import sign_in as finish
from wijkplein.foundation.verbs.doors import door, everyone


@without_second_factor
@door(everyone)
@never_cache
@require_safe
def sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """In as one of the cast, once. A page that does not exist outside a demonstration on this machine."""
    if not allowed():
        raise Http404
    person = use_link(token)
    if person is None:
        return render(request, "demo/link_gone.html", status=410)
    if request.user.is_authenticated:
        logout(request)
    response = finish(request, person, "/")
    if person.works_a_desk:  # nobody has the telephone of somebody who does not exist
        record_authentication(request, person, method="mfa", type="demo")
    return response
