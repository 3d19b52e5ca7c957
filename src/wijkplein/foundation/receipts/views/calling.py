"""Being called back: the three forms, the list of who is on duty, and the talk itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from wijkplein.foundation.areas.lists import NAME, list_area
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.once import Answer
from wijkplein.foundation.people.contact import spoken_phone
from wijkplein.foundation.receipts import actions
from wijkplein.foundation.receipts.answering import (
    POST_AND_GET,
    POST_ONLY,
    do_once,
    form_page,
    give,
    page,
    typed,
    within_budget,
)
from wijkplein.foundation.receipts.forms import CallBackForm, CloseCallForm, TypeOverForm
from wijkplein.foundation.receipts.models import CallBack, CallTopic
from wijkplein.foundation.receipts.policy import CallBacks
from wijkplein.foundation.receipts.waiting import waiting_calls
from wijkplein.foundation.verbs.doors import actor_of, door, everyone
from wijkplein.foundation.verbs.registry import ref_to

HEADINGS = {
    CallTopic.CALL: (_("Bel mij terug"), _("We bellen je op een werkdag. Meestal de volgende dag.")),
    CallTopic.HELP: (_("Ik zoek hulp"), _("Vertel kort wat je zoekt. We bellen je en kijken samen wie kan helpen.")),
    CallTopic.OFFER: (_("Ik wil iets doen"), _("Wat leuk. We bellen je en zoeken samen iets dat bij je past.")),
}


def _ask(request: HttpRequest, topic: CallTopic) -> HttpResponse:
    first = {"area": request.GET.get("buurt", "")}
    form = CallBackForm(typed(request), initial=first)
    heading, lead = HEADINGS[topic]
    if request.method != "POST" or not form.is_valid() or not within_budget(request, "callback", form):
        return form_page(request, "receipts/call_back.html", form, heading=heading, lead=lead, topic=topic)
    wish, area = _wish(form, topic)

    def ask() -> actions.Issued:
        return actions.ask_call_back(by=actor_of(request), area=area, wish=wish)

    said = ("call", topic, area.slug if area else "", wish.name, wish.phone, wish.email, wish.text)
    return give(request, ask, about=str(heading), text=wish.text, said=said)


def _wish(form: CallBackForm, topic: str) -> tuple[actions.CallWish, Area | None]:
    told = {name: form.cleaned_data[name] for name in ("name", "phone", "email", "text", "part_of_day")}
    return actions.CallWish(topic=topic, look_first=form.look_first, **told), form.cleaned_data["area"]


@POST_AND_GET
@door(everyone)
def call_me(request: HttpRequest) -> HttpResponse:
    """*Bel mij terug*."""
    return _ask(request, CallTopic.CALL)


@POST_AND_GET
@door(everyone)
def seek_help(request: HttpRequest) -> HttpResponse:
    """*Ik zoek hulp*: until matching has its own room, a person calls."""
    return _ask(request, CallTopic.HELP)


@POST_AND_GET
@door(everyone)
def do_something(request: HttpRequest) -> HttpResponse:
    """*Ik wil iets doen*: a person calls too."""
    return _ask(request, CallTopic.OFFER)


@POST_AND_GET
@door(CallBacks.type_over)
def type_over(request: HttpRequest, area: Area) -> HttpResponse:
    """A connector types over what somebody said on the voicemail."""
    form = TypeOverForm(typed(request), initial={"area": area.slug})
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "receipts/type_over.html", form, area=area)
    wish, chosen = _wish(form, CallTopic.CALL)
    via = form.cleaned_data["via"]

    def ask() -> actions.Issued:
        return actions.type_over_call_back(by=actor_of(request), area=chosen or area, wish=wish, via=via)

    return give(request, ask, about=str(HEADINGS[CallTopic.CALL][0]), text=wish.text)


@require_safe
@door(CallBacks.list)
def waiting(request: HttpRequest, area: Area) -> HttpResponse:
    """Who wants to be called in this area, the most urgent first; no names and no numbers."""
    return page(request, "receipts/waiting.html", {"area": area, "rows": waiting_calls(area)})


@require_safe
@door(CallBacks.look)
def one(request: HttpRequest, call: CallBack) -> HttpResponse:
    """The name and the number, for who is going to call now; who looked is kept."""
    opened = actions.open_call_back(by=actor_of(request), call=call)  # type: ignore[arg-type]  # the door let a person in
    context = {
        "call": opened,
        "phone": spoken_phone(opened.phone),
        "form": CloseCallForm(),
        "added": actions.hear_lines(by=actor_of(request), about=ref_to(opened)),
        "list": f"?{NAME}={came.slug}" if (came := list_area(request, CallBacks.list)) else "",
        "may_try": CallBacks.tried.may(actor_of(request), opened),
    }
    return page(request, "receipts/call.html", context)


@POST_ONLY
@door(CallBacks.tried)
def no_answer(request: HttpRequest, call: CallBack) -> HttpResponse:
    """Nobody answered: counted; the clock runs on."""

    def deed() -> Answer:
        actions.tried(by=actor_of(request), call=call)
        return Answer(_list_of(request, call))

    return do_once(request, deed)


@POST_AND_GET
@door(CallBacks.close)
def spoken(request: HttpRequest, call: CallBack) -> HttpResponse:
    """How the talk ended."""
    form = CloseCallForm(typed(request))
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "receipts/spoken.html", form, call=call)

    def deed() -> Answer:
        actions.close_call_back(by=actor_of(request), call=call, **form.cleaned_data)
        return Answer(_list_of(request, call))

    return do_once(request, deed)


def _list_of(request: HttpRequest, call: CallBack) -> str:
    """The list she came from, which may be of a larger area; else that of the area of the call."""
    area = list_area(request, CallBacks.list) or call.area
    return reverse("receipts:waiting", args=[area.slug]) if area is not None else "/"
