"""The joint mailbox: what came in, for whoever has duty. Opening one is noted; it is closed with an outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.once import Answer
from wijkplein.foundation.notices.actions import answer_mail, close_mail, open_mail, place_mail
from wijkplein.foundation.notices.forms import AnswerForm, CloseForm, PlaceForm
from wijkplein.foundation.notices.models import MailIn
from wijkplein.foundation.notices.policy import MailIns
from wijkplein.foundation.notices.steps import next_steps
from wijkplein.foundation.notices.views.common import (
    POST_AND_GET,
    do_once,
    first_area_of,
    form_page,
    me,
    private_page,
)
from wijkplein.foundation.receipts.actions import hear_lines
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.verbs.doors import door
from wijkplein.foundation.verbs.registry import ref_to

MOST = 100


@dataclass(frozen=True)
class Row:
    """One mail that waits, with its clock. No sender and no words: those show when it is opened."""

    mail: MailIn
    due: date | None
    late: bool


@require_safe
@door(signed_in=True)
def start(request: HttpRequest) -> HttpResponseBase:
    """To the mailbox of the area one works for."""
    return redirect("notices:mailbox", first_area_of(me(request), MailIns.list).slug)


@require_safe
@door(MailIns.list)
def waiting(request: HttpRequest, area: Area) -> HttpResponseBase:
    """What waits, the oldest first."""
    ids = Area.objects.ids_below({area.pk})
    open_ones = MailIn.objects.visible_to(me(request)).below(ids).filter(closed_at=None)
    mails = list(open_ones.select_related("area").order_by("id")[:MOST])
    clocks = dict(
        Receipt.objects.filter(about_id__in=[mail.uuid for mail in mails], closed_at=None).values_list(
            "about_id", "due_on"
        )
    )
    rows = [_row(mail, clocks.get(mail.uuid)) for mail in mails]
    return private_page(request, "notices/mailbox.html", {"area": area, "rows": rows})


def _row(mail: MailIn, due: date | None) -> Row:
    return Row(mail, due, due is not None and due < timezone.localdate())


@require_safe
@door(MailIns.look)
def look(request: HttpRequest, mail: MailIn) -> HttpResponseBase:
    """Read one mail; that is noted."""
    open_mail(by=me(request), item=mail)
    added = hear_lines(by=me(request), about=ref_to(mail))
    return private_page(request, "notices/mail.html", {"mail": mail, "steps": next_steps(), "added": added})


@POST_AND_GET
@door(MailIns.answer)
def answer(request: HttpRequest, mail: MailIn) -> HttpResponseBase:
    """Answer by mail."""
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return form_page(request, "notices/answer.html", form, {"mail": mail})

    def deed() -> Answer:
        answer_mail(by=me(request), item=mail, text=form.cleaned_data["text"])
        return Answer(reverse("notices:mailbox_start"))

    return do_once(request, deed)


@POST_AND_GET
@door(MailIns.close)
def close(request: HttpRequest, mail: MailIn) -> HttpResponseBase:
    """Close with an outcome and a reason."""
    form = CloseForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return form_page(request, "notices/close.html", form, {"mail": mail})

    def deed() -> Answer:
        said = form.cleaned_data
        close_mail(by=me(request), item=mail, outcome=said["outcome"], reason=said["reason"])
        return Answer(reverse("notices:mailbox_start"))

    return do_once(request, deed)


@POST_AND_GET
@door(MailIns.place)
def place(request: HttpRequest, mail: MailIn) -> HttpResponseBase:
    """Give it to the neighbourhood where it belongs."""
    form = PlaceForm(request.POST if request.method == "POST" else None, initial={"area": mail.area_id})
    if not form.is_bound or not form.is_valid():
        return form_page(request, "notices/place.html", form, {"mail": mail})

    def deed() -> Answer:
        place_mail(by=me(request), item=mail, area=form.cleaned_data["area"])
        return Answer(reverse("notices:mailbox_start"))

    return do_once(request, deed)
