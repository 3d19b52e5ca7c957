"""The word lists, to read for everybody and to change for who runs the platform."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wijkplein.foundation.community.once import FIELD, Answer, once
from wijkplein.foundation.themes import actions
from wijkplein.foundation.themes.forms import ThemeForm, WordsForm
from wijkplein.foundation.themes.models import Theme
from wijkplein.foundation.themes.policy import Themes
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.doors import actor_of, door, everyone

POST_AND_GET = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@door(everyone)
def every(request: HttpRequest) -> HttpResponse:
    """Every theme with all its words: nobody is sorted by words he cannot read. The same page for everybody."""
    return render(request, "themes/all.html", {"themes": Theme.objects.in_use()})


@POST_AND_GET
@door(Themes.change)
def change(request: HttpRequest, theme: Theme) -> HttpResponse:
    """Other words."""
    first = {"words": theme.words, "synonyms": theme.synonyms}
    form = WordsForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method != "POST" or not form.is_valid():
        return _form(request, form, theme=theme)
    return _once(request, lambda: actions.change_words(by=actor_of(request), theme=theme, **form.cleaned_data))


@POST_AND_GET
@door(signed_in=True)
def add(request: HttpRequest) -> HttpResponse:
    """A new theme."""
    if not (answer := Themes.add.may(actor_of(request), None)):
        raise Refused(answer)
    form = ThemeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _form(request, form)
    return _once(request, lambda: actions.add_theme(by=actor_of(request), **form.cleaned_data))


def _form(request: HttpRequest, form: Form, **context: object) -> HttpResponse:
    code = 422 if form.is_bound and form.errors else 200
    response = render(request, "themes/form.html", {"form": form, **context}, status=code)
    response.headers["Cache-Control"] = "no-store"
    return response


def _once(request: HttpRequest, deed: Callable[[], object]) -> HttpResponse:
    def do() -> Answer:
        deed()
        return Answer(reverse("themes:all"))

    answer = once(request.POST.get(FIELD, ""), do)
    response = HttpResponseRedirect(answer.url)
    response.status_code = 303
    return response
