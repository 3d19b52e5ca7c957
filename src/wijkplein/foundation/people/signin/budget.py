"""How often signing in may be tried: the budgets of the community, with a wait page when one is spent (M26, S10).

Marks are HMACs, so nobody's address or network is kept. A budget that is spent makes one wait; it never
closes an account, because then a stranger could lock somebody out.
"""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest

from wijkplein.foundation.community import budget
from wijkplein.foundation.privacy.encryption import fingerprint

QUARTER = timedelta(minutes=15)


class TooOften(Exception):
    """Wait a quarter of an hour, or call; nothing is lost. Views answer with the 429 page."""


def spend(name: str, mark: str, limit: int, *, window: timedelta = QUARTER) -> None:
    """Count one more. Raises TooOften, without counting, when `limit` in `window` was reached.

    Call it outside a transaction that may be rolled back: a refusal must still count.
    """
    if not budget.spend(name, mark, limit, window):
        raise TooOften(name)


def forget(name: str, mark: str, limit: int) -> None:
    """Start again at nought, after something went well."""
    budget.give_back(name, mark, limit)


def address_mark(email: str) -> str:
    """How an e-mail address stands in a budget."""
    return fingerprint(email.strip().lower(), purpose="budget.address")


def network_mark(request: HttpRequest) -> str:
    """How the visitor's network stands in a budget: good for one day, never the address itself."""
    return budget.client_network(request)
