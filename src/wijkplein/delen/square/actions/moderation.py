"""Looking after the square: reports, hiding with a reason, and the objection a second person decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from wijkplein.delen.square.actions.placing import release
from wijkplein.delen.square.actions.replying import count_reply, look_before, show_reply
from wijkplein.delen.square.cards import render_and_save
from wijkplein.delen.square.models import Held, HideReason, Objection, Post, Reply, Report
from wijkplein.delen.square.policy import Objections, Posts, Replies, Reports
from wijkplein.delen.square.querysets import MODERATORS
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.privacy.models import Reason
from wijkplein.foundation.privacy.readlog import log_read
from wijkplein.foundation.receipts.actions import Issued, issue_receipt
from wijkplein.foundation.receipts.closing import close_receipts
from wijkplein.foundation.receipts.models import Outcome
from wijkplein.foundation.verbs.acting import act
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.models import Deed
from wijkplein.foundation.verbs.registry import ref_to

REPORT_NORM = 1  # working days in which a connector looks at a report
OBJECTION_NORM = 3  # working days in which a second person decides
REPORTS_TO_HOLD = 3  # so many open reports take something off the square until somebody has looked


@dataclass(frozen=True)
class Filed:
    """A fresh report or objection with its receipt: the codes are shown now and never again."""

    case: Report | Objection
    issued: Issued = field(repr=False)


def report(*, by: Actor, message: Post | Reply, reason: str, text: str = "", reporter: Person | None = None) -> Filed:
    """Tell the connector that this should not stand here. Three open reports hold it until somebody looks."""
    with act(by, _policy(message).report, message) as deed:
        case = Report.objects.create(**_about(message), area=message.area, reason=reason, text=text, reporter=reporter)
        deed.about = case
        deed.details = {"reason": reason}
        if not message.held and Report.objects.filter(**_about(message)).open().count() >= REPORTS_TO_HOLD:
            _hold(message)
        issued = issue_receipt(
            about=ref_to(case),
            area=message.area,
            owner_role="connector",
            norm_days=REPORT_NORM,
            holder=reporter,
        )
    return Filed(case, issued)


def open_case(*, by: Person, case: Report | Objection) -> None:
    """Somebody reads what a reporter or a writer said: who looked is kept first (bar PR12).

    The subject in the read log is whoever said it, or the case itself when that is nobody with an account.
    """
    said_by = case.reporter if isinstance(case, Report) else case.about.author
    subject = said_by.uuid if said_by is not None else case.uuid
    role = next((name for name in MODERATORS if name in by.role_names(case.area)), "")
    log_read(by, subject, name=f"square.{type(case)._meta.model_name}", reason=Reason.MODERATION, role=role)


def decide_report(*, by: Person, case: Report, hide_for: str = "", answer: str) -> None:
    """Hide what was reported (`hide_for` is a HideReason) or leave it; whoever reported reads the answer."""
    with transaction.atomic():
        message = _locked(case.about)  # the post before the report: everybody takes them in this order
        with act(by, Reports.decide, case, hidden=bool(hide_for)):
            case.decided_at, case.hidden = timezone.now(), bool(hide_for)
            case.save(update_fields=["decided_at", "hidden"])
            close_receipts(ref_to(case), outcome=Outcome.DONE if hide_for else Outcome.NOT_DONE, reason=answer)
        if hide_for and message.hidden_at is None:
            hide(by=by, message=message, reason=hide_for)
        elif not hide_for and message.held == Held.REPORTED:
            _show_again(message)


def hide(*, by: Person, message: Post | Reply, reason: str) -> None:
    """Take something off the square, with a reason its writer reads. Raises Refused when it is hidden already."""
    with act(by, _policy(message).hide, message, reason=reason):
        was_public = message.is_public
        message.hidden_at, message.hide_reason = timezone.now(), reason
        message.save(update_fields=["hidden_at", "hide_reason"])
        with translation.override(settings.LANGUAGE_CODE):  # kept for the writer, not for who hides
            words = str(HideReason(reason).label)
        _decide_open_reports(message, words)
        if isinstance(message, Reply):
            if was_public:
                count_reply(message.post, -1)
        else:
            close_receipts(ref_to(message), outcome=Outcome.NOT_DONE, reason=words)
            render_and_save(message)


def object_to(*, by: Actor, message: Post | Reply, text: str, holder: Person | None = None) -> Filed:
    """The writer of something hidden asks a second person to look. Once. Raises Refused."""
    with act(by, _policy(message).object, message) as deed:
        case = Objection.objects.create(**_about(message), area=message.area, text=text, hidden_by=_who_hid(message))
        deed.about = case
        issued = issue_receipt(
            about=ref_to(case),
            area=message.area,
            owner_role="platform_manager",
            norm_days=OBJECTION_NORM,
            holder=holder,
        )
    return Filed(case, issued)


def decide_objection(*, by: Person, case: Objection, restore: bool, answer: str) -> None:
    """A second person decides, with an answer the writer reads. Raises Refused for whoever hid it."""
    with transaction.atomic():
        message = _locked(case.about)
        with act(by, Objections.decide, case, restored=restore):
            case.decided_at, case.restored, case.answer = timezone.now(), restore, answer
            case.save(update_fields=["decided_at", "restored", "answer"])
            outcome = Outcome.DONE if restore else Outcome.NOT_DONE
            close_receipts(ref_to(case), outcome=outcome, reason=answer)
            if restore:
                _show_again(message)


def _policy(message: Post | Reply) -> Any:
    return Posts if isinstance(message, Post) else Replies


def _about(message: Post | Reply) -> dict[str, Post | Reply]:
    return {"post": message} if isinstance(message, Post) else {"reply": message}


def _locked(message: Post | Reply) -> Post | Reply:
    found: Post | Reply = type(message)._base_manager.select_for_update().get(pk=message.pk)
    return found


def _hold(message: Post | Reply) -> None:
    """Off the square until a connector has looked."""
    message.held = Held.REPORTED
    message.save(update_fields=["held"])
    if isinstance(message, Reply):
        message.due_on = look_before(message)
        message.save(update_fields=["due_on"])
        count_reply(message.post, -1)
    else:
        render_and_save(message)


def _show_again(message: Post | Reply) -> None:
    """Back on the square, in its own place."""
    if isinstance(message, Post):
        release(message)
        return
    message.held, message.due_on, message.hidden_at, message.hide_reason = "", None, None, ""
    message.published_at = message.published_at or timezone.now()
    message.save(update_fields=["held", "due_on", "hidden_at", "hide_reason", "published_at"])
    show_reply(message)


def _decide_open_reports(message: Post | Reply, words: str) -> None:
    """What is hidden answers every report about it."""
    with translation.override(settings.LANGUAGE_CODE):
        answer = _("Een buurtverbinder heeft dit verborgen: %(reason)s") % {"reason": words}
    for case in Report.objects.filter(**_about(message)).open():
        case.decided_at, case.hidden = timezone.now(), True
        case.save(update_fields=["decided_at", "hidden"])
        close_receipts(ref_to(case), outcome=Outcome.DONE, reason=answer)


def _who_hid(message: Post | Reply) -> Person | None:
    """From the diary: the same person may not decide again."""
    ref = ref_to(message)
    verb = _policy(message).hide.name
    last = Deed.objects.about(ref.kind, ref.uuid).filter(verb=verb).last()
    return Person.objects.filter(uuid=last.actor).first() if last and last.actor else None
