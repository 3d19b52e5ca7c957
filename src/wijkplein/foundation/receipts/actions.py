"""What can happen to a receipt: issued, added to, answered, said to be wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.contact import phone_mark
from wijkplein.foundation.people.duty import weekdays_of
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.privacy.models import Reason
from wijkplein.foundation.privacy.readlog import log_read
from wijkplein.foundation.receipts.clock import add_working_days
from wijkplein.foundation.receipts.closing import close_receipts, reopen_thing
from wijkplein.foundation.receipts.codes import new_secret, new_words, secret_mark, words_mark
from wijkplein.foundation.receipts.models import AddedLine, CallBack, CallTopic, PartOfDay, Receipt
from wijkplein.foundation.receipts.policy import CallBacks, Receipts
from wijkplein.foundation.verbs.acting import act
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.inserting import insert
from wijkplein.foundation.verbs.models import Via
from wijkplein.foundation.verbs.ref import Ref
from wijkplein.foundation.verbs.registry import ref_to
from wijkplein.foundation.verbs.roles import FALLBACK

CALL_NORM = 1  # working day in which somebody calls back (domain.md 4.13)
FIRST_NORM = 0  # today, or the first day on which somebody works, for who asked to be looked at first
CALLERS = "connector"  # who calls back, with the fallback chain behind it
TRIES = 8  # two receipts with the same three words are unlikely, not impossible


@dataclass(frozen=True)
class Issued:
    """A fresh receipt with its codes in clear: shown or printed now, and never again."""

    receipt: Receipt
    words: str = field(repr=False)
    secret: str = field(repr=False)


def issue_receipt(
    *,
    about: Ref,
    area: Area | None,
    owner_role: str,
    norm_days: int,
    holder: Person | None = None,
    via: str = Via.SCREEN,
    on_behalf: bool = False,
    day_only: bool = False,
) -> Issued:
    """Give a receipt for something that just came in. Call it inside the `act` that creates the thing.

    `day_only` keeps no time of day: for personless kinds, where a time could be laid beside somebody's presence.
    """
    created_at = day_of(timezone.now()) if day_only else timezone.now()
    for attempt in range(TRIES):
        words, secret = new_words(), new_secret()
        receipt = Receipt(
            words_mark=words_mark(words),
            secret_mark=secret_mark(secret),
            kind=about.kind,
            about_id=about.uuid,
            area=area,
            owner_role=owner_role,
            holder=holder,
            via=via,
            on_behalf=on_behalf,
            norm_days=norm_days,
            due_on=due_date(owner_role, area, norm_days),
            created_at=created_at,
        )
        try:
            with transaction.atomic():
                insert(receipt)
            return Issued(receipt, words, secret)
        except IntegrityError:
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable: the last attempt raises")


def day_of(moment: datetime) -> datetime:
    """The day of a moment, at midnight UTC as in personless deeds: no time of day."""
    day = timezone.localdate(moment)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _moment(receipt: Receipt) -> datetime:
    """Now, as this receipt may keep it."""
    return day_of(timezone.now()) if receipt.is_personless else timezone.now()


def due_date(owner_role: str, area: Area | None, norm_days: int) -> date:
    """When the owner must have answered, in working days of whoever has duty."""
    return add_working_days(timezone.localdate(), norm_days, weekdays_of(owner_role, area))


def add_line(*, by: Actor, receipt: Receipt, text: str) -> AddedLine:
    """The sender adds one line; the form has asked the guard. Raises Refused when there is one already."""
    with act(by, Receipts.add_line, receipt):
        return AddedLine.objects.create(receipt=receipt, text=text, created_at=_moment(receipt))


def hear_lines(*, by: Actor, about: Ref) -> list[str]:
    """What senders added by receipt, for whoever answers this thing; noted before it shows. Nobody else gets anything.

    The subject in the read log is the holder, or the receipt itself when nobody holds it by account.
    """
    if not getattr(by, "all_role_names", frozenset)() & set(FALLBACK):
        return []
    receipts = Receipt.objects.filter(kind=about.kind, about_id=about.uuid, added_line__isnull=False).order_by("id")
    heard = []
    for receipt in receipts.select_related("added_line", "holder", "area"):
        if Receipts.hear.may(by, receipt):
            subject = receipt.holder.uuid if receipt.holder is not None else receipt.uuid
            role = next((name for name in FALLBACK if name in by.role_names(receipt.area)), "")
            log_read(by, subject, name="receipts.addedline", reason=Reason.MODERATION, role=role)
            heard.append(receipt.added_line.text)
    return heard


def answer_receipt(*, by: Actor, receipt: Receipt, outcome: str, reason: str) -> Receipt:
    """Close with an outcome and a reason in words. Raises Refused, or ValueError without a reason."""
    if not reason.strip():
        raise ValueError("An outcome needs a reason.")
    with act(by, Receipts.answer, receipt, outcome=outcome):
        receipt.outcome, receipt.reason, receipt.closed_at = outcome, reason.strip(), timezone.now()
        receipt.save(update_fields=["outcome", "reason", "closed_at"])
    return receipt


def reopen_receipt(*, by: Actor, receipt: Receipt) -> Receipt:
    """Open again after "klopt niet", once, with a fresh clock. Raises Refused the second time."""
    with act(by, Receipts.reopen, receipt):
        receipt.outcome, receipt.reason, receipt.closed_at = "", "", None
        receipt.reopened_at = _moment(receipt)
        receipt.due_on = due_date(receipt.owner_role, receipt.area, receipt.norm_days)
        receipt.save(update_fields=["outcome", "reason", "closed_at", "reopened_at", "due_on"])
        reopen_thing(by, receipt)
    receipt.refresh_from_db()
    return receipt


@dataclass(frozen=True)
class CallWish:
    """What somebody who wants to be called told us. `phone` is E.164 or "", then there is an e-mail address."""

    name: str
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    part_of_day: str = PartOfDay.ANY
    topic: str = CallTopic.CALL
    look_first: bool = False


def ask_call_back(*, by: Actor, area: Area | None, wish: CallWish, via: str = Via.SCREEN) -> Issued:
    """Somebody asks to be called: an owner, a clock of one working day, and a receipt. Raises Refused."""
    with act(by, CallBacks.ask, area, via=via, topic=wish.topic) as deed:
        holder = by if isinstance(by, Person) else None
        call, issued = _call_back(area, wish, holder, via, on_behalf=False)
        deed.about = call
    return issued


def type_over_call_back(*, by: Actor, area: Area | None, wish: CallWish, via: str = Via.PHONE) -> Issued:
    """The same for somebody on the voicemail, at the bus or on a card, typed in by who works there. Raises Refused."""
    with act(by, CallBacks.type_over, area, via=via, on_behalf=True, topic=wish.topic) as deed:
        call, issued = _call_back(area, wish, None, via, on_behalf=True)
        deed.about = call
    return issued


def _call_back(
    area: Area | None, wish: CallWish, holder: Person | None, via: str, *, on_behalf: bool
) -> tuple[CallBack, Issued]:
    call = CallBack.objects.create(
        topic=wish.topic,
        name=wish.name,
        phone=wish.phone,
        phone_mark=phone_mark(wish.phone),
        email=wish.email,
        text=wish.text,
        part_of_day=wish.part_of_day,
        area=area,
        via=via,
        on_behalf=on_behalf,
        look_first=wish.look_first,
    )
    issued = issue_receipt(
        about=ref_to(call),
        area=area,
        owner_role=CALLERS,
        norm_days=FIRST_NORM if wish.look_first else CALL_NORM,
        holder=holder,
        via=via,
        on_behalf=on_behalf,
    )
    return call, issued


def tried(*, by: Actor, call: CallBack) -> int:
    """Nobody answered: counted, and the clock runs on. Gives how often it was tried. Raises Refused."""
    with act(by, CallBacks.tried, call) as deed:
        call.tries, call.tried_at = call.tries + 1, timezone.now()
        call.save(update_fields=["tries", "tried_at"])
        deed.details = {"tries": call.tries}
    return call.tries


def close_call_back(*, by: Actor, call: CallBack, outcome: str, reason: str) -> None:
    """Spoken, with what came of it in words. Raises Refused, or ValueError without a reason."""
    if not reason.strip():
        raise ValueError("An outcome needs a reason.")
    with act(by, CallBacks.close, call, outcome=outcome):
        call.closed_at, call.look_first = timezone.now(), False
        call.save(update_fields=["closed_at", "look_first"])
        close_receipts(ref_to(call), outcome=outcome, reason=reason.strip())


def open_call_back(*, by: Person, call: CallBack) -> CallBack:
    """Somebody on duty looks at the name and the number: who looked is kept first. Raises Refused.

    The subject in the read log is the person when the asker had an account, else the request itself.
    """
    with act(by, CallBacks.look, call):
        receipt = Receipt.objects.filter(kind="callback", about_id=call.uuid).select_related("holder").first()
        subject = receipt.holder.uuid if receipt is not None and receipt.holder is not None else call.uuid
        role = next((name for name in FALLBACK if name in by.role_names(call.area)), "")
        log_read(by, subject, name="receipts.callback", reason=Reason.CALL_BACK, role=role)
    return call
