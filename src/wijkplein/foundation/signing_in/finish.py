"""The last part of signing in, through allauth: its records, its stages, its session."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from wijkplein.foundation.people.models import Person


def sign_in(request: HttpRequest, person: Person, next_url: str) -> HttpResponse:
    """Sign in somebody whose address was just proved; at a desk the second factor comes first.

    Who is signed in already only proves again who she is; somebody else's session ends first.
    """
    user: Any = request.user
    if user.is_authenticated and user.pk == person.pk:
        record_authentication(request, person, method="code")
        return HttpResponseRedirect(next_url)
    if user.is_authenticated:
        logout(request)
    record_authentication(request, person, method="code")
    response: HttpResponse = perform_login(request, Login(user=person, redirect_url=next_url))
    return response
