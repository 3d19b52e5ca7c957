"""One mail as bytes to plain words. Whatever comes in, this never raises: mail is written by anybody's software."""

from __future__ import annotations

import hashlib
import html
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

import nh3
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

LONGEST = 20_000  # characters of text that are kept
LONGEST_SUBJECT = 200
BREAKS = re.compile(r"<\s*(?:br|/p|/div|/li|/tr|/h[1-6])\b[^>]*>", re.I)
BLANKS = re.compile(r"\n\s*\n\s*\n+")
MESSAGE_ID = re.compile(r"^<[!-;=?-~]{1,290}>$")  # printable, no spaces: it goes into a header of ours again
MACHINES = re.compile(r"^(?:mailer-daemon|postmaster|no-?reply|bounces?|abuse)\b", re.I)


@dataclass(frozen=True)
class Parsed:
    """What somebody wrote. `ignore` says why no human wrote it, or "". `key` is the same each time it is read."""

    key: str
    sender: str
    subject: str
    text: str
    message_id: str
    attachments: int
    ignore: str


def parse(raw: bytes, *, own_addresses: frozenset[str]) -> Parsed:
    """Read a mail, or only its headers. `own_addresses` in lower case: mail from ourselves would run in circles."""
    message = message_from_bytes(raw)
    sender = parseaddr(_header(message, "From"))[1].strip().lower()
    message_id = _header(message, "Message-ID").strip()
    parts = [part for part in message.walk() if not part.is_multipart()]
    return Parsed(
        key=message_id or hashlib.sha256(raw).hexdigest(),
        sender=sender,
        subject=_one_line(_header(message, "Subject"))[:LONGEST_SUBJECT],
        text=_text(parts)[:LONGEST],
        message_id=message_id if MESSAGE_ID.match(message_id) else "",
        attachments=sum(_is_attachment(part) for part in parts),
        ignore=_why_ignored(message, sender, own_addresses),
    )


def _header(message: Message, name: str) -> str:
    value = message.get(name)
    if value is None:
        return ""
    try:
        return str(make_header(decode_header(value)))
    except (LookupError, ValueError, HeaderParseError):
        return str(value)


def _one_line(text: str) -> str:
    return " ".join(_clean(text).split())


def _clean(text: str) -> str:
    """Without control characters and halves of characters, which a database refuses."""
    kept = "".join(letter for letter in text if letter in "\n\t" or letter.isprintable())
    return kept.encode("utf-8", "ignore").decode()


def _text(parts: list[Message]) -> str:
    bodies = [part for part in parts if not _is_attachment(part)]
    plain = next((part for part in bodies if part.get_content_type() == "text/plain"), None)
    if plain is not None:
        return _tidy(_decoded(plain))
    marked_up = next((part for part in bodies if part.get_content_type() == "text/html"), None)
    return _tidy(without_markup(_decoded(marked_up))) if marked_up is not None else ""


def without_markup(text: str) -> str:
    """The words of an HTML mail: nh3 takes out every tag, scripts and styles with what is in them."""
    return html.unescape(nh3.clean(BREAKS.sub("\n", text), tags=set(), attributes={}))


def _tidy(text: str) -> str:
    return BLANKS.sub("\n\n", _clean(text.replace("\r\n", "\n").replace("\r", "\n"))).strip()


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    try:
        return content.decode(part.get_content_charset("utf-8"), "replace")
    except (LookupError, ValueError):
        return content.decode("utf-8", "replace")


def _is_attachment(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_content_maintype() not in {"text", "multipart"}


def _why_ignored(message: Message, sender: str, own_addresses: frozenset[str]) -> str:
    """Loops, lists, absence notices and bounces (RFC 3834): answering those makes more of them."""
    automatic = _header(message, "Auto-Submitted").strip().lower()
    if not _is_address(sender):
        return "no_sender"
    if sender in own_addresses:
        return "loop"
    if automatic and not automatic.startswith("no"):
        return "automatic"
    if _header(message, "Precedence").strip().lower() in {"bulk", "junk", "list", "auto_reply"}:
        return "bulk"
    if any(message.get(name) for name in ("List-Id", "List-Unsubscribe", "X-Autoreply", "X-Autorespond", "X-Loop")):
        return "bulk"
    empty_path = message.get("Return-Path") is not None and _header(message, "Return-Path").strip() == "<>"
    return "bounce" if empty_path or MACHINES.match(sender) else ""


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
