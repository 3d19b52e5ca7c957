"""Report in two taps, without an account: the link, then the reason."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkplein.delen.square.actions import report
from wijkplein.delen.square.models import Post, Reply, ReportReason
from wijkplein.delen.square.policy import Posts, Replies
from wijkplein.delen.square.views.common import (
    DAY,
    POST_AND_GET,
    form_page,
    person_of,
    surroundings,
    within_budget,
)
from wijkplein.delen.square.views.pages import shared_page, tag
from wijkplein.foundation.community.budget import client_network, spend
from wijkplein.foundation.community.once import Answer
from wijkplein.foundation.receipts.answering import do_once
from wijkplein.foundation.receipts.cookies import note_of
from wijkplein.foundation.verbs.doors import actor_of, door, everyone


@POST_AND_GET
@door(Posts.report)
def report_post(request: HttpRequest, post: Post) -> HttpResponseBase:
    """Report a post."""
    return _report(request, post)


@POST_AND_GET
@door(Replies.report)
def report_reply(request: HttpRequest, reply: Reply) -> HttpResponseBase:
    """Report a reply."""
    return _report(request, reply)


def _report(request: HttpRequest, message: Post | Reply) -> HttpResponseBase:
    """One reason, one button each. One network reports one thing once a day, so that nobody is shouted down."""
    form = Form(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _page(request, form, message)
    reason = request.POST.get("reason", "")
    if reason not in ReportReason.values:
        form.add_error(None, _("Kies een van de redenen."))
        return _page(request, form, message)
    if not within_budget(request, "report", form):
        return _page(request, form, message, status=429)
    person = person_of(request)
    who = str(person.uuid) if person else client_network(request)

    def deed() -> Answer:
        if not spend(f"report:{message.uuid}", who, 1, DAY):
            return Answer(reverse("square:reported"))
        filed = report(by=actor_of(request), message=message, reason=reason, reporter=person)
        note = note_of(filed.issued, about=_("Wat je meldde aan de buurtverbinder"), text="")
        return Answer(reverse("receipts:fresh"), note)

    return do_once(request, deed)


def _page(request: HttpRequest, form: Form, message: Post | Reply, *, status: int = 0) -> HttpResponse:
    shown = {"message": message, **surroundings(message), "reasons": ReportReason.choices}
    return form_page(request, "square/report.html", form, shown, status=status)


@require_safe
@door(everyone)
def reported(request: HttpRequest) -> HttpResponseBase:
    """Somebody here reported this already today."""
    return shared_page(request, "square/reported.html", {}, tag("reported"))
