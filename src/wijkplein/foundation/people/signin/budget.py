"""How often something may be done: a sliding window per mark, exact on both engines (reliability.md M26, S10).

The budget of the community (community/budget.py) counts in windows that stand on the clock, so twice the
limit fits around a border; the bar for codes is ten in any fifteen minutes, so this one keeps moments.

Marks are HMACs, so nobody's address or network is kept. A budget that is spent makes one wait; it never
closes an account, because then a stranger could lock somebody out.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from wijkplein.foundation.community.budget import client_network
from wijkplein.foundation.people.models import Budget
from wijkplein.foundation.privacy.encryption import fingerprint

QUARTER = timedelta(minutes=15)
KEEP = timedelta(days=1)


class TooOften(Exception):
    """Wait a quarter of an hour, or call; nothing is lost. Views answer with the 429 page."""


def spend(name: str, mark: str, limit: int, *, window: timedelta = QUARTER, now: datetime | None = None) -> None:
    """Count one more. Raises TooOften, without counting, when `limit` in `window` was reached.

    Call it outside a transaction that may be rolled back: a refusal must still count.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        Budget.objects.get_or_create(name=name, mark=mark)
        budget = Budget.objects.select_for_update().get(name=name, mark=mark)
        recent = _recent(budget, moment, window)
        if len(recent) >= limit:
            raise TooOften(name)
        budget.moments, budget.changed_at = [*recent, moment.timestamp()], moment
        budget.save(update_fields=["moments", "changed_at"])


def is_spent(name: str, mark: str, limit: int, *, window: timedelta = QUARTER, now: datetime | None = None) -> bool:
    """Whether one more would be too many."""
    budget = Budget.objects.filter(name=name, mark=mark).first()
    return budget is not None and len(_recent(budget, now or timezone.now(), window)) >= limit


def forget(name: str, mark: str) -> None:
    """Start again at nought, after something went well."""
    Budget.objects.filter(name=name, mark=mark).delete()


def old_budgets(now: datetime) -> Any:
    """What retention takes away: a budget nobody used for a day."""
    return Budget.objects.filter(changed_at__lt=now - KEEP)


def address_mark(email: str) -> str:
    """How an e-mail address stands in a budget."""
    return fingerprint(email.strip().lower(), purpose="budget.address")


def network_mark(request: HttpRequest) -> str:
    """How the visitor's network stands in a budget: good for one day, never the address itself."""
    return client_network(request)


def _recent(budget: Budget, now: datetime, window: timedelta) -> list[float]:
    since = (now - window).timestamp()
    return [moment for moment in budget.moments if moment > since]
