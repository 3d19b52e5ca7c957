"""Mail out, by the settings of the open community.

`[mail]` in community.toml: `host`, `port` (587), `user`, `password_file`, `security` ("starttls", "tls" or
"none"), `sender`. Without a host mails become files under `memory/outbox`, and `doctor` says so. The
password stands in a file beside the keys, never in the toml.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage as Wire
from email.utils import formataddr
from pathlib import Path
from smtplib import SMTPException
from typing import Any
from uuid import uuid4

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.community.community import Community
from wijkplein.foundation.community.errors import CommunityError

PATIENCE = 10  # seconds; a mail server that hangs must not hold a page
PORTS = {"starttls": 587, "tls": 465, "none": 25}


class NotSent(Exception):
    """The mail server could not be reached or refused. What was to be said did not arrive."""


class TownMailBackend(BaseEmailBackend):
    """Django's EMAIL_BACKEND: sends with the mail server of the community that is open now."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """The number of mails that went out. Raises NotSent unless told to fail silently."""
        community = current()
        if not sends_by_server(community):
            for message in email_messages:
                _to_file(community, message)
            return len(email_messages)
        try:
            return SmtpBackend(**smtp_settings(community)).send_messages(email_messages) or 0
        except (SMTPException, OSError) as error:
            if self.fail_silently:
                return 0
            raise NotSent(type(error).__name__) from error


def send_plain(*, to: str, subject: str, text: str, headers: dict[str, str] | None = None) -> None:
    """One mail to one address, plain text only: nothing remote, nothing that follows anybody (PR9).

    Raises NotSent when the mail server does not take it.
    """
    EmailMessage(
        subject=subject,
        body=text,
        from_email=sender(current()),
        to=[to],
        headers={"Auto-Submitted": "auto-generated", **(headers or {})},
    ).send()


def sender(community: Community) -> str:
    """The name of the community with its own address: "Molenrij <plein@molenrij.nl>"."""
    address = str(community.mail.get("sender") or community.brand.email or f"plein@{community.hosts[0]}")
    return formataddr((community.brand.name or community.name, address))


def sends_by_server(community: Community) -> bool:
    """Whether a mail server is set; without one `doctor` warns and mails are files."""
    return bool(community.mail.get("host"))


def outbox(community: Community) -> Path:
    """Where mails stand that no server took, one file each."""
    return community.memory / "outbox"


def smtp_settings(community: Community) -> dict[str, Any]:
    """What Django's SMTP backend wants. Raises CommunityError when the settings contradict each other."""
    mail = community.mail
    security = str(mail.get("security", "starttls"))
    if security not in PORTS:
        raise CommunityError(f"mail.security is {security!r}; kies starttls, tls of none.")
    return {
        "host": str(mail["host"]),
        "port": int(mail.get("port", PORTS[security])),
        "username": str(mail.get("user", "")),
        "password": _password(community),
        "use_tls": security == "starttls",
        "use_ssl": security == "tls",
        "timeout": PATIENCE,
    }


def _password(community: Community) -> str:
    name = community.mail.get("password_file")
    if not name:
        return ""
    path = community.keys_folder / str(name)
    try:
        return path.read_text("utf-8").strip()
    except OSError:
        raise CommunityError(f"mail.password_file: {path} is niet te lezen. Zet het wachtwoord daar neer.") from None


def _to_file(community: Community, message: EmailMessage | EmailMultiAlternatives) -> None:
    folder = outbox(community)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    wire: Wire | Any = message.message()
    name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{uuid4().hex[:6]}.eml"
    descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(wire.as_bytes())
