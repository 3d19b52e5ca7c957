"""Pages of *Vertel wat er speelt*: telling it, and working on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkplein.delen.signals import actions
from wijkplein.delen.signals.forms import (
    AnswerForm,
    DropForm,
    ForwardForm,
    NeutralForm,
    TellAllForm,
    TellForForm,
    TellForm,
)
from wijkplein.delen.signals.models import Signal
from wijkplein.delen.signals.policy import Signals
from wijkplein.delen.signals.steps import steps_for
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.commitments.actions import Promise
from wijkplein.foundation.commitments.forms import MakeForm
from wijkplein.foundation.community.once import Answer
from wijkplein.foundation.receipts.actions import Issued, hear_lines
from wijkplein.foundation.receipts.answering import (
    POST_AND_GET,
    POST_ONLY,
    do_once,
    form_page,
    give,
    one_question,
    page,
    typed,
    within_budget,
)
from wijkplein.foundation.receipts.clock import day_in_words
from wijkplein.foundation.themes.likeness import suggest
from wijkplein.foundation.threads.component import strands_of
from wijkplein.foundation.verbs.doors import actor_of, door, everyone
from wijkplein.foundation.verbs.policy import Verb
from wijkplein.foundation.verbs.registry import ref_to

MOST = 100  # rows of the list; the rest comes when these have their answer


@POST_AND_GET
@door(everyone)
def tell(request: HttpRequest) -> HttpResponse:
    """Tell it, without a name. The page that follows shows the receipt, the only link there will ever be."""
    form = TellForm(typed(request), initial={"area": request.GET.get("buurt", "")})
    if request.method != "POST" or not form.is_valid() or not within_budget(request, "signal", form):
        return form_page(request, _template(form), form)
    told, area = _told(form)

    def ask() -> Issued:
        return actions.tell(by=actor_of(request), area=area, told=told).issued

    said = ("signal", area.slug, told.kind, told.text, told.place)
    return give(request, ask, about=_("Wat er speelt"), text=told.text, said=said)


@POST_AND_GET
@door(Signals.tell_for)
def tell_for(request: HttpRequest, area: Area) -> HttpResponse:
    """Write down what somebody told."""
    form = TellForForm(typed(request), initial={"area": area.slug})
    if request.method != "POST" or not form.is_valid():
        return form_page(request, _template(form), form, for_somebody=True)
    told, chosen = _told(form)

    def ask() -> Issued:
        return actions.tell_for(by=actor_of(request), area=chosen, told=told, via=form.cleaned_data["via"]).issued

    return give(request, ask, about=_("Wat er speelt"), text=told.text)


def _template(form: TellForm) -> str:
    return "signals/diverted.html" if form.diversion else "signals/tell.html"


def _told(form: TellForm) -> tuple[actions.Told, Area]:
    given = form.cleaned_data
    told = actions.Told(
        kind=given["kind"],
        text=given["text"],
        place=given["place"],
        themes=tuple(given["themes"]),
        reported_elsewhere=given["reported_elsewhere"],
        checked=not form.left,
        look_first=form.look_first,
        **({"source_type": given["source_type"]} if "source_type" in given else {}),
    )
    return told, given["area"]


@require_safe
@door(Signals.list)
def waiting(request: HttpRequest, area: Area) -> HttpResponse:
    """What waits in this area, in the order of the clock."""
    here = Signal.objects.visible_to(actor_of(request)).filter(area_id__in=Area.objects.ids_below({area.pk}))
    today = timezone.localdate()
    rows = [(each, day_in_words(each.due_on), each.is_late(today)) for each in here.by_clock()[:MOST]]
    return page(request, "signals/waiting.html", {"area": area, "rows": rows})


@require_safe
@door(sees=Signal)
def one(request: HttpRequest, signal: Signal) -> HttpResponse:
    """One signal with what can be done now; the machine only says what it looks like, and why."""
    by = actor_of(request)
    steps = (
        Signals.answer,
        Signals.promise,
        Signals.forward,
        Signals.drop,
        Signals.make_neutral,
        Signals.tell_all,
    )
    presses = (Signals.collect, Signals.pick_up, Signals.returned, Signals.reopen)
    context = {
        "signal": signal,
        "due": day_in_words(signal.due_on) if signal.due_on else "",
        "since": day_in_words(signal.noticed_on),
        "looks_like": suggest(signal.text) if not signal.themes.exists() else [],
        "links": [
            *((verb.label, _press_url(verb, signal)) for verb in steps if verb.may(by, signal)),
            *steps_for(by, signal),
        ],
        "presses": [(verb.label, _press_url(verb, signal)) for verb in presses if verb.may(by, signal)],
        "strands": strands_of(ref_to(signal), by),
        "added": hear_lines(by=by, about=ref_to(signal)),
    }
    return page(request, "signals/one.html", context)


def _press_url(verb: Verb, signal: Signal) -> str:
    return reverse(f"signals:{verb.attribute}", args=[signal.uuid])


def _step(
    request: HttpRequest, signal: Signal, form: Form, heading: Any, deed: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """A page with one question, and then back to the signal."""
    back = reverse("signals:one", args=[signal.uuid])
    return one_question(request, "signals/step.html", form, deed, back=back, heading=heading, signal=signal)


@POST_AND_GET
@door(Signals.answer)
def answer(request: HttpRequest, signal: Signal) -> HttpResponse:
    """Give the answer with its reason."""
    by = actor_of(request)
    return _step(
        request,
        signal,
        AnswerForm(typed(request)),
        Signals.answer.label,
        lambda given: actions.answer(by=by, signal=signal, **given),
    )


@POST_AND_GET
@door(Signals.promise)
def promise(request: HttpRequest, signal: Signal) -> HttpResponse:
    """Agree on who does what by when; what was told and what was agreed stay on one thread."""
    by = actor_of(request)
    return _step(
        request,
        signal,
        MakeForm(typed(request)),
        Signals.promise.label,
        lambda given: actions.promise(by=by, signal=signal, given=Promise(**given)),
    )


@POST_AND_GET
@door(Signals.forward)
def forward(request: HttpRequest, signal: Signal) -> HttpResponse:
    """To another party, by name."""
    by = actor_of(request)
    return _step(
        request,
        signal,
        ForwardForm(typed(request)),
        Signals.forward.label,
        lambda given: actions.forward(by=by, signal=signal, **given),
    )


@POST_AND_GET
@door(Signals.drop)
def drop(request: HttpRequest, signal: Signal) -> HttpResponse:
    """Not taken further, with the reason."""
    by = actor_of(request)
    return _step(
        request,
        signal,
        DropForm(typed(request)),
        Signals.drop.label,
        lambda given: actions.drop(by=by, signal=signal, **given),
    )


@POST_AND_GET
@door(Signals.make_neutral)
def make_neutral(request: HttpRequest, signal: Signal) -> HttpResponse:
    """Look at a text that may point at somebody."""
    by = actor_of(request)
    form = NeutralForm(typed(request), initial={"text": signal.text})
    return _step(
        request,
        signal,
        form,
        Signals.make_neutral.label,
        lambda given: actions.make_neutral(by=by, signal=signal, **given),
    )


@POST_AND_GET
@door(Signals.tell_all)
def tell_all(request: HttpRequest, signal: Signal) -> HttpResponse:
    """Let everybody read what was said, in a neutral sentence, and what was done."""
    by = actor_of(request)
    return _step(
        request,
        signal,
        TellAllForm(typed(request)),
        Signals.tell_all.label,
        lambda given: actions.tell_all(by=by, signal=signal, **given),
    )


def _press(request: HttpRequest, signal: Signal, deed: Callable[..., None]) -> HttpResponse:
    """One button, no question."""

    def do() -> Answer:
        deed(by=actor_of(request), signal=signal)
        return Answer(reverse("signals:one", args=[signal.uuid]))

    return do_once(request, do)


@POST_ONLY
@door(Signals.collect)
def collect(request: HttpRequest, signal: Signal) -> HttpResponse:
    """Read and put with the rest."""
    return _press(request, signal, actions.collect)


@POST_ONLY
@door(Signals.pick_up)
def pick_up(request: HttpRequest, signal: Signal) -> HttpResponse:
    """*Meteen oppakken*."""
    return _press(request, signal, actions.pick_up)


@POST_ONLY
@door(Signals.returned)
def returned(request: HttpRequest, signal: Signal) -> HttpResponse:
    """The other party gave it back."""
    return _press(request, signal, actions.returned)


@POST_ONLY
@door(Signals.reopen)
def reopen(request: HttpRequest, signal: Signal) -> HttpResponse:
    """The team looks again."""
    return _press(request, signal, actions.reopen)
