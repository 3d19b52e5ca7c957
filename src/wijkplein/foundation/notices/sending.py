"""The outbox to the mail server. At least once, with the same Message-ID each time: a double shows as one (R12).

Mail that a server refuses is tried again after 1 minute, 5, 30, 2 hours and 12 hours; then it is given up and shown
to the platform manager. A server that is away or slow costs one attempt, not one for each mail.
"""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from smtplib import SMTPException, SMTPServerDisconnected
from types import TracebackType

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend
from django.db.models import F
from django.urls import reverse
from django.utils import timezone, translation

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.community.mailing import TownMailBackend, sender, sends_by_server, smtp_settings
from wijkplein.foundation.notices.models import MailOut, Stop, Subject
from wijkplein.foundation.notices.retrying import kind_of_error, next_try
from wijkplein.foundation.notices.turn import Turn
from wijkplein.foundation.notices.wording import root

BATCH = 50
SENT = {"next_try_at": None, "body": "", "address": "", "last_error": ""}


class Away(Exception):
    """The mail server cannot be reached, or stopped answering."""


class Postman:
    """One connection to the mail server for a handful of mails; opened at the first, so that files need none."""

    def __init__(self) -> None:
        self._smtp: SmtpBackend | None = None
        self._delivered = False

    def __enter__(self) -> Postman:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close()

    def deliver(self, message: EmailMessage) -> None:
        """Hand over one mail. Raises SMTPException when the server says no to this mail, Away when it says nothing."""
        if not sends_by_server(current()):
            TownMailBackend().send_messages([message])
            return
        try:
            self._send(message)
        except SMTPServerDisconnected as error:
            self._close()
            if not self._delivered:
                raise Away(kind_of_error(error)) from error
            self._delivered = False  # some servers hang up after a number of mails: once more on a fresh line
            self.deliver(message)
        except SMTPException:
            self._close()
            raise
        except OSError as error:
            self._close()
            raise Away(kind_of_error(error)) from error

    def _send(self, message: EmailMessage) -> None:
        if self._smtp is None:
            self._smtp = _connected()
        self._smtp.send_messages([message])
        self._delivered = True

    def _close(self) -> None:
        if self._smtp is not None:
            smtp, self._smtp = self._smtp, None
            smtp.fail_silently = True  # the line may be dead already
            smtp.close()


def _connected() -> SmtpBackend:
    smtp = SmtpBackend(**smtp_settings(current()))
    try:
        smtp.open()
    except SMTPException as error:  # no greeting, no encryption, wrong password: nothing can go out now
        raise Away(kind_of_error(error)) from error
    return smtp


def send_due(now: datetime | None = None, *, turn: Turn | None = None) -> int:
    """Send what is due. Gives how many were tried; 0 when nothing is due (then nothing is locked)."""
    moment, turn = now or timezone.now(), turn or Turn()
    due = list(MailOut.objects.due(moment).select_related("person__preference")[:BATCH])
    tried = 0
    with Postman() as postman:
        for mail in due:
            if turn.over:
                break
            tried += 1
            try:
                _send(postman, mail)
            except SMTPException as error:
                _not_sent(mail, error, moment)
            except Away as away:
                _put_off_all(away, moment)
                break
    return tried


def wire(mail: MailOut) -> EmailMessage:
    """The mail as it goes out: plain text, one recipient, nothing remote, the Message-ID it has had from the start."""
    community = current()
    headers = {
        "Message-ID": mail.message_id,
        "Date": format_datetime(timezone.localtime(mail.created_at)),
        "Auto-Submitted": "auto-replied" if mail.in_reply_to else "auto-generated",
        **_stop_headers(mail.stop_token),
    }
    if mail.in_reply_to:
        headers |= {"In-Reply-To": mail.in_reply_to, "References": mail.in_reply_to}
    with translation.override(mail.language):
        subject = Subject(mail.subject).label % {"name": community.brand.name}
    reply_to = [community.brand.email] if community.brand.email else None
    return EmailMessage(
        subject=subject, body=mail.body, from_email=sender(community), to=[mail.to], headers=headers, reply_to=reply_to
    )


def _stop_headers(token: str) -> dict[str, str]:
    """One tap in the mail program itself (RFC 8058)."""
    if not token:
        return {}
    address = root() + reverse("notices:stop", args=[token])
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def _send(postman: Postman, mail: MailOut) -> None:
    if not mail.to or _was_stopped(mail):
        mail.delete()  # erased, left, or said stop while it waited
    else:
        postman.deliver(wire(mail))
        MailOut.objects.filter(pk=mail.pk).update(**SENT, sent_at=timezone.now(), tries=F("tries") + 1)


def _was_stopped(mail: MailOut) -> bool:
    """The weekly mail was stopped while it waited."""
    return mail.stop == Stop.DIGEST and not getattr(getattr(mail.person, "preference", None), "digest", False)


def _not_sent(mail: MailOut, error: Exception, now: datetime) -> None:
    tries = mail.tries + 1
    again = next_try(tries, now)
    if again is None:
        _give_up(mail, kind_of_error(error), tries=tries)
        return
    MailOut.objects.filter(pk=mail.pk).update(tries=tries, next_try_at=again, last_error=kind_of_error(error))


def _put_off_all(away: Away, now: datetime) -> None:
    """Nobody answers: everything that is due waits, each by its own count."""
    due = MailOut.objects.filter(next_try_at__lte=now)
    for tries in sorted(set(due.values_list("tries", flat=True)), reverse=True):
        again = next_try(tries + 1, now)
        state = {"next_try_at": again} if again else {"next_try_at": None, "failed_at": now}
        due.filter(tries=tries).update(tries=tries + 1, last_error=str(away)[:80], **state)


def _give_up(mail: MailOut, why: str, *, tries: int | None = None) -> None:
    count = mail.tries if tries is None else tries
    MailOut.objects.filter(pk=mail.pk).update(next_try_at=None, failed_at=timezone.now(), last_error=why, tries=count)
