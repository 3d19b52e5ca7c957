"""What the pages of this room share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.forms.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wijkplein.foundation.people.models import Person
from wijkplein.foundation.people.signin.budget import TooOften
from wijkplein.foundation.people.signin.codes import safe_next
from wijkplein.foundation.people.signin.middleware import without_second_factor
from wijkplein.foundation.people.signin.second import has_second_factor, is_fresh
from wijkplein.foundation.verbs.doors import door

View = Callable[..., HttpResponse]
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


def patient(view: View) -> View:
    """A spent budget answers with the wait page, and nothing typed is used."""

    @wraps(view)
    def waiting(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except TooOften:
            return render(request, "look/errors/429.html", status=429)

    return waiting


def fresh(view: View) -> View:
    """Prove again who you are when that is longer than a quarter of an hour ago (reliability.md M4, S10)."""

    @wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        back = request.get_full_path() if request.method != "POST" else _page_before(request)
        page = "people:second_again" if _uses_two_steps(request) else "people:again"
        return HttpResponseRedirect(f"{reverse(page)}?{urlencode({'next': back})}")

    return asking


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


def _page_before(request: HttpRequest) -> str:
    """Where the form stood: a press of a button cannot be repeated by going somewhere."""
    return safe_next(request, urlsplit(request.headers.get("Referer", "")).path or reverse("people:mine"))


def _uses_two_steps(request: HttpRequest) -> bool:
    person = person_of(request)
    return person.works_a_desk and has_second_factor(person)
