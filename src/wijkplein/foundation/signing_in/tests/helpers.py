"""What the tests of signing in share: the mails that went out, and a browser that signs in as people do."""

from __future__ import annotations

import re
import time
from typing import Any, cast

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client

CODE = re.compile(r"\b(\d{3}) (\d{3})\b")


def mails() -> list[EmailMessage]:
    """Every mail of this test so far, oldest first."""
    return list(mail.outbox)


def newest_code(address: str) -> str:
    """The code in the newest mail to this address, as it stands there: "123 456"."""
    mine = [each for each in mails() if each.to == [address]]
    found = CODE.search(str(mine[-1].body))
    assert found, "no code in the mail"
    return f"{found[1]} {found[2]}"


def ask_code(client: Client, address: str, next_url: str = "/") -> HttpResponse:
    """Fill in the sign-in page."""
    return cast(HttpResponse, client.post("/inloggen/", {"email": address, "next": next_url}))


def type_code(client: Client, code: str) -> HttpResponse:
    """Fill in the code page."""
    return cast(HttpResponse, client.post("/inloggen/code/", {"code": code}))


def sign_in(client: Client, address: str, next_url: str = "/") -> HttpResponse:
    """Both."""
    ask_code(client, address, next_url)
    return type_code(client, newest_code(address))


def is_signed_in(client: Client) -> bool:
    """Whether one's own place opens."""
    return client.get("/mijn/").status_code == 200


def app_code(secret: str) -> str:
    """What an app shows now for this secret."""
    return format_hotp_value(hotp_value(secret.replace(" ", ""), int(time.time()) // 30))


def set_up_app(client: Client) -> tuple[str, list[str]]:
    """Set up an app as somebody who is signed in. Gives the secret and the recovery codes."""
    page = client.get("/mijn/inloggen/app/")
    secret = str(page.context["secret"])
    client.post("/mijn/inloggen/app/", {"code": app_code(secret)})
    papers: Any = client.get("/mijn/inloggen/papier/")
    return secret, list(papers.context["codes"])
