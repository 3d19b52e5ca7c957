"""A form sent twice has one effect (bar R8): each form carries a token, and the first answer is remembered.

The token is signed, so it also tells how old the form is. Show it with `{% load once %}{% once_token %}`;
use it with `once(request.POST.get("once", ""), deed)`.

Who goes back gets the form anew, with another token and her own text still in it. So the same said again within the
hour from the same browser is known as well (`alike`), by an HMAC: neither the text nor the browser is kept.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core.signing import BadSignature
from django.db import transaction

from wijkplein.foundation.community.caching import claim, remember, remembered
from wijkplein.foundation.community.errors import WriteQueueFull
from wijkplein.foundation.community.keys import key
from wijkplein.foundation.community.signing import signer

ALIKE = timedelta(hours=1)  # how long the same said again is taken for going back
KEEP = timedelta(days=1)  # how long a second sending of the same form is recognised
FIELD = "once"
PURPOSE = "once"


@dataclass(frozen=True)
class Answer:
    """Where the visitor goes after the deed, and a sealed note for the session that belongs to it."""

    url: str
    note: str = ""


class AlreadyIn(Exception):
    """The same was said a moment ago in this browser. `url` is where that went to; nothing was done again."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


def new_token() -> str:
    """A token for one form on one page."""
    return signer(PURPOSE).sign(f"{time.time():.1f}~{secrets.token_urlsafe(12)}")


def age_of(token: str) -> timedelta | None:
    """How long ago the form was shown; None when the token is not one of this town or older than a day."""
    try:
        shown_at = float(signer(PURPOSE).unsign(token, max_age=KEEP).partition("~")[0])
    except (BadSignature, ValueError):
        return None
    return timedelta(seconds=time.time() - shown_at)


def once(token: str, deed: Callable[[], Answer], *, alike: Sequence[str] = ()) -> Answer:
    """Do the deed, or give the answer it got when this form was sent before. One transaction with the deed.

    Two at the same moment: the second waits for the row of the first and then reads its answer. A deed that
    raises leaves nothing behind, so the form can be sent again. Without a token of ours it is simply done.

    `alike` is who says what, where: raises AlreadyIn when exactly that was done within the hour by another form.
    """
    if age_of(token) is None:
        with transaction.atomic():
            return _unlike(alike, deed)
    name = f"once:{token}"
    with transaction.atomic():
        if claim(name, KEEP):
            answer = _unlike(alike, deed)
            remember(name, json.dumps((answer.url, answer.note)), KEEP)
            return answer
        text = remembered(name)
        if not text:  # the row went between the two questions; better no answer than a second deed
            raise WriteQueueFull
        return Answer(*json.loads(text))


def _unlike(alike: Sequence[str], deed: Callable[[], Answer]) -> Answer:
    if not alike:
        return deed()
    said = json.dumps([" ".join(each.split()) for each in alike])
    name = f"alike:{hmac.new(key('signing').secret, said.encode(), hashlib.sha256).hexdigest()}"
    if not claim(name, ALIKE):
        raise AlreadyIn(remembered(name))
    answer = deed()
    remember(name, answer.url, ALIKE)
    return answer
