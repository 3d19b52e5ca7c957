"""How often something may be tried: a budget of the community, with a wait page when it is spent (M26, S10).

A budget that is spent makes one wait; it never closes an account, because then a stranger could lock somebody out.
"""

from __future__ import annotations

from datetime import timedelta

from wijkplein.foundation.community import budget

QUARTER = timedelta(minutes=15)
CODES_FROM_ONE = 20  # from one network in a quarter of an hour, to any address
CODES_TO_ONE, CODES_IN_A_DAY = 3, 6  # from one network to one address, in a quarter and in a day
CODES_BY_STRANGERS = 15  # to one address in a day, from everywhere: nobody's mailbox is filled
CODES_TO_KNOWN, KNOWN_IN_A_DAY = 5, 30  # to one address, for one browser that proved it before


class TooOften(Exception):
    """Wait a quarter of an hour, or call; nothing is lost. Views answer with the 429 page."""


def spend(name: str, mark: str, limit: int, *, window: timedelta = QUARTER) -> None:
    """Count one more. Raises TooOften, without counting, when `limit` in `window` was reached.

    `mark` is an HMAC of whoever tries. Call it outside a transaction that may be rolled back: a refusal must still
    count.
    """
    if not budget.spend(name, mark, limit, window):
        raise TooOften(name)


def spend_a_code(mark: str, *, network: str, browser: str) -> None:
    """One more code by e-mail to an address. Raises TooOften.

    A browser that proved the address before (`browser`, else "") has turns of its own, which no stranger can use up.
    Who is behind the address, and whether anybody is, makes no difference.
    """
    if browser:
        spend("code_known", f"{mark}:{browser}", CODES_TO_KNOWN)
        spend("code_known_day", f"{mark}:{browser}", KNOWN_IN_A_DAY, window=budget.DAY)
        return
    spend("code_network", network, CODES_FROM_ONE)
    spend("code_here", f"{mark}:{network}", CODES_TO_ONE)
    spend("code_here_day", f"{mark}:{network}", CODES_IN_A_DAY, window=budget.DAY)
    spend("code_strangers", mark, CODES_BY_STRANGERS, window=budget.DAY)
