"""What the pages of this room and of signing in share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.forms.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wijkplein.foundation.people.budget import TooOften
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.people.proving import View, without_second_factor
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.doors import door

PAGE = ["GET", "HEAD", "POST"]
LOOK = ["GET", "HEAD"]
DO = ["POST"]


class SeeOther(HttpResponseRedirect):
    """After a deed: look at what came of it, with a GET (RFC 9110, 303)."""

    status_code = 303


def own_page(*methods: str) -> Callable[[View], View]:
    """A page of one's own, under /mijn/: signed in, kept by no cache, open also before the second factor."""

    def decorate(view: View) -> View:
        guarded = never_cache(require_http_methods(list(methods) or LOOK)(patient(view)))
        return door(signed_in=True)(without_second_factor(guarded))  # type: ignore[return-value]

    return decorate


def ask_first(request: HttpRequest, *, question: str, consequences: list[str], yes: str, back: str) -> HttpResponse:
    """Before something that is hard to undo: what happens, and the way back. The same address with POST does it."""
    told = {"question": question, "consequences": consequences, "yes": yes, "cancel_url": back}
    return render(request, "look/confirm.html", told)


def patient(view: View) -> View:
    """A spent budget answers with the wait page, and nothing typed is used."""

    @wraps(view)
    def waiting(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except TooOften:
            return render(request, "look/errors/429.html", status=429)

    return waiting


def person_of(request: HttpRequest) -> Person:
    """Whoever is signed in; the door made sure of it.

    The row itself, not Django's lazy wrapper around it: an action locks what it is about, and asks its type.
    """
    user: Any = request.user
    person: Person = getattr(user, "_wrapped", user)
    return person


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: everything that was sent, also when that is nothing; None on a GET."""
    return request.POST if request.method == "POST" else None


def show_form(
    request: HttpRequest, template: str, form: BaseForm, *, status: int = 200, **context: object
) -> HttpResponse:
    """A page with a form; 422 when something must be mended, with everything that was typed."""
    code = 422 if form.errors and status == 200 else status
    return render(request, template, {"form": form, **context}, status=code)


def tried(form: BaseForm, field: str | None, deed: Callable[[], object]) -> bool:
    """Do it; a refusal stands in the form, with everything that was typed."""
    try:
        deed()
    except Refused as refused:
        form.add_error(field, refused.reason)
        return False
    return True
