"""A mail server that speaks just enough IMAP to be read: login, select, search, fetch, store, expunge."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class _Talk(socketserver.StreamRequestHandler):
    server: Any

    def handle(self) -> None:
        self.say("* OK ready")
        while line := self.rfile.readline().decode().strip():
            tag, _space, rest = line.partition(" ")
            for answer in self.answers(rest):
                self.say(answer) if isinstance(answer, str) else self.wfile.write(answer)
            self.say(f"{tag} OK done")
            if rest.upper().startswith("LOGOUT"):
                return

    def say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")

    def answers(self, command: str) -> Iterator[Any]:
        mails: dict[int, bytes] = self.server.mails
        word = command.upper()
        if word.startswith("CAPABILITY"):
            yield "* CAPABILITY IMAP4rev1"
        elif word.startswith("SELECT"):
            yield f"* {len(mails)} EXISTS"
        elif word.startswith("UID SEARCH"):
            yield "* SEARCH " + " ".join(map(str, sorted(mails)))
        elif match := re.match(r"UID FETCH (\d+) \((.*)\)", command, re.I):
            yield from self.fetch(int(match[1]), match[2])
        elif match := re.match(r"UID STORE (\d+) \+FLAGS", command, re.I):
            self.server.deleted.add(int(match[1]))
        elif word.startswith("EXPUNGE"):
            for uid in sorted(self.server.deleted):
                mails.pop(uid, None)
            self.server.deleted.clear()

    def fetch(self, uid: int, what: str) -> Iterator[Any]:
        raw: bytes = self.server.mails[uid]
        if what == "RFC822.SIZE":
            yield f"* 1 FETCH (UID {uid} RFC822.SIZE {self.server.sizes.get(uid, len(raw))})"
            return
        part = raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if "HEADER" in what else raw
        self.server.asked.append(what)
        yield f"* 1 FETCH (UID {uid} {what.replace('.PEEK', '')} {{{len(part)}}}".encode() + b"\r\n" + part + b")\r\n"


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def imap_server(mails: dict[int, bytes], sizes: dict[int, int] | None = None) -> Iterator[Any]:
    """`mails` by uid; `sizes` says how large a mail claims to be."""
    with _Server(("127.0.0.1", 0), _Talk) as server:
        server.mails, server.sizes, server.deleted, server.asked = mails, sizes or {}, set(), []
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
