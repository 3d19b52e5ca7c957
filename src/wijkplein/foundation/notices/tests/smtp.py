"""A real mail server on a free port, that can be told to refuse, to hang up or to be slow."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Postbus:
    """Keeps what it gets. `refuse` answers 550, `later` answers 451, `slow` waits that many seconds."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.recipients: list[list[str]] = []
        self.refuse: set[str] = set()
        self.slow = 0.0
        self.hang_up_after = 0

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address in self.refuse:
            return "550 no such address " + address
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        await asyncio.sleep(self.slow)
        self.raw.append(envelope.content)
        self.recipients.append(list(envelope.rcpt_tos))
        if self.hang_up_after and len(self.raw) % self.hang_up_after == 0:
            server.transport.close()
        return "250 OK"

    @property
    def messages(self) -> list[Any]:
        return [message_from_bytes(each) for each in self.raw]


class Quiet(Controller):
    def factory(self) -> SMTP:
        return SMTP(self.handler, hostname="postbus.test", enable_SMTPUTF8=True)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def mail_server() -> Iterator[tuple[Postbus, int]]:
    """The server and its port."""
    box = Postbus()
    port = free_port()
    controller = Quiet(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, port
    finally:
        controller.stop()
