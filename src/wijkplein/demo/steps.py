"""What neighbours did after a post: replies, what helped, reports, hiding, objections, and what the receipt says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from wijkplein.delen.square.actions.ending import close_post
from wijkplein.delen.square.actions.moderation import decide_objection, decide_report, hide, object_to, report
from wijkplein.delen.square.actions.replying import let_reply_through, reply_to, this_helped, type_over
from wijkplein.delen.square.models import Held, Objection, Post, PostKind, Reply, Report
from wijkplein.demo.clock import when_somebody_looks
from wijkplein.demo.stories import Step, Story, StoryError
from wijkplein.foundation.receipts.actions import answer_receipt
from wijkplein.foundation.receipts.models import Outcome, Receipt
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.foundation.verbs.models import Via

if TYPE_CHECKING:
    from wijkplein.demo.square import Teller

WAITS = {Held.UNCONFIRMED, Held.GUARD}  # of these the story says itself when somebody looks
SAID_THANKS = timedelta(hours=2)  # after the last that was said
REASONS = {
    True: (Outcome.ANSWERED, "Buren hebben geantwoord. Lees het op het plein, of bel ons."),
    False: (Outcome.DONE, "Het staat op het plein en buren hebben het gelezen."),
}


@dataclass
class Told:
    """One post while it is told: the row, the last thing somebody said under it, and when everything is said."""

    story: Story
    post: Post | None = None
    last: Reply | None = None
    said: datetime | None = None


def fresh(row: Any) -> Any:
    """The row as it stands now, whoever may see it."""
    return type(row)._base_manager.get(pk=row.pk)


def _reply(teller: Teller, told: Told, step: Step) -> None:
    post = fresh(told.post)
    if step.who in teller.callers:  # said on the telephone, typed in without a name
        _type_over(teller, told, replace(step, who=teller.town.connector_of(post.area).first_name, via=Via.PHONE))
        return
    organisation = teller.town.organisations.get(step.who)
    author = teller.person(step.who)
    told.last = reply_to(
        by=author or VISITOR,
        post=post,
        text=step.text,
        author=author,
        author_name=step.who if step.named and author and not organisation else "",
        organisation=organisation,
        held=Held.GUARD if step.choice == "guard" else "",
    )
    reply = told.last
    if reply.held and reply.held not in WAITS:
        teller.later(when_somebody_looks(timezone.now()), lambda: _reply_through(teller, told, reply, step))
    elif step.helped:
        teller.later(_thanks(told), lambda: _helped(teller, told, reply))


def _thanks(told: Told) -> datetime:
    """When the asker says that it helped: after everything was said."""
    return max(timezone.now(), told.said or timezone.now()) + SAID_THANKS


def _reply_through(teller: Teller, told: Told, reply: Reply, step: Step) -> None:
    by = teller.town.connector_of(reply.area)
    let_reply_through(by=by, reply=fresh(reply))
    if step.helped:
        teller.later(_thanks(told), lambda: _helped(teller, told, reply))


def _helped(teller: Teller, told: Told, reply: Reply) -> None:
    """The asker says so; for who has no screen the connector finishes it after a call."""
    post = fresh(told.post)
    if post.closed_at is not None:
        return
    if post.on_behalf or post.author is None:
        close_post(
            by=teller.town.connector_of(post.area), post=post, reason="Gebeld: het is gelukt, met dank aan een buur."
        )
    else:
        this_helped(by=post.author, reply=fresh(reply))


def _type_over(teller: Teller, told: Told, step: Step) -> None:
    told.last = type_over(by=teller.town.people[step.who], post=fresh(told.post), text=step.text, via=step.via)
    if step.helped:
        reply = told.last
        teller.later(_thanks(told), lambda: _helped(teller, told, reply))


def answer_on_receipt(teller: Teller, told: Told) -> None:
    """After a few days the connector says on the receipt what came of it; whoever asked can still say it helped."""
    post = fresh(told.post)
    receipt = Receipt.objects.filter(kind="post", about_id=post.uuid).open().first()
    if receipt is None or post.hidden_at is not None or (post.kind == PostKind.QUESTION and not post.reply_count):
        return
    outcome, reason = REASONS[bool(post.reply_count)]
    answer_receipt(by=teller.town.connector_of(post.area), receipt=receipt, outcome=outcome, reason=reason)


def _close(teller: Teller, told: Told, step: Step) -> None:
    post = fresh(told.post)
    if post.closed_at is None:
        close_post(by=teller.town.people[step.who], post=post, reason=step.text)


def _let(teller: Teller, told: Told, step: Step) -> None:
    teller.let_through(told)


def _target(told: Told) -> Post | Reply:
    """What was said last, or the post itself."""
    return fresh(told.last or told.post)  # type: ignore[no-any-return]


def _report(teller: Teller, told: Told, step: Step) -> None:
    reporter = teller.person(step.who)
    report(by=reporter or VISITOR, message=_target(told), reason=step.choice, text=step.text, reporter=reporter)


def _open_report(told: Told) -> Report | None:
    about = _target(told)
    found: Report | None = Report.objects.filter(**{type(about).__name__.lower(): about}).open().first()
    return found


def _leave(teller: Teller, told: Told, step: Step) -> None:
    case = _open_report(told)
    if case is not None:
        decide_report(by=teller.town.people[step.who], case=case, answer=step.text)


def _hide(teller: Teller, told: Told, step: Step) -> None:
    by = teller.town.people[step.who]
    case = _open_report(told)
    if case is None:
        hide(by=by, message=_target(told), reason=step.choice)
    else:
        decide_report(by=by, case=case, hide_for=step.choice, answer=step.text)


def _object(teller: Teller, told: Told, step: Step) -> None:
    message = _target(told)
    object_to(by=message.author or VISITOR, message=message, text=step.text, holder=message.author)


def _decide(teller: Teller, told: Told, step: Step) -> None:
    about = _target(told)
    case = Objection.objects.filter(**{type(about).__name__.lower(): about}).open().first()
    if case is None:
        raise StoryError("Er is geen bezwaar om over te beslissen.")
    decide_objection(by=teller.town.people[step.who], case=case, restore=step.choice == "restore", answer=step.text)


STEPS: dict[str, Callable[[Teller, Told, Step], None]] = {
    "reply": _reply,
    "type_over": _type_over,
    "close": _close,
    "let": _let,
    "report": _report,
    "leave": _leave,
    "hide": _hide,
    "object": _object,
    "decide": _decide,
}
