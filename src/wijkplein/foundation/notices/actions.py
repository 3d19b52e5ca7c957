"""What is done with notices, preferences, letters and mail. Actor first, keyword only, one transaction each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.budget import spend
from wijkplein.foundation.notices.letters_to_senders import answer_text, received_text, too_large_text
from wijkplein.foundation.notices.models import (
    MailIn,
    MailOut,
    MailOutcome,
    Notice,
    PaperItem,
    Preference,
    ReadMail,
    Rhythm,
    Stop,
    Subject,
)
from wijkplein.foundation.notices.parsing import Parsed
from wijkplein.foundation.notices.policy import MailIns, MailOuts, Papers, Preferences
from wijkplein.foundation.people.by_email import person_for
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.privacy.encryption import fingerprint
from wijkplein.foundation.privacy.guard import findings
from wijkplein.foundation.privacy.models import Reason
from wijkplein.foundation.privacy.readlog import log_read
from wijkplein.foundation.receipts.actions import issue_receipt
from wijkplein.foundation.receipts.closing import close_receipts
from wijkplein.foundation.receipts.models import Outcome, Receipt
from wijkplein.foundation.verbs.acting import act
from wijkplein.foundation.verbs.actors import SYSTEM
from wijkplein.foundation.verbs.models import Via
from wijkplein.foundation.verbs.registry import ref_to

NORM = 1  # working days for a mail
REPLIES_A_DAY = 5  # receipts to one address: more would be two machines talking
OUTCOMES = {
    MailOutcome.ANSWERED: Outcome.ANSWERED,
    MailOutcome.CALLED: Outcome.ANSWERED,
    MailOutcome.PLACED: Outcome.DONE,
    MailOutcome.FORWARDED: Outcome.FORWARDED,
    MailOutcome.NOTHING: Outcome.NOT_DONE,
}


def mark_read(*, by: Person, notices: Iterable[Notice]) -> int:
    """One's own notices were seen. No deed: looking at one's own inbox is nobody's business."""
    mine = Notice.objects.filter(person=by, pk__in=[each.pk for each in notices], read_at=None)
    return mine.update(read_at=timezone.now(), pass_on_at=None)


def choose(*, by: Person, digest: bool, threads: str, channel: str) -> Preference:
    """How this person wants to hear things."""
    with act(by, Preferences.choose, by, digest=digest, threads=threads, channel=channel) as deed:
        chosen = {"digest": digest, "threads": threads, "channel": channel, "changed_at": timezone.now()}
        preference, _new = Preference.objects.update_or_create(person=by, defaults=chosen)
        if threads == Rhythm.OFF:
            Notice.objects.filter(person=by, why="own").update(pass_on_at=None)
        deed.about = preference
    return preference


def stop(*, preference: Preference, what: str) -> None:
    """The stop link was used. Doing it twice does nothing the second time."""
    with act(SYSTEM, Preferences.stop, preference, via=Via.MAIL, what=what):
        if what == Stop.DIGEST:
            preference.digest = False
        else:
            preference.threads = Rhythm.OFF
            Notice.objects.filter(person_id=preference.person_id, why="own").update(pass_on_at=None)
        preference.changed_at = timezone.now()
        preference.save(update_fields=["digest", "threads", "changed_at"])


def receive(mail: Parsed, *, too_large: bool = False, area_slug: str = "") -> MailIn | None:
    """Keep a mail sealed, with an owner and a clock, and answer with a receipt. None when it is nothing for people.

    The mark of the message, the item and the answer are one transaction: reading the same mail again does nothing.
    """
    with transaction.atomic():
        _mark, first = ReadMail.objects.get_or_create(mark=fingerprint(mail.key, purpose="mail-in"))
        if not first or mail.ignore:
            return None
        if too_large:
            _reply(mail, Subject.TOO_LARGE, too_large_text(), occasion=f"too-large:{_mark.pk}")
            return None
        return _keep(mail, area_slug)


def _keep(mail: Parsed, area_slug: str) -> MailIn:
    """The sender's address is not proved: it says where a mail probably belongs and whom to erase it with, no more."""
    person = person_for(mail.sender)
    area = (person.area if person else None) or Area.objects.filter(slug=area_slug).first()
    seen = len(findings(f"{mail.subject}\n{mail.text}"))
    with act(SYSTEM, MailIns.receive, area, via=Via.MAIL, findings=seen, attachments=mail.attachments) as deed:
        item = MailIn.objects.create(
            person=person,
            area=area,
            message_id=mail.message_id,
            sender=mail.sender,
            subject=mail.subject,
            text=mail.text,
            findings=seen,
            attachments=mail.attachments,
        )
        deed.about = item
        issued = issue_receipt(about=ref_to(item), area=area, owner_role="connector", norm_days=NORM, via=Via.MAIL)
        text = received_text(issued, attachments=mail.attachments)
        _reply(mail, Subject.RECEIVED, text, occasion=f"received:{item.uuid}")
    return item


def _reply(mail: Parsed, subject: str, text: str, *, occasion: str) -> None:
    if spend("mail-in", mail.sender, REPLIES_A_DAY, timedelta(days=1)):
        MailOut.objects.create(
            occasion=occasion, address=mail.sender, subject=subject, body=text, in_reply_to=mail.message_id
        )


def open_mail(*, by: Person, item: MailIn) -> MailIn:
    """Read one mail. It is noted with its reason, in the same transaction as what shows it."""
    with transaction.atomic():
        subject = item.person.uuid if item.person is not None else item.uuid
        log_read(by, subject, name="notices.mailin", reason=Reason.MODERATION, role=_role(by, item.area))
        if item.opened_at is None:
            item.opened_at = timezone.now()
            item.save(update_fields=["opened_at"])
    return item


def place_mail(*, by: Person, item: MailIn, area: Area) -> None:
    """It belongs to this neighbourhood: its receipt goes along, so that the right owner has it."""
    with act(by, MailIns.place, item):
        item.area = area
        item.save(update_fields=["area"])
        ref = ref_to(item)
        Receipt.objects.filter(kind=ref.kind, about_id=ref.uuid, closed_at=None).update(area=area)


def answer_mail(*, by: Person, item: MailIn, text: str) -> None:
    """Answer by mail and close."""
    with act(by, MailIns.answer, item):
        MailOut.objects.create(
            occasion=f"answer:{item.uuid}",
            address=item.sender,
            subject=Subject.ANSWER,
            body=answer_text(text),
            in_reply_to=item.message_id,
        )
        _close(item, MailOutcome.ANSWERED, _("Wij hebben u per e-mail geantwoord."))


def close_mail(*, by: Person, item: MailIn, outcome: str, reason: str) -> None:
    """Close with an outcome and a reason the sender reads on the receipt."""
    with act(by, MailIns.close, item, outcome=outcome):
        _close(item, outcome, reason)


def _close(item: MailIn, outcome: str, reason: str) -> None:
    item.closed_at, item.outcome = timezone.now(), outcome
    item.save(update_fields=["closed_at", "outcome"])
    close_receipts(ref_to(item), outcome=OUTCOMES[MailOutcome(outcome)], reason=reason)


def open_letter(*, by: Person, person: Person, area: Area) -> None:
    """Somebody looks at a name and address to print a letter or to call: noted, with the reason."""
    log_read(by, person.uuid, name="notices.letter", reason=Reason.PAPER, role=_role(by, area))


def tick_letters(*, by: Person, area: Area, items: Sequence[PaperItem]) -> int:
    """The letter is on its way, or the person was called."""
    with act(by, Papers.print, area, count=len(items)):
        waiting = PaperItem.objects.filter(pk__in=[each.pk for each in items], printed_at=None)
        return waiting.update(printed_at=timezone.now())


def retry_mail(*, by: Person, mail: MailOut) -> None:
    """Try again what was given up, with all its tries."""
    with act(by, MailOuts.retry, mail):
        mail.tries, mail.failed_at, mail.next_try_at = 0, None, timezone.now()
        mail.save(update_fields=["tries", "failed_at", "next_try_at"])


def _role(by: Person, area: Area | None) -> str:
    held = by.role_names(area) if area is not None else by.all_role_names()
    return next((name for name in MailIns.look.who if name in held), "")
