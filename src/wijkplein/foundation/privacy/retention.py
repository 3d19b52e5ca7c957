"""Retention runs by itself: each room says what becomes due when, the daily clock does it.

A rule never needs somebody to remember it. `doctor --retention` shows what would go today (dry run).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction

BATCH = 500  # rows in one write transaction, so that nobody waits long behind the clock


@dataclass(frozen=True)
class Rule:
    """`due(now)` gives the rows whose time has come, `do(rows)` deletes or cuts them (default: delete)."""

    name: str
    sentence: str
    due: Callable[[datetime], models.QuerySet[Any]]
    do: Callable[[list[Any]], None] | None = None


_rules: dict[str, Rule] = {}


def keep_rule(rule: Rule) -> None:
    """Make a rule known; called in `ready()`. Raises ValueError when its name is taken."""
    if rule.name in _rules and _rules[rule.name] != rule:
        raise ValueError(f"Two retention rules are called {rule.name}.")
    _rules[rule.name] = rule


def rules() -> list[Rule]:
    """All rules by name."""
    return [_rules[name] for name in sorted(_rules)]


def what_is_due(now: datetime) -> dict[str, int]:
    """How many rows each rule would touch now. Changes nothing."""
    return {rule.name: rule.due(now).count() for rule in rules()}


def run_retention(now: datetime) -> dict[str, int]:
    """Do what is due, in small transactions. Gives the number of rows per rule."""
    return {rule.name: _run(rule, now) for rule in rules()}


def _run(rule: Rule, now: datetime) -> int:
    done = 0
    while True:
        with transaction.atomic():
            rows = list(rule.due(now).order_by("pk")[:BATCH])
            if not rows:
                return done
            if rule.do is None:
                type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows]).delete()
            else:
                rule.do(rows)
        done += len(rows)
