"""Cards are written when something changes; after a new version of the house the worker writes old ones anew.

    renews_cards("square", renew_cards)     # gives how many it did; 0 when none is old

Never in a GET: nobody waits for it (performance.md 5.1).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Renew = Callable[[], int]
ROUNDS = 10_000  # so many batches at most: a renderer that never gets to 0 is a mistake, and is told

_renewers: dict[str, Renew] = {}


def renews_cards(name: str, renew: Renew) -> None:
    """A room says how to write a batch of its old cards anew."""
    _renewers[name] = renew


def renew_old_cards(now: datetime) -> int:
    """All old cards of the open town, in small batches. Raises RuntimeError when one room never gets done."""
    return sum(_renew_all(name, renew) for name, renew in _renewers.items())


def _renew_all(name: str, renew: Renew) -> int:
    done = 0
    for _round in range(ROUNDS):
        batch = renew()
        if not batch:
            return done
        done += batch
    raise RuntimeError(f"The cards of {name} stay old.")
