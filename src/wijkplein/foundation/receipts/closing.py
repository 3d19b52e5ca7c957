"""The receipts of a thing move together with the thing itself, inside the act of the room that moves it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.utils import timezone, translation
from django.utils.functional import Promise

from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.ref import Ref

Reopen = Callable[[Actor, Receipt], None]
_on_reopen: dict[str, Reopen] = {}


def close_receipts(about: Ref, *, outcome: str, reason: str | Promise) -> int:
    """Give every open receipt of this thing its outcome. Gives how many there were."""
    open_ones = Receipt.objects.filter(kind=about.kind, about_id=about.uuid, closed_at=None)
    with translation.override(settings.LANGUAGE_CODE):  # kept for others: not in the language of who pressed the button
        return open_ones.update(outcome=outcome, reason=str(reason), closed_at=timezone.now())


def move_clocks(about: Ref, *, due_on: date) -> int:
    """The next step of this thing has a day of its own: its open receipts say that day. Gives how many there were."""
    return Receipt.objects.filter(kind=about.kind, about_id=about.uuid, closed_at=None).update(due_on=due_on)


def reopen_receipts(about: Ref) -> int:
    """The thing is looked at again: so are its receipts. Gives how many there were."""
    closed = Receipt.objects.filter(kind=about.kind, about_id=about.uuid).exclude(closed_at=None)
    return closed.update(outcome="", reason="", closed_at=None, reopened_at=timezone.now())


def wait_again(about: Ref, *, due_on: date) -> int:
    """The thing waits for somebody once more: so do its receipts, before this day. It does not use up "klopt niet"."""
    receipts = Receipt.objects.filter(kind=about.kind, about_id=about.uuid)
    return receipts.update(outcome="", reason="", closed_at=None, due_on=due_on)


def when_reopened(kind: str, reopen: Reopen) -> None:
    """A room says what "klopt niet" does to its things; called in `ready()`. Without it only the receipt reopens."""
    _on_reopen[kind] = reopen


def reopen_thing(by: Actor, receipt: Receipt) -> None:
    """Let the room of this thing reopen it too."""
    if receipt.kind in _on_reopen:
        _on_reopen[receipt.kind](by, receipt)
