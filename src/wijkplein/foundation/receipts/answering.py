"""What pages that give receipts share, in this room and above: answers, budgets, sending a form once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wijkplein.foundation.community.budget import client_network, spend
from wijkplein.foundation.community.once import FIELD, AlreadyIn, Answer, once
from wijkplein.foundation.receipts.actions import Issued
from wijkplein.foundation.receipts.cookies import hand_over, note_of
from wijkplein.foundation.verbs.doors import actor_of

HOUR = timedelta(hours=1)
FROM_ONE_NETWORK, FROM_EVERYBODY = 12, 200  # forms in an hour by people without an account
POST_AND_GET = require_http_methods(["GET", "HEAD", "POST"])
POST_ONLY = require_http_methods(["POST"])


class SeeOther(HttpResponseRedirect):
    """After a deed: go and look at what came of it."""

    status_code = 303


def private(response: HttpResponse) -> HttpResponse:
    """Nobody's cache keeps this. (The policy on referrers stays "same-origin": with "no-referrer" a browser sends
    its forms with the origin "null", and they would be refused.)
    """
    response.headers["Cache-Control"] = "no-store"
    return response


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page for one person."""
    return private(render(request, template, context, status=status))


def form_page(request: HttpRequest, template: str, form: Form, **context: Any) -> HttpResponse:
    """A page with a form; 422 while something must be mended, with everything that was typed."""
    status = 422 if form.is_bound and form.errors else 200
    return page(request, template, {"form": form, **context}, status=status)


def typed(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it is nothing at all: then the form says what is missing."""
    return request.POST if request.method == "POST" else None


def within_budget(request: HttpRequest, name: str, form: Form) -> bool:
    """Take a turn; when there are none left the form says so and nothing that was typed is lost."""
    if not actor_of(request).is_visitor:
        return True
    free = spend(name, client_network(request), FROM_ONE_NETWORK, HOUR) and spend(name, "all", FROM_EVERYBODY, HOUR)
    if not free:
        form.add_error(None, _("Er komt nu erg veel tegelijk binnen. Probeer het straks nog eens, of bel ons."))
    return free


def do_once(request: HttpRequest, deed: Callable[[], Answer], *, said: Sequence[str] = ()) -> HttpResponse:
    """Do what a form asks; sent twice it has one effect and one answer.

    `said` is what is told and where. Back and the same once more has no second effect either.
    """
    alike = (_this_browser(request), *said) if said else ()
    try:
        answer = once(request.POST.get(FIELD, ""), deed, alike=alike)
    except AlreadyIn as known:
        context = {"url": known.url, "receipt": known.url == reverse("receipts:fresh")}
        return page(request, "receipts/already_in.html", context, status=409)
    response = SeeOther(answer.url)
    return hand_over(response, answer.note) if answer.note else response


def _this_browser(request: HttpRequest) -> str:
    """The secret of this browser's forms, which no database keeps and which is nobody's name; else its network."""
    return str(request.META.get("CSRF_COOKIE") or client_network(request))


def one_question(
    request: HttpRequest,
    template: str,
    form: Form,
    deed: Callable[[dict[str, Any]], object],
    *,
    back: str,
    **context: Any,
) -> HttpResponse:
    """A page with one question about a thing; with a good answer the deed is done once, and one goes back to it."""
    if request.method != "POST" or not form.is_valid():
        return form_page(request, template, form, **context)

    def do() -> Answer:
        deed(form.cleaned_data)
        return Answer(back)

    return do_once(request, do)


def give(
    request: HttpRequest, ask: Callable[[], Issued], *, about: str, text: str = "", said: Sequence[str] = ()
) -> HttpResponse:
    """Do something that gives a receipt, and go to the page that shows it. `said` as in `do_once`."""

    def deed() -> Answer:
        return Answer(reverse("receipts:fresh"), note_of(ask(), about=about, text=text))

    return do_once(request, deed, said=said)
