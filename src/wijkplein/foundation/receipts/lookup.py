"""Finding a receipt by its code, within a guess budget for the whole community (ADR 0007).

Nobody gets to know whether a wrong code was nearly right, and no address or network is remembered: the
budget is one number an hour for everybody together. Who answers the telephone has a budget of its own, so that
a stranger who spends the public one does not silence the desk.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Sum
from django.utils import timezone

from wijkplein.foundation.receipts.codes import WORDS, marks, tidy, word_list
from wijkplein.foundation.receipts.models import Guess, Lane, Receipt
from wijkplein.foundation.verbs.actors import VISITOR, Actor
from wijkplein.foundation.verbs.roles import FALLBACK

WRONG_GUESSES_PER_HOUR = 60
WRONG_GUESSES_PER_DAY = 240
DAY = timedelta(hours=24)


class BudgetSpent(Exception):
    """Too many wrong codes came in; the QR and the telephone still work."""


class CodeHolder:
    """Whoever shows a good code: may do with this one receipt, and the thing it is about, what its holder may."""

    is_visitor = False
    is_authenticated = False
    pk = None

    def __init__(self, actor: Actor, receipt: Receipt) -> None:
        self.actor = actor
        self.receipt = receipt

    @property
    def actor_id(self) -> Any:
        """The diary keeps who acted only when somebody was signed in."""
        return self.actor.actor_id

    def role_names(self, area: Any) -> frozenset[str]:
        """What the actor had already."""
        return self.actor.role_names(area)

    def holds(self, thing: Any) -> bool:
        """True for the receipt itself and for what it was given for."""
        return getattr(thing, "uuid", None) in (self.receipt.uuid, self.receipt.about_id)


def by_words(words: str, *, by: Actor = VISITOR, now: datetime | None = None) -> Receipt | None:
    """The receipt with these three words, or None. Raises BudgetSpent when too many guesses were wrong.

    Words that are not on the list can open nothing and cost nothing: honest slips do not spend the budget.
    """
    said, moment, lane = tidy(words), now or timezone.now(), lane_of(by)
    if len(said.split()) != WORDS or not set(said.split()) <= set(word_list()):
        return None
    if is_spent(lane, now=moment):
        raise BudgetSpent
    found = Receipt.objects.filter(words_mark__in=marks(said, purpose="words")).first()
    if found is None:
        _count_wrong(lane, _hour(moment))
    return found


def is_spent(lane: str = Lane.PUBLIC, *, now: datetime | None = None) -> bool:
    """Whether so many wrong codes came in this hour, or these 24 hours, that words open nothing for a while."""
    moment = now or timezone.now()
    guesses = Guess.objects.filter(lane=lane, hour__gt=_hour(moment) - DAY)
    this_hour = guesses.filter(hour=_hour(moment), count__gte=WRONG_GUESSES_PER_HOUR).exists()
    return this_hour or (guesses.aggregate(all=Sum("count"))["all"] or 0) >= WRONG_GUESSES_PER_DAY


def lane_of(by: Actor) -> str:
    """Whoever works for an area answers the telephone, and guesses on a budget apart from the public's."""
    roles = by.all_role_names() if hasattr(by, "all_role_names") else frozenset()
    return Lane.DESK if roles & set(FALLBACK) else Lane.PUBLIC


def by_secret(secret: str) -> Receipt | None:
    """The receipt with this QR secret: 128 bits need no budget."""
    return Receipt.objects.filter(secret_mark__in=marks(secret, purpose="secret")).first()


def holding(receipt: Receipt, by: Actor = VISITOR) -> CodeHolder:
    """Act as the holder of this receipt, having shown its code.

    For a personless kind nobody's name goes along, also when somebody happens to be signed in: the diary must not
    lead from a person to a signal (guarantee 2).
    """
    return CodeHolder(VISITOR if receipt.is_personless else by, receipt)


def _hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)


def _count_wrong(lane: str, hour: datetime) -> None:
    """One more; the row of this hour is made by whoever is first, and met by whoever is second."""
    guess, _made = Guess.objects.get_or_create(lane=lane, hour=hour)
    Guess.objects.filter(pk=guess.pk).update(count=F("count") + 1)
