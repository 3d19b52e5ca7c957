"""The public reference of a post: for posters and the telephone. Never the receipt words."""

from __future__ import annotations

import secrets
from typing import Any

from django.db.models import QuerySet

from wijkplein.delen.square.models import Post
from wijkplein.foundation.community.prepared import prepared

LETTERS = "BCDFGHJKLMNPRSTVWXZ"  # no vowels, so no words; no Q and Y, which people mishear
DIGITS = "23456789"


@prepared
def _taken(reference: str) -> QuerySet[Any]:
    return Post.objects.filter(reference=reference).values_list("pk")


def new_reference() -> str:
    """One letter and four digits, as "K 4729"; longer once many are taken."""
    for digits in (4, 4, 4, 5, 6, 8):
        reference = secrets.choice(LETTERS) + "".join(secrets.choice(DIGITS) for _ in range(digits))
        if not _taken(reference):
            return reference
    raise RuntimeError("no free reference")  # one in 10^9 even in the largest town
