"""What the house knows of commitments."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkplein.foundation.commitments.models import Commitment
from wijkplein.foundation.privacy.retention import Rule, keep_rule
from wijkplein.foundation.privacy.rights import Holding, hold
from wijkplein.foundation.verbs.registry import Kind, register

YEAR, TEN_YEARS = timedelta(days=365), timedelta(days=3652)


def register_all() -> None:
    """Called once at start."""
    register(
        Kind(
            name="commitment",
            model=Commitment,
            label=_("afspraak"),
            plural=_("afspraken"),
            title=lambda commitment: commitment.what,
            url=lambda commitment: reverse("commitments:one", args=[commitment.uuid]),
            search_text=lambda commitment: commitment.what,
            area=lambda commitment: commitment.area,
        )
    )
    keep_rule(Rule("commitment_persons", _("Wie een afspraak deed: 12 maanden na het einde"), _ended, _cut))
    keep_rule(Rule("commitments", _("Afspraken: 10 jaar"), _old))
    hold(Holding("commitments", _("Afspraken"), _export, _erase))


def _ended(now: datetime) -> Any:
    return Commitment.objects.filter(closed_on__lt=timezone.localdate(now - YEAR)).exclude(person=None)


def _cut(rows: list[Any]) -> None:
    Commitment.objects.filter(pk__in=[row.pk for row in rows]).update(person=None)


def _old(now: datetime) -> Any:
    return Commitment.objects.filter(closed_on__lt=timezone.localdate(now - TEN_YEARS))


def _export(person_id: UUID) -> list[dict[str, Any]]:
    mine = Commitment.objects.filter(person__uuid=person_id).order_by("id")
    return [{"afspraak": each.what, "voor": each.by_on.isoformat(), "uitkomst": each.result} for each in mine]


def _erase(person_id: UUID) -> dict[str, int]:
    return {"afspraken": Commitment.objects.filter(person__uuid=person_id).update(person=None)}
