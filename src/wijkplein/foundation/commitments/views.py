"""Pages of the commitments: from the page of a thing, and one's own list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkplein.foundation.commitments import actions
from wijkplein.foundation.commitments.forms import MakeForm, MoveForm, WordsForm
from wijkplein.foundation.commitments.models import Commitment
from wijkplein.foundation.commitments.policy import Commitments
from wijkplein.foundation.community.once import Answer
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.receipts.answering import POST_AND_GET, do_once, form_page, one_question, page, typed
from wijkplein.foundation.receipts.clock import day_in_words
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.doors import actor_of, door
from wijkplein.foundation.verbs.ref import Ref
from wijkplein.foundation.verbs.registry import find, kind_of


@require_safe
@door(signed_in=True)
def mine(request: HttpRequest) -> HttpResponse:
    """What I do or answer for, the nearest day first."""
    person = actor_of(request)
    assert isinstance(person, Person)  # the door let nobody else in
    today = timezone.localdate()
    rows = [(each, day_in_words(each.by_on), each.is_stalled(today)) for each in Commitment.objects.of(person).open()]
    return page(request, "commitments/mine.html", {"rows": rows})


@POST_AND_GET
@door(signed_in=True)
def make(request: HttpRequest, kind: str, about: UUID) -> HttpResponse:
    """Agree on something about a thing one may see."""
    by = actor_of(request)
    thing = find(Ref(kind, about), by=by)
    area = kind_of(thing).area(thing) if thing is not None else None
    if thing is None or area is None:
        raise Http404
    if not (answer := Commitments.make.may(by, area)):
        raise Refused(answer)
    form = MakeForm(typed(request))
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "commitments/make.html", form, title=kind_of(thing).title(thing))

    def deed() -> Answer:
        made = actions.make_commitment(
            by=by, about=Ref(kind, about), area=area, promise=actions.Promise(**form.cleaned_data)
        )
        return Answer(reverse("commitments:one", args=[made.uuid]))

    return do_once(request, deed)


@require_safe
@door(sees=Commitment)
def one(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """One commitment: who, what, before when, what happened, and what I can do."""
    by = actor_of(request)
    about = find(commitment.about, by=by)
    verbs = (
        (Commitments.finish, "finish"),
        (Commitments.step, "step"),
        (Commitments.move, "move"),
        (Commitments.drop, "drop"),
    )
    context = {
        "commitment": commitment,
        "by_on": day_in_words(commitment.by_on),
        "stalled": commitment.is_stalled(timezone.localdate()),
        "steps": [(day_in_words(each.at_on), each) for each in commitment.steps.order_by("id")],
        "about": (kind_of(about).title(about), kind_of(about).url(about)) if about is not None else None,
        "links": [
            (verb.label, reverse(f"commitments:{name}", args=[commitment.uuid]))
            for verb, name in verbs
            if verb.may(by, commitment)
        ],
    }
    return page(request, "commitments/one.html", context)


def _say(
    request: HttpRequest, commitment: Commitment, form: Any, heading: Any, deed: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    back = reverse("commitments:one", args=[commitment.uuid])
    return one_question(request, "commitments/say.html", form, deed, back=back, heading=heading, commitment=commitment)


@POST_AND_GET
@door(Commitments.step)
def step(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """Tell what was done."""
    by = actor_of(request)
    return _say(
        request,
        commitment,
        WordsForm(typed(request)),
        Commitments.step.label,
        lambda given: actions.take_step(by=by, commitment=commitment, text=given["text"]),
    )


@POST_AND_GET
@door(Commitments.finish)
def finish(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """Done."""
    by = actor_of(request)
    return _say(
        request,
        commitment,
        WordsForm(typed(request)),
        Commitments.finish.label,
        lambda given: actions.finish(by=by, commitment=commitment, result=given["text"]),
    )


@POST_AND_GET
@door(Commitments.drop)
def drop(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """It does not happen."""
    by = actor_of(request)
    return _say(
        request,
        commitment,
        WordsForm(typed(request)),
        Commitments.drop.label,
        lambda given: actions.drop(by=by, commitment=commitment, reason=given["text"]),
    )


@POST_AND_GET
@door(Commitments.move)
def move(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """Another day."""
    by = actor_of(request)
    form = MoveForm(typed(request), after=max(commitment.by_on, timezone.localdate()))
    return _say(
        request,
        commitment,
        form,
        Commitments.move.label,
        lambda given: actions.move(by=by, commitment=commitment, to=given["to"], reason=given["text"]),
    )
