"""How often something may be tried: a budget of the community, with a wait page when it is spent (M26, S10).

A budget that is spent makes one wait; it never closes an account, because then a stranger could lock somebody out.
"""

from __future__ import annotations

from datetime import timedelta

from wijkplein.foundation.community import budget

QUARTER = timedelta(minutes=15)


class TooOften(Exception):
    """Wait a quarter of an hour, or call; nothing is lost. Views answer with the 429 page."""


def spend(name: str, mark: str, limit: int, *, window: timedelta = QUARTER) -> None:
    """Count one more. Raises TooOften, without counting, when `limit` in `window` was reached.

    `mark` is an HMAC of whoever tries. Call it outside a transaction that may be rolled back: a refusal must still
    count.
    """
    if not budget.spend(name, mark, limit, window):
        raise TooOften(name)
