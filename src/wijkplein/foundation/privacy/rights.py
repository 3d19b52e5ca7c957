"""See, take along and erase (GDPR art. 15, 17, 20; jobs.md). Each room says what it holds about a person.

The people room runs them all; the erasure is also written beside the database (erasure_list.py), so that
a backup from before the erasure does not bring anybody back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.privacy.erasure_list import note_erasure

Export = Callable[[UUID], list[dict[str, Any]]]
Erase = Callable[[UUID], dict[str, int]]


@dataclass(frozen=True)
class Holding:
    """What one room holds about a person. `erase` gives counts of what went and what remains without a name."""

    name: str
    label: str
    export: Export
    erase: Erase


_holdings: dict[str, Holding] = {}


def hold(holding: Holding) -> None:
    """Make a holding known; called in `ready()`, low rooms first. Raises ValueError when the name is taken."""
    if holding.name in _holdings and _holdings[holding.name] != holding:
        raise ValueError(f"Two holdings are called {holding.name}.")
    _holdings[holding.name] = holding


def export_person(person_id: UUID) -> dict[str, list[dict[str, Any]]]:
    """All that is kept about one person, by room, nothing about anybody else."""
    return {gettext(holding.label): holding.export(person_id) for holding in _holdings.values()}


def erase_person(person_id: UUID) -> dict[str, int]:
    """Erase a person from every room in one transaction, high rooms first, and note it beside the database.

    Gives counts for the note of what went and what remains. Doing it twice does nothing the second time.
    """
    counts: dict[str, int] = {}
    with transaction.atomic():
        for holding in reversed(list(_holdings.values())):
            for name, count in holding.erase(person_id).items():
                counts[name] = counts.get(name, 0) + count
        note_erasure(current(), person_id)
    return counts
