"""Ask the neighbourhood, with or without an account; then the receipt in the hand."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy

from wijkplein.delen.square.actions import Draft, place_post, writer_with
from wijkplein.delen.square.forms.asking import BY_MAIL, AskForm, NewcomerForm
from wijkplein.delen.square.models import PostKind
from wijkplein.delen.square.views.common import (
    POST_AND_GET,
    do_once_in_budget,
    form_page,
    person_of,
    within_budget,
)
from wijkplein.delen.square.views.remembering import drop_draft, keep_draft, kept_draft
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.once import Answer
from wijkplein.foundation.people.budget import TooOften
from wijkplein.foundation.people.by_email import person_for, tidy_email
from wijkplein.foundation.receipts.answering import do_once
from wijkplein.foundation.receipts.cookies import note_of
from wijkplein.foundation.signing_in.codes import confirmed_email, start_code, take_confirmed_email
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.doors import actor_of, door, everyone

TEMPLATE = "square/ask.html"
TOO_MANY_CODES = gettext_lazy(
    "We stuurden al een paar codes. Probeer het later nog eens, of kies voor de buurtverbinder."
)


@POST_AND_GET
@door(everyone)
def ask(request: HttpRequest) -> HttpResponseBase:
    """Write something for the square."""
    if request.method != "POST":
        return form_page(request, TEMPLATE, AskForm(person=person_of(request), initial=_start(request)))
    form = AskForm(request.POST, person=person_of(request))
    if not form.is_valid():
        return form_page(request, "square/diverted.html" if form.diversion else TEMPLATE, form)
    if form.cleaned_data.get("reach") == BY_MAIL:
        done = _send_code(request, form) if within_budget(request, "post", form) else None
    else:
        done = _place_asked(request, form)
    return done or form_page(request, TEMPLATE, form, status=429)


def _start(request: HttpRequest) -> dict[str, Any]:
    """The area and kind that a link on a page of the neighbourhood asked for."""
    kind, person = request.GET.get("soort", ""), person_of(request)
    own = person.area.slug if person is not None and person.area is not None else ""
    return {
        "area": request.GET.get("buurt", own),
        "kind": kind if kind in PostKind.values else PostKind.QUESTION,
        "text": request.GET.get("tekst", "")[:2000],
    }


def _draft_of(form: AskForm) -> Draft:
    data = form.cleaned_data
    return Draft(
        kind=data["kind"],
        title=data["title"],
        text=data["text"],
        author_name=form.shown_name,
        organisation=form.organisation,
        held=form.held,
    )


def _place_asked(request: HttpRequest, form: AskForm) -> HttpResponse | None:
    """None when there was no turn left, which the form says."""
    by, area, draft = actor_of(request), form.cleaned_data["area"], _draft_of(form)
    deed = partial(_place, by, area, draft, form.person)
    return do_once_in_budget(request, "post", form, deed, said=_said(draft, area.slug))


def _place(by: Actor, area: Area, draft: Draft, author: Any) -> Answer:
    placed = place_post(by=by, area=area, draft=draft, author=author)
    return Answer(reverse("receipts:fresh"), note_of(placed.issued, about=placed.post.title, text=placed.post.text))


def _send_code(request: HttpRequest, form: AskForm) -> HttpResponse:
    """The draft waits in this browser until the code from the mail is typed in."""
    data = form.cleaned_data
    email = tidy_email(data["email"])
    draft = {"kind": data["kind"], "title": data["title"], "text": data["text"], "author_name": form.shown_name}
    keep_draft(request, {**draft, "held": form.held, "area": data["area"].slug, "email": email})
    try:
        return start_code(request, email, reverse("square:confirm"), sign_in=False)
    except TooOften:
        form.add_error("email", str(TOO_MANY_CODES))
        return form_page(request, TEMPLATE, form, status=429)


@POST_AND_GET
@door(everyone)
def confirm(request: HttpRequest) -> HttpResponseBase:
    """The code was right: one press and it is placed. A page that is only looked at places nothing."""
    draft = kept_draft(request)
    if draft is None:
        return redirect("receipts:fresh" if request.method == "POST" else "square:ask")
    if confirmed_email(request) != draft["email"]:
        return _start_again(request, draft)
    form = NewcomerForm(request.POST if request.method == "POST" else None)
    known = person_for(draft["email"]) is not None
    if form.is_too_young and not known:
        _let_go(request)
        return redirect("signing_in:under_sixteen")
    if request.method != "POST" or not (known or form.is_valid()):
        return form_page(request, "square/confirm.html", form, {"draft": draft, "known": known})
    language = getattr(request, "LANGUAGE_CODE", "nl")
    said = _said(_made(draft), draft["area"])
    response = do_once(request, lambda: _place_confirmed(draft, language), said=said)
    _let_go(request)
    return response


def _let_go(request: HttpRequest) -> None:
    """Nothing of it stays in this browser."""
    take_confirmed_email(request)
    drop_draft(request)


def _start_again(request: HttpRequest, draft: dict[str, Any]) -> HttpResponse:
    """The half hour of the code is over: the form comes back with everything in it."""
    form = AskForm(initial={**draft, "reach": BY_MAIL}, person=person_of(request))
    return form_page(request, TEMPLATE, form, {"again": True})


def _place_confirmed(draft: dict[str, Any], language: str) -> Answer:
    """Whoever is new here said to be sixteen or older, or would not have come so far."""
    area = get_object_or_404(Area, slug=draft["area"])
    who = {"email": draft["email"], "first_name": draft["author_name"], "language": language}
    author = writer_with(area=area, sixteen_or_older=True, **who)
    return _place(author, area, _made(draft), author)


def _made(kept: dict[str, Any]) -> Draft:
    return Draft(**{name: kept[name] for name in ("kind", "title", "text", "author_name", "held")})


def _said(draft: Draft, area: str) -> tuple[str, ...]:
    """By which the same is known when somebody goes back and sends it again."""
    name = draft.organisation.name if draft.organisation else draft.author_name
    return ("post", area, draft.kind, draft.title, draft.text, name)
