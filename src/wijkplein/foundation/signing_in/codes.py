"""The code by e-mail: six digits, fifteen minutes, one use, only in the browser that asked for it.

Everything happens in the same way for an address we know and one we do not: who is behind an address is
looked up only after the code was right. So the page, the mail and the time tell nothing (bar S10, M3).
The state stands in the browser's own session; the address is sealed there and the code is an HMAC.
"""

from __future__ import annotations

import hmac
import re
import secrets
import time
from dataclasses import dataclass
from enum import Enum
from typing import Any, cast
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from wijkplein.foundation.community.budget import client_network, give_back
from wijkplein.foundation.people.budget import spend, spend_a_code
from wijkplein.foundation.people.by_email import tidy_email
from wijkplein.foundation.people.proving import safe_next
from wijkplein.foundation.privacy import known_browser
from wijkplein.foundation.privacy.encryption import fingerprint, seal, unseal
from wijkplein.foundation.signing_in.letters import send_code

LIFE = 15 * 60  # seconds that a code is good
DIGITS = 6
TRIES = 10  # wrong tries in fifteen minutes, per address and network
TRIES_OF_ALL = 30  # wrong tries per address from everywhere: a stranger uses up his own first
STATE, CONFIRMED = "signing_in.code", "signing_in.confirmed"
CONFIRMED_LIFE = 30 * 60  # seconds


class Checked(Enum):
    """What came of a typed code."""

    RIGHT = "right"
    WRONG = "wrong"
    GONE = "gone"


@dataclass(frozen=True)
class Pending:
    """The code that this browser waits for."""

    email: str
    next_url: str
    sign_in: bool


def start_code(request: HttpRequest, email: str, next_url: str = "", *, sign_in: bool = True) -> HttpResponseRedirect:
    """Send a code to an address and go to the page where it is typed in.

    For the sign-in page and for every room that must know that an address is really the visitor's: the
    square confirms a visitor's post with `sign_in=False`. After the right code the browser goes to
    `next_url` (an own path; anything else becomes the beginning); there `take_confirmed_email(request)`
    gives the address, once. With `sign_in=True` the person behind it is signed in, or asked to sign up.

    A new code makes the old one worthless. Raises TooOften when too many were asked (people/budget.py), and NotSent
    (community.mailing) when the mail server does not take it.
    """
    email = tidy_email(email)
    mark = _address_mark(email)
    spend_a_code(mark, network=client_network(request), browser=known_browser.number_of(request, mark))
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    nonce = secrets.token_hex(8)
    request.session[STATE] = {
        "email": seal(email, field="session.email"),
        "code": _mark(nonce, code),
        "nonce": nonce,
        "at": time.time(),
        "next": safe_next(request, next_url),
        "sign_in": sign_in,
    }
    send_code(email, code, sign_in=sign_in)
    return HttpResponseRedirect(reverse("signing_in:code"))


def pending(request: HttpRequest) -> Pending | None:
    """What this browser waits for, or None when it asked nothing or the time is over."""
    state = _state(request)
    if state is None:
        return None
    return Pending(unseal(state["email"], field="session.email"), state["next"], state["sign_in"])


def check_code(request: HttpRequest, typed: str) -> Checked:
    """Compare what was typed; spaces and dashes do not matter. Raises TooOften after ten wrong tries.

    A right code is used up. The last look at the budget is before the comparing: an eleventh try is not
    even compared.
    """
    state = _state(request)
    if state is None:
        return Checked.GONE
    email = unseal(state["email"], field="session.email")
    mark = _address_mark(email)
    browser = known_browser.number_of(request, mark)
    here = fingerprint(f"{mark}:{browser or client_network(request)}", purpose="budget.tries")
    spend("tries", here, TRIES)
    if not browser:
        spend("tries_all", mark, TRIES_OF_ALL)
    if not hmac.compare_digest(state["code"], _mark(state["nonce"], re.sub(r"[\s.\-]", "", typed))):
        return Checked.WRONG
    give_back("tries", here, TRIES)
    del request.session[STATE]
    page = reverse("signing_in:sign_up") if state["sign_in"] else urlsplit(state["next"]).path
    request.session[CONFIRMED] = {"email": seal(email, field="session.email"), "at": time.time(), "page": page}
    return Checked.RIGHT


def confirmed_email(request: HttpRequest) -> str | None:
    """The address this browser proved in the last half hour for the page it is asked on, or None.

    A proof is good for what it was asked for: with the code for a post nobody signs up, and the other way round.
    """
    state = request.session.get(CONFIRMED)
    if not isinstance(state, dict) or state.get("page") != request.path:
        return None
    if time.time() - state["at"] > CONFIRMED_LIFE:
        return None
    return unseal(state["email"], field="session.email")


def take_confirmed_email(request: HttpRequest) -> str | None:
    """As `confirmed_email`, and forget it: one proof is good for one thing."""
    email = confirmed_email(request)
    request.session.pop(CONFIRMED, None)
    return email


def make_known(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """This browser proved the address: from now on strangers who ask codes for it take none of its turns."""
    known_browser.make_known(request, response, _address_mark(email))


def _state(request: HttpRequest) -> dict[str, Any] | None:
    state = request.session.get(STATE)
    if not isinstance(state, dict):
        return None
    if time.time() - state["at"] > LIFE:
        del request.session[STATE]
        return None
    return cast(dict[str, Any], state)


def _address_mark(email: str) -> str:
    """How an e-mail address stands in a budget."""
    return fingerprint(email, purpose="budget.address")


def _mark(nonce: str, code: str) -> str:
    return fingerprint(f"{nonce}:{code}", purpose="signin.code")
