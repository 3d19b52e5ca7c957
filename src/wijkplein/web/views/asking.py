"""From one room to another: what somebody told becomes a question on the square."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy

from wijkplein.delen.signals.models import Signal
from wijkplein.delen.signals.policy import Signals
from wijkplein.delen.square.actions import Draft
from wijkplein.delen.square.forms.asking import ChangeForm
from wijkplein.delen.square.models import PostKind
from wijkplein.foundation.community.once import Answer
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.receipts.answering import POST_AND_GET, do_once, form_page, typed
from wijkplein.foundation.verbs.doors import actor_of, door
from wijkplein.web.actions import ask_the_neighbours


class NeighboursForm(ChangeForm):
    """A question in the words of who asks it; empty at first, so that nobody publishes a teller's own words."""

    show_name = forms.BooleanField(label=gettext_lazy("Zet mijn voornaam erbij"), required=False, initial=True)


@POST_AND_GET
@door(Signals.ask)
def ask_neighbours(request: HttpRequest, signal: Signal) -> HttpResponse:
    """Ask the neighbourhood about it."""
    by = actor_of(request)
    assert isinstance(by, Person)  # the door let nobody else in
    form = NeighboursForm(typed(request), visitor=False)
    if request.method != "POST" or not form.is_valid():
        template = "square/diverted.html" if form.diversion else "web/ask_neighbours.html"
        return form_page(request, template, form, signal=signal, area=signal.area, area_url=reverse("square:town"))
    said = form.cleaned_data
    name = by.first_name if said["show_name"] else ""
    draft = Draft(PostKind.QUESTION, said["title"], said["text"], author_name=name, held=form.held)

    def deed() -> Answer:
        return Answer(ask_the_neighbours(by=by, signal=signal, draft=draft).get_absolute_url())

    return do_once(request, deed)
