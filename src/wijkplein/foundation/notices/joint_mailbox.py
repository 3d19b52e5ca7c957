"""The joint mailbox of a town, as a file (mbox) or by IMAP, from `[mailbox]` in community.toml.

    [mailbox]
    mbox = "/var/mail/plein"          # or:
    imap = "imap.molenrij.nl"         # with port (993), user, password_file, folder ("INBOX"), security ("tls")
    area = "molenrij-oost"            # where mail of a stranger belongs; without it, with all on duty

What was read is taken out of the mailbox: it is kept sealed, for as long as domain.md says, and nowhere else.
"""

from __future__ import annotations

import imaplib
import logging
import mailbox
import ssl
import tomllib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.community.community import Community
from wijkplein.foundation.community.errors import CommunityError
from wijkplein.foundation.notices.actions import receive
from wijkplein.foundation.notices.parsing import parse
from wijkplein.foundation.notices.retrying import kind_of_error
from wijkplein.foundation.notices.turn import Turn

LARGEST = 10_000_000  # bytes of one mail
HEAD = 65_536  # bytes in which the headers of a mail that is too large are looked for
AT_ONCE = 50
PATIENCE = 20  # seconds for a mail server that does not answer

log = logging.getLogger("wijkplein.worker")


@dataclass(frozen=True)
class Waiting:
    """One mail in the box: its size in bytes, and its bytes, or only the beginning when it is too large."""

    key: Any
    size: int
    raw: bytes


class Box(Protocol):
    """A mailbox that is open."""

    def waiting(self) -> Iterator[Waiting]:
        """The oldest mails."""

    def take_out(self, key: Any) -> None:
        """Read and kept: it need not stay here."""


def settings_of(community: Community) -> dict[str, Any]:
    """The [mailbox] table of a town; empty when it has none."""
    data = tomllib.loads((community.folder / "community.toml").read_text("utf-8"))
    return dict(data.get("mailbox", {}))


def read_mailbox(*, turn: Turn | None = None) -> int:
    """Read what came in. Gives how many mails; 0 without a mailbox or when it cannot be reached (then it is logged)."""
    settings, turn = settings_of(current()), turn or Turn()
    if not settings:
        return 0
    done = 0
    try:
        with _opened(settings) as box:
            for each in box.waiting():
                if turn.over:
                    break
                _read(each, str(settings.get("area", "")))
                box.take_out(each.key)
                done += 1
    except (OSError, imaplib.IMAP4.error, mailbox.Error) as error:
        log.warning("mailbox of %s: %s", current().slug, kind_of_error(error))
    return done


def _read(each: Waiting, area_slug: str) -> None:
    mail = parse(each.raw, own_addresses=_own_addresses(current()))
    receive(mail, too_large=each.size > LARGEST, area_slug=area_slug)


def _own_addresses(community: Community) -> frozenset[str]:
    addresses = (community.brand.email, str(community.mail.get("sender", "")))
    return frozenset(address.lower() for address in addresses if address)


def _opened(settings: dict[str, Any]) -> AbstractContextManager[Box]:
    if settings.get("mbox"):
        return _file(Path(str(settings["mbox"])))
    if settings.get("imap"):
        return _imap(settings)
    raise CommunityError("mailbox: noem mbox (een bestand) of imap (een server) in community.toml.")


class FileBox:
    """A file in mbox format. Reading does not load it whole."""

    def __init__(self, box: mailbox.mbox) -> None:
        self._box = box

    def waiting(self) -> Iterator[Waiting]:
        """The oldest first."""
        for key in list(self._box.iterkeys())[:AT_ONCE]:
            with self._box.get_file(key) as file:
                file.seek(0, 2)
                size = file.tell()
                file.seek(0)
                yield Waiting(key, size, file.read(HEAD if size > LARGEST else size))

    def take_out(self, key: Any) -> None:
        """The file is written anew when the box closes."""
        self._box.remove(key)


@contextmanager
def _file(path: Path) -> Iterator[Box]:
    if not path.exists() or path.stat().st_size == 0:
        yield _Nothing()
        return
    box = mailbox.mbox(path, create=False)
    box.lock()  # the mail server writes here too
    try:
        yield FileBox(box)
    finally:
        box.close()  # writes what was taken out, and unlocks


class _Nothing:
    def waiting(self) -> Iterator[Waiting]:
        return iter(())

    def take_out(self, key: Any) -> None:
        raise KeyError(key)


class ImapBox:
    """A folder on a mail server."""

    def __init__(self, server: imaplib.IMAP4) -> None:
        self._server = server

    def waiting(self) -> Iterator[Waiting]:
        """The oldest first. Nothing is marked as read by looking."""
        _state, found = self._server.uid("search", "UNDELETED")
        for uid in (found[0] or b"").split()[:AT_ONCE]:
            size = self._size(uid)
            part = "BODY.PEEK[HEADER]" if size > LARGEST else "BODY.PEEK[]"
            _state, data = self._server.uid("fetch", uid.decode(), f"({part})")
            raw = next((each[1] for each in data if isinstance(each, tuple)), b"")
            if raw:
                yield Waiting(uid.decode(), size, raw)

    def take_out(self, key: Any) -> None:
        """Gone from the folder."""
        self._server.uid("store", key, "+FLAGS", r"(\Deleted)")
        self._server.expunge()

    def _size(self, uid: bytes) -> int:
        _state, data = self._server.uid("fetch", uid.decode(), "(RFC822.SIZE)")
        text = data[0] if isinstance(data[0], bytes) else b""
        digits = text.rpartition(b"RFC822.SIZE ")[2].split(b")")[0].split(b" ")[0]
        return int(digits) if digits.isdigit() else 0


@contextmanager
def _imap(settings: dict[str, Any]) -> Iterator[Box]:
    host = str(settings["imap"])
    security = str(settings.get("security", "tls"))
    if security == "tls":
        context = ssl.create_default_context()
        server: imaplib.IMAP4 = imaplib.IMAP4_SSL(
            host, int(settings.get("port", 993)), ssl_context=context, timeout=PATIENCE
        )
    else:
        server = imaplib.IMAP4(host, int(settings.get("port", 143)), timeout=PATIENCE)
    with server:
        if security == "starttls":
            server.starttls(ssl.create_default_context())
        server.login(str(settings.get("user", "")), _password(settings))
        server.select(str(settings.get("folder", "INBOX")))
        yield ImapBox(server)


def _password(settings: dict[str, Any]) -> str:
    path = current().keys_folder / str(settings.get("password_file", "imap.password"))
    try:
        return path.read_text("utf-8").strip()
    except OSError:
        raise CommunityError(f"mailbox.password_file: {path} is niet te lezen. Zet het wachtwoord daar neer.") from None
