"""Pages of whoever holds a receipt: three words, the QR, how it stands, one line, "klopt niet"."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wijkplein.foundation.community.once import Answer
from wijkplein.foundation.receipts.actions import add_line, reopen_receipt
from wijkplein.foundation.receipts.answering import (
    POST_AND_GET,
    POST_ONLY,
    SeeOther,
    do_once,
    form_page,
    page,
    private,
    typed,
)
from wijkplein.foundation.receipts.cookies import forget, handed, open_receipt, opened_receipt
from wijkplein.foundation.receipts.forms import LineForm, WordsForm
from wijkplein.foundation.receipts.lookup import BudgetSpent, by_secret, by_words, holding, is_spent, lane_of
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.receipts.policy import Receipts
from wijkplein.foundation.receipts.slip import paper_slip, pdf_of, slip_pdf, status_html
from wijkplein.foundation.receipts.status import status_of
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.doors import actor_of, door, everyone


@POST_AND_GET
@door(everyone)
def words(request: HttpRequest) -> HttpResponse:
    """Type the three words. When too many were wrong lately, the page says what still works."""
    by = actor_of(request)
    form = WordsForm(typed(request))
    spent = is_spent(lane_of(by))
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "receipts/words.html", form, spent=spent, unknown="onbekend" in request.GET)
    try:
        receipt = by_words(form.cleaned_data["words"], by=by)
    except BudgetSpent:
        return page(request, "receipts/words.html", {"form": form, "spent": True}, status=429)
    if receipt is None:
        form.add_error(None, _("Deze drie woorden horen niet bij een volgkaartje. Kijk ze nog eens na, of bel ons."))
        return form_page(request, "receipts/words.html", form, spent=spent)
    return private(open_receipt(SeeOther(reverse("receipts:look")), receipt))


@require_safe
@door(everyone)
def open_by_qr(request: HttpRequest, secret: str) -> HttpResponse:
    """The QR: opens, and goes on to an address without the secret. A wrong one gets no 404: that would be logged."""
    receipt = by_secret(secret)
    if receipt is None:
        return private(SeeOther(reverse("receipts:words") + "?onbekend"))
    response = private(open_receipt(SeeOther(reverse("receipts:look")), receipt))
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
@door(everyone)
def look(request: HttpRequest) -> HttpResponse:
    """How it stands, for whoever showed a code a moment ago."""
    receipt = opened_receipt(request)
    if receipt is None:
        return private(SeeOther(reverse("receipts:words")))
    return _status_page(request, receipt, holding(receipt, actor_of(request)))


@require_safe
@door(Receipts.look)
def mine(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """The same by account: the holder can go on as if the code was shown; who works on it only reads."""
    by = actor_of(request)
    response = _status_page(request, receipt, by)
    is_holder = receipt.holder is not None and receipt.holder.uuid == by.actor_id
    return open_receipt(response, receipt) if is_holder else response


def _status_page(request: HttpRequest, receipt: Receipt, by: Actor) -> HttpResponse:
    context = {
        "status": status_of(receipt, by),
        "may_add": Receipts.add_line.may(by, receipt),
        "may_reopen": Receipts.reopen.may(by, receipt),
    }
    return page(request, "receipts/status.html", context)


@POST_AND_GET
@door(everyone)
def line(request: HttpRequest) -> HttpResponse:
    """Add one line; only who works on it reads it."""
    receipt = opened_receipt(request)
    if receipt is None:
        return private(SeeOther(reverse("receipts:words")))
    form = LineForm(typed(request))
    by = holding(receipt, actor_of(request))
    if request.method != "POST" or not form.is_valid():
        return form_page(request, "receipts/line.html", form, may=Receipts.add_line.may(by, receipt))

    def deed() -> Answer:
        add_line(by=by, receipt=receipt, text=form.cleaned_data["text"])
        return Answer(reverse("receipts:look"))

    return private(do_once(request, deed))


@POST_AND_GET
@door(everyone)
def not_right(request: HttpRequest) -> HttpResponse:
    """Open it again with "klopt niet", once."""
    receipt = opened_receipt(request)
    if receipt is None:
        return private(SeeOther(reverse("receipts:words")))
    by = holding(receipt, actor_of(request))
    if request.method != "POST":
        return page(request, "receipts/not_right.html", {"may": Receipts.reopen.may(by, receipt)})

    def deed() -> Answer:
        reopen_receipt(by=by, receipt=receipt)
        return Answer(reverse("receipts:look"))

    return private(do_once(request, deed))


@require_safe
@door(everyone)
def fresh(request: HttpRequest) -> HttpResponse:
    """The receipt that was just given: its words, shown for an hour in this browser and nowhere else."""
    found = handed(request)
    issued = found.issued() if found else None
    if found is None or issued is None:
        return private(SeeOther(reverse("receipts:words")))
    slip = paper_slip(issued, about=found.about, text=found.text, base=request.build_absolute_uri("/"))
    status = status_of(issued.receipt, holding(issued.receipt))
    context = {"slip": slip, "status": status, "for_somebody": found.for_somebody}
    return page(request, "receipts/fresh.html", context)


@require_safe
@door(everyone)
def fresh_pdf(request: HttpRequest) -> HttpResponse:
    """The same on paper."""
    found = handed(request)
    issued = found.issued() if found else None
    if found is None or issued is None:
        return private(SeeOther(reverse("receipts:words")))
    pdf = slip_pdf(issued, about=found.about, text=found.text, base=request.build_absolute_uri("/"))
    return private(_pdf(pdf, "volgkaartje.pdf"))


@require_safe
@door(everyone)
def large_print(request: HttpRequest) -> HttpResponse:
    """How it stands, on paper in large letters."""
    receipt = opened_receipt(request)
    if receipt is None:
        return private(SeeOther(reverse("receipts:words")))
    html = status_html(status_of(receipt, holding(receipt, actor_of(request))))
    return private(_pdf(pdf_of(html), "volgkaartje-groot.pdf"))


@POST_ONLY
@door(everyone)
def close(request: HttpRequest) -> HttpResponse:
    """Forget the receipt in this browser, which others may use too."""
    return private(forget(SeeOther(reverse("receipts:words"))))


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
