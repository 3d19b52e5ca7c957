"""How long the diary keeps who did something: 24 months, and then the line stays without a person (domain.md 4.13)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.privacy.retention import Rule, keep_rule
from wijkplein.foundation.verbs.models import Deed

WITH_ACTOR = timedelta(days=730)


def register_rules() -> None:
    """Called once at start."""
    keep_rule(Rule("deed_actors", str(_("Wie wat deed: 24 maanden")), _old, _cut))


def _old(now: datetime) -> Any:
    return Deed.objects.filter(at__lt=now - WITH_ACTOR).exclude(actor=None)


def _cut(rows: list[Any]) -> None:
    Deed.objects.filter(pk__in=[row.pk for row in rows]).update(actor=None)
