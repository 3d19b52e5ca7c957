"""A connector enters it for somebody on the telephone, reads it aloud, and hands over the slip (guarantee 3)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from wijkplein.delen.square.actions import Caller, Draft, place_for, place_for_caller
from wijkplein.delen.square.forms.proxy import ForSomebodyForm
from wijkplein.delen.square.models import PostKind
from wijkplein.delen.square.policy import Posts
from wijkplein.delen.square.views.common import POST_AND_GET, form_page, person_of, private_page
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.once import FIELD, Answer
from wijkplein.foundation.people.acting_for import acting_for
from wijkplein.foundation.people.actions import TooManyToday
from wijkplein.foundation.people.models import Person, ProxyMandate
from wijkplein.foundation.receipts.answering import do_once
from wijkplein.foundation.receipts.clock import day_in_words
from wijkplein.foundation.receipts.cookies import handed, note_of
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.doors import door

TEMPLATE = "square/ask_for.html"


@POST_AND_GET
@door(signed_in=True)
def ask_for(request: HttpRequest) -> HttpResponseBase:
    """Everything on one page, in the order of the talk."""
    by = person_of(request)
    assert by is not None  # the door let only people who are signed in come in
    areas, mandate = _areas_of(by), acting_for(request, by)
    form = ForSomebodyForm(request.POST if request.method == "POST" else None, areas=areas, mandate=mandate)
    if not form.is_bound or not form.is_valid():
        if form.talk_is_over:
            _begin_the_talk_anew(request)
        return form_page(request, "square/diverted.html" if form.diversion else TEMPLATE, form)
    try:
        return do_once(request, lambda: _place(by, form.cleaned_data, mandate))
    except TooManyToday as refused:
        form.add_error(None, refused.reason)
        return form_page(request, TEMPLATE, form, status=429)


def _begin_the_talk_anew(request: HttpRequest) -> None:
    """The page gets a fresh token, and with it another half hour; with the old one nothing was done."""
    typed = request.POST.copy()
    typed.pop(FIELD, None)
    request.POST = typed  # type: ignore[assignment]  # a copy that can change, of the same class


def _areas_of(by: Person) -> Any:
    """Where this person may write for others. Raises Refused when that is nowhere."""
    everywhere, ids = by.areas_of_roles(Posts.place_for.who)
    areas = Area.objects.order_by("-kind", "name")
    mine = areas if everywhere else areas.filter(pk__in=ids)
    if not mine.exists():
        raise Refused(Posts.place_for.may(by, areas.first()))
    return mine


def _place(by: Person, given: dict[str, Any], mandate: ProxyMandate | None) -> Answer:
    known = mandate.represented if mandate is not None else None
    first_name = known.first_name if known is not None else given["first_name"]
    draft = Draft(
        kind=PostKind.QUESTION,
        title=given["title"],
        text=given["text"],
        author_name=first_name if given["show_name"] else "",
    )
    area, via = given["area"], given["via"]
    if known is not None:
        placed = place_for(by=by, area=area, draft=draft, author=known, via=via)
    else:
        caller = Caller(first_name, given["last_name"], given["phone"], given["street"])
        placed = place_for_caller(by=by, area=area, draft=draft, caller=caller, via=via)
    note = note_of(placed.issued, about=placed.post.title, text=placed.post.text)
    return Answer(reverse("square:spoken"), note)


@require_safe
@door(signed_in=True)
def spoken(request: HttpRequest) -> HttpResponseBase:
    """What is said on the telephone: the text again, the three words, spelled, and before when."""
    found = handed(request)
    issued = found.issued() if found is not None else None
    if found is None or issued is None:
        return redirect("square:ask_for")
    context = {
        "found": found,
        "letters": [(word, " ".join(word.upper())) for word in issued.words.split()],
        "due": day_in_words(issued.receipt.due_on),
    }
    return private_page(request, "square/spoken.html", context)
