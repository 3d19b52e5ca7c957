"""For who looks after a square: what waits, the exercises, and the check before opening."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.doors import actor_of, door
from wijkplein.foundation.verbs.roles import FALLBACK, role_label
from wijkplein.web.actions import open_square, slip_printed
from wijkplein.web.check import check
from wijkplein.web.exercises import steps_of
from wijkplein.web.opening import is_open
from wijkplein.web.pages import PRIVATE
from wijkplein.web.policy import Openings
from wijkplein.web.waiting import waiting_for

View = Callable[[HttpRequest, Person], HttpResponse]


class SeeOther(HttpResponseRedirect):
    """After a deed: look at what came of it."""

    status_code = 303


def for_workers(view: View) -> Callable[..., HttpResponse]:
    """Only for who has one of these roles somewhere; the page itself shows the own areas and no others."""

    @wraps(view)
    def inside(request: HttpRequest) -> HttpResponse:
        by = actor_of(request)
        if not isinstance(by, Person) or not by.all_role_names() & set(FALLBACK):
            who = ", ".join(role_label(name) for name in FALLBACK)
            raise Refused(_("Dit is alleen voor: %(who)s.") % {"who": who})
        response = view(request, by)
        response.headers["Cache-Control"] = PRIVATE
        return response

    return door(signed_in=True)(inside)  # type: ignore[return-value]  # a door answers with the base class


@require_safe
@for_workers
def table(request: HttpRequest, by: Person) -> HttpResponse:
    """The work table (Werktafel): each pile with how much lies on it."""
    waiting = waiting_for(by)
    context = {"waiting": waiting, "nothing": not any(pile.count for pile in waiting), "starting": not is_open()}
    return render(request, "web/work_table.html", {**context, "practice": current().practice})


@require_safe
@for_workers
def start(request: HttpRequest, by: Person) -> HttpResponse:
    """How far the square is, and how far I am with practising."""
    waiting = {each.pile.name: each.url for each in waiting_for(by)}
    practice = current().practice
    context = {
        "practice": practice,
        "steps": steps_of(by, call_url=waiting["calls"]) if practice else [],
        "lines": [] if practice else check(),
        "open": is_open(),
        "may_open": Openings.open.may(by, None),
    }
    return render(request, "web/start.html", context)


@require_POST
@for_workers
def open_now(request: HttpRequest, by: Person) -> HttpResponse:
    """Open the square to visitors."""
    open_square(by=by)
    return SeeOther(reverse("start"))


@require_POST
@for_workers
def printed(request: HttpRequest, by: Person) -> HttpResponse:
    """Tick off the exercise with the printer."""
    slip_printed(by=by)
    return SeeOther(reverse("start"))
