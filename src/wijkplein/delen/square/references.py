"""The public reference of a post: for posters and the telephone. Never the receipt words."""

from __future__ import annotations

import secrets

from wijkplein.delen.square.models import Post

LETTERS = "BCDFGHJKLMNPRSTVWXZ"  # no vowels, so no words; no Q and Y, which people mishear
DIGITS = "23456789"


def new_reference() -> str:
    """One letter and four digits, as "K 4729"; longer once many are taken."""
    for digits in (4, 4, 4, 5, 6, 8):
        reference = secrets.choice(LETTERS) + "".join(secrets.choice(DIGITS) for _ in range(digits))
        if not Post.objects.filter(reference=reference).exists():
            return reference
    raise RuntimeError("no free reference")  # one in 10^9 even in the largest town
