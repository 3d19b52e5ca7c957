"""What a visitor's own browser keeps for a while: the receipt that was just given, and the one that was opened.

In a sealed cookie under /volgkaartje/ and not in the session: a session stands in our database and may belong to
somebody who signed in, and then it would be a line from a person to a signal (design.md guarantee 2; ADR 0007).
Nobody without our key can read or make one; the codes never stand in an address.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from wijkplein.foundation.community.errors import CommunityError
from wijkplein.foundation.privacy.encryption import CannotOpen, seal, unseal
from wijkplein.foundation.receipts.actions import Issued
from wijkplein.foundation.receipts.models import Receipt

KEEP = 3600  # seconds that a browser remembers
PATH = "/volgkaartje/"
LONGEST_TEXT = 240  # characters of what was asked that a slip repeats
FRESH, OPENED = "kaartje-nieuw", "kaartje"


@dataclass(frozen=True)
class Handed:
    """A receipt somebody was given just now: its codes in clear, and what it is about."""

    receipt: str
    words: str
    secret: str
    about: str
    text: str = ""
    for_somebody: bool = False

    def issued(self) -> Issued | None:
        """As the action gave it; None when the receipt is gone."""
        receipt = Receipt.objects.filter(uuid=UUID(self.receipt)).first()
        return Issued(receipt, self.words, self.secret) if receipt is not None else None


def note_of(issued: Issued, *, about: str, text: str = "") -> str:
    """The codes of a fresh receipt, sealed: what `once` remembers as the note of its answer."""
    receipt = issued.receipt
    handed = Handed(
        str(receipt.uuid), issued.words, issued.secret, about, text[:LONGEST_TEXT], for_somebody=receipt.on_behalf
    )
    return _sealed(FRESH, asdict(handed))


def hand_over(response: HttpResponse, note: str) -> HttpResponse:
    """Let the page after this one (`receipts:fresh`) show and print the new receipt; it is open at once as well.

    Whoever typed it over for somebody may read the words aloud and print the slip, but does not hold the receipt.
    """
    found = _unsealed(FRESH, note)
    _set(response, FRESH, note)
    return (
        response if found is None or found["for_somebody"] else _keep(response, OPENED, {"receipt": found["receipt"]})
    )


def handed(request: HttpRequest) -> Handed | None:
    """The receipt this browser was given within the hour."""
    found = _kept(request, FRESH)
    return Handed(**found) if found else None


def open_receipt(response: HttpResponse, receipt: Receipt) -> HttpResponse:
    """Remember in this browser that its code was shown."""
    return _keep(response, OPENED, {"receipt": str(receipt.uuid)})


def opened_receipt(request: HttpRequest) -> Receipt | None:
    """The receipt this browser showed the code of within the hour."""
    found = _kept(request, OPENED)
    return Receipt.objects.filter(uuid=UUID(found["receipt"])).first() if found else None


def forget(response: HttpResponse) -> HttpResponse:
    """Close the receipt: for a computer that others use too."""
    for name in (FRESH, OPENED):
        response.delete_cookie(_name(name), path=PATH)
    return response


def _name(name: str) -> str:
    return f"__Secure-{name}" if settings.SESSION_COOKIE_SECURE else name


def _sealed(name: str, what: dict[str, Any]) -> str:
    return seal(json.dumps({**what, "until": int(time.time()) + KEEP}), field=f"cookie.{name}")


def _keep(response: HttpResponse, name: str, what: dict[str, Any]) -> HttpResponse:
    return _set(response, name, _sealed(name, what))


def _set(response: HttpResponse, name: str, sealed: str) -> HttpResponse:
    response.set_cookie(
        _name(name),
        sealed,
        max_age=KEEP,
        path=PATH,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )
    return response


def _kept(request: HttpRequest, name: str) -> dict[str, Any] | None:
    return _unsealed(name, request.COOKIES.get(_name(name), ""))


def _unsealed(name: str, sealed: str) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(unseal(sealed, field=f"cookie.{name}"))
    except (CannotOpen, CommunityError):  # not ours, or sealed with a key that is gone
        return None
    return found if found.pop("until") > time.time() else None
