"""What the house knows of this room: its kinds, its retention, and what it holds about a person."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.foundation.people.models import Person
from wijkplein.foundation.privacy.retention import Rule, keep_rule
from wijkplein.foundation.privacy.rights import Holding, hold
from wijkplein.foundation.receipts.clock import day_in_words
from wijkplein.foundation.receipts.closing import close_receipts
from wijkplein.foundation.receipts.models import CallBack, Guess, Outcome, Receipt
from wijkplein.foundation.receipts.policy import CallBacks
from wijkplein.foundation.receipts.status import label_of
from wijkplein.foundation.receipts.telling import reads_as
from wijkplein.foundation.verbs.registry import Kind, ref_to, register

YEAR = timedelta(days=365)
ERASED = gettext_lazy("Je gegevens zijn gewist. Wil je nog gebeld worden? Vraag het dan opnieuw.")


def register_all() -> None:
    """Called once at start."""
    register(
        Kind(
            name="receipt",
            model=Receipt,
            label=_("volgkaartje"),
            title=_title,
            url=lambda receipt: reverse("receipts:mine", args=[receipt.uuid]),
            area=lambda receipt: receipt.area,
        )
    )
    register(
        Kind(
            name="callback",
            model=CallBack,
            label=_("terugbelverzoek"),
            title=lambda call: call.get_topic_display(),
            url=lambda call: reverse("receipts:call", args=[call.uuid]),
            area=lambda call: call.area,
        )
    )
    keep_rule(Rule("receipts", _("Volgkaartjes: einde en nog 12 maanden"), _old_receipts))
    keep_rule(Rule("call_backs", _("Terugbellen: 30 dagen na het gesprek"), _old_call_backs))
    keep_rule(Rule("guesses", _("Verkeerde codes: 7 dagen"), _old_guesses))
    hold(Holding("receipts", _("Volgkaartjes"), _export, _erase))
    reads_as(
        {
            CallBacks.type_over: gettext_lazy("%(who)s schreef op dat je gebeld wilt worden"),
            CallBacks.tried: gettext_lazy("%(who)s belde, en kreeg geen gehoor"),
            CallBacks.close: gettext_lazy("%(who)s rondde het af"),
        }
    )


def _title(receipt: Receipt) -> str:
    """What it is for and by when: somebody with two of them knows which is meant."""
    given = {"what": label_of(receipt.kind), "day": day_in_words(receipt.due_on)}
    return _("Volgkaartje: %(what)s, uiterlijk %(day)s") % given


def _old_receipts(now: datetime) -> Any:
    return Receipt.objects.filter(closed_at__lt=now - YEAR)


def _old_call_backs(now: datetime) -> Any:
    return CallBack.objects.filter(closed_at__lt=now - timedelta(days=30))


def _old_guesses(now: datetime) -> Any:
    return Guess.objects.filter(hour__lt=now - timedelta(days=7))


def _export(person_id: UUID) -> list[dict[str, Any]]:
    receipts = Receipt.objects.filter(holder__uuid=person_id).select_related("added_line").order_by("id")
    kept = [
        {
            "waarover": receipt.kind,
            "sinds": receipt.created_at.isoformat(),
            "uitkomst": receipt.get_outcome_display(),
            "reden": receipt.reason,
            "toegevoegd": receipt.added_line.text if hasattr(receipt, "added_line") else "",
        }
        for receipt in receipts
    ]
    return kept + [_call_in_words(call) for call in _calls_of(person_id).order_by("id")]


def _call_in_words(call: CallBack) -> dict[str, Any]:
    return {
        "waarover": call.get_topic_display(),
        "naam": call.name,
        "telefoon": call.phone,
        "e-mail": call.email,
        "tekst": call.text,
        "sinds": call.created_at.isoformat(),
    }


def _calls_of(person_id: UUID) -> Any:
    """What somebody asked with an account, or from the number that is kept with the account."""
    asked = Receipt.objects.filter(holder__uuid=person_id, kind="callback").values_list("about_id", flat=True)
    marks = Person.objects.filter(uuid=person_id).exclude(phone_mark="").values_list("phone_mark", flat=True)
    return CallBack.objects.filter(Q(uuid__in=list(asked)) | Q(phone_mark__in=list(marks)))


def _erase(person_id: UUID) -> dict[str, int]:
    calls = _calls_of(person_id)
    gone = calls.count()
    for call in calls:
        close_receipts(ref_to(call), outcome=Outcome.WITHDRAWN, reason=str(ERASED))
    calls.delete()
    mine = Receipt.objects.filter(holder__uuid=person_id)
    for receipt in mine.select_related("added_line"):
        if hasattr(receipt, "added_line"):
            receipt.added_line.delete()
    return {"volgkaartjes": mine.update(holder=None), "terugbelverzoeken": gone}
