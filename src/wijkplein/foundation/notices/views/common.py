"""What the pages of this room share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.once import FIELD, Answer, once
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.doors import actor_of
from wijkplein.foundation.verbs.policy import Verb
from wijkplein.foundation.verbs.roles import FALLBACK

POST_AND_GET = require_http_methods(["GET", "HEAD", "POST"])


class SeeOther(HttpResponseRedirect):
    """After a deed: go and look at what came of it."""

    status_code = 303


def me(request: HttpRequest) -> Person:
    """Whoever is signed in; every door here asks for that."""
    person = actor_of(request)
    assert isinstance(person, Person)
    return person


def private_page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page for one person, in nobody's cache."""
    response = render(request, template, context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def form_page(request: HttpRequest, template: str, form: Form, context: dict[str, Any]) -> HttpResponse:
    """A page with a form: 422 when something must be mended."""
    status = 422 if form.is_bound and form.errors else 200
    return private_page(request, template, {"form": form, **context}, status=status)


def do_once(request: HttpRequest, deed: Callable[[], Answer]) -> HttpResponse:
    """Do what a form asks; sent twice it has one effect and one answer."""
    return SeeOther(once(str(request.POST.get(FIELD, "")), deed).url)


def first_area_of(person: Person, verb: Verb) -> Area:
    """An area this person works for, the largest first. Raises Refused when there is none."""
    everywhere, ids = person.areas_of_roles(FALLBACK)
    areas = Area.objects.order_by("parent_id", "kind", "name")
    top = areas.filter(parent=None).first() or areas.first()
    mine = top if everywhere else areas.filter(pk__in=ids).first()
    if mine is None:
        raise Refused(verb.may(person, top))
    return mine
