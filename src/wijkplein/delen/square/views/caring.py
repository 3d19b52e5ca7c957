"""Looking after the square: what waits, what was reported, who objects. Oldest first, with the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wijkplein.delen.square.actions import (
    decide_objection,
    decide_report,
    hide,
    let_photo_through,
    let_reply_through,
    let_through,
    open_case,
)
from wijkplein.delen.square.forms.moderating import DecideObjectionForm, DecideReportForm, HideForm
from wijkplein.delen.square.models import Objection, Photo, Post, Reply, Report
from wijkplein.delen.square.policy import Objections, Posts, Replies, Reports
from wijkplein.delen.square.querysets import MODERATORS
from wijkplein.delen.square.views.common import (
    POST_AND_GET,
    care_list,
    form_page,
    person_of,
    private_page,
    surroundings,
)
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.once import Answer
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.receipts.actions import hear_lines
from wijkplein.foundation.receipts.answering import do_once
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.doors import door
from wijkplein.foundation.verbs.registry import ref_to

MOST = 50  # of a kind on one page: more is no worklist but a wall


@dataclass(frozen=True)
class Waiting:
    """One thing that waits, and when it must have been looked at."""

    thing: Any
    due: date | None
    late: bool


@require_safe
@door(signed_in=True)
def start(request: HttpRequest) -> HttpResponseBase:
    """To the square one looks after."""
    everywhere, ids = _person(request).areas_of_roles(MODERATORS)
    areas = Area.objects.order_by("kind", "name")
    mine = areas.first() if everywhere else areas.filter(pk__in=ids).first()
    if mine is None:
        raise Refused(Posts.moderate.may(_person(request), areas.first()))
    return redirect("square:care", mine.slug)


@require_safe
@door(Posts.moderate)
def care(request: HttpRequest, area: Area) -> HttpResponseBase:
    """Everything that waits for somebody on this square."""
    ids = Area.objects.ids_below({area.pk})
    posts = list(Post.objects.waiting().filter(area_id__in=ids).select_related("area")[:MOST])
    replies = list(Reply.objects.waiting().filter(post__area_id__in=ids).select_related("post__area")[:MOST])
    photos = list(
        Photo.objects.filter(held=True, post__area_id__in=ids, post__held="", post__hidden_at=None)
        .order_by("id")
        .select_related("post")[:MOST]
    )
    reports = _cases(Report.objects.open(), ids)
    objections = _cases(Objection.objects.open_for(_person(request)), ids)
    clocks = _clocks([*posts, *reports, *objections])
    context = {
        "area": area,
        "posts": [_waiting(each, clocks) for each in posts],
        "replies": [Waiting(each, each.due_on, _passed(each.due_on)) for each in replies],
        "photos": photos,
        "reports": [_waiting(each, clocks) for each in reports],
        "objections": [_waiting(each, clocks) for each in objections],
        "quiet": not (posts or replies or photos or reports or objections),
    }
    return private_page(request, "square/care.html", context)


def _cases(cases: Any, ids: set[int]) -> list[Any]:
    return list(cases.filter(area_id__in=ids).select_related("post", "reply__post")[:MOST])


def _clocks(things: list[Any]) -> dict[UUID, date]:
    """The day of each open receipt, in one query."""
    rows = Receipt.objects.filter(about_id__in=[each.uuid for each in things], closed_at=None)
    return dict(rows.values_list("about_id", "due_on"))


def _waiting(thing: Any, clocks: dict[UUID, date]) -> Waiting:
    due = clocks.get(thing.uuid)
    return Waiting(thing, due, _passed(due))


def _passed(due: date | None) -> bool:
    return due is not None and due < timezone.localdate()


@require_POST
@door(Posts.let_through)
def let_post(request: HttpRequest, post: Post) -> HttpResponseBase:
    """Neighbours may read it."""

    def deed() -> Answer:
        let_through(by=_person(request), post=post)
        return Answer(_list(request, post.area))

    return do_once(request, deed)


@require_POST
@door(Replies.let_through)
def let_reply(request: HttpRequest, reply: Reply) -> HttpResponseBase:
    """Neighbours may read it."""

    def deed() -> Answer:
        let_reply_through(by=_person(request), reply=reply)
        return Answer(_list(request, reply.area))

    return do_once(request, deed)


@require_POST
@door(Posts.let_photo_through)
def let_photo(request: HttpRequest, post: Post) -> HttpResponseBase:
    """Neighbours may see it."""

    def deed() -> Answer:
        let_photo_through(by=_person(request), post=post)
        return Answer(_list(request, post.area))

    return do_once(request, deed)


@POST_AND_GET
@door(Posts.hide)
def hide_post(request: HttpRequest, post: Post) -> HttpResponseBase:
    """Off the square, with a reason."""
    return _hide(request, post)


@POST_AND_GET
@door(Replies.hide)
def hide_reply(request: HttpRequest, reply: Reply) -> HttpResponseBase:
    """Off the square, with a reason."""
    return _hide(request, reply)


def _hide(request: HttpRequest, message: Post | Reply) -> HttpResponseBase:
    form = HideForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return form_page(request, "square/hide.html", form, {"message": message, **_surroundings(request, message)})

    def deed() -> Answer:
        hide(by=_person(request), message=message, reason=form.cleaned_data["reason"])
        return Answer(_list(request, message.area))

    return do_once(request, deed)


@POST_AND_GET
@door(Reports.decide)
def judge_report(request: HttpRequest, case: Report) -> HttpResponseBase:
    """Hide it or leave it; whoever reported reads why."""
    form = DecideReportForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        by = _person(request)
        open_case(by=by, case=case)
        return form_page(request, "square/decide_report.html", form, _around(request, by, case))

    def deed() -> Answer:
        decide_report(by=_person(request), case=case, hide_for=form.hide_for, answer=form.cleaned_data["answer"])
        return Answer(_list(request, case.area))

    return do_once(request, deed)


@POST_AND_GET
@door(Objections.decide)
def judge_objection(request: HttpRequest, case: Objection) -> HttpResponseBase:
    """A second person decides."""
    form = DecideObjectionForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        by = _person(request)
        open_case(by=by, case=case)
        return form_page(request, "square/decide_objection.html", form, _around(request, by, case))

    def deed() -> Answer:
        said = form.cleaned_data
        restore = said["decision"] == "terug"
        decide_objection(by=_person(request), case=case, restore=restore, answer=said["answer"])
        return Answer(_list(request, case.area))

    return do_once(request, deed)


def _around(request: HttpRequest, by: Person, case: Report | Objection) -> dict[str, Any]:
    """The case, where it stands, and what whoever brought it told later."""
    return {"case": case, "added": hear_lines(by=by, about=ref_to(case)), **_surroundings(request, case.about)}


def _surroundings(request: HttpRequest, message: Post | Reply) -> dict[str, Any]:
    return {**surroundings(message), "back_url": _list(request, message.area)}


def _list(request: HttpRequest, area: Area) -> str:
    """The list she came from, which may be of a larger area; else that of the area in which it lies."""
    return care_list(request) or reverse("square:care", args=[area.slug])


def _person(request: HttpRequest) -> Person:
    person = person_of(request)
    assert person is not None  # every door here asks for a role
    return person
