"""Who sees which receipt and which call-back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.roles import FALLBACK


class OwnedQuerySet(models.QuerySet[Any]):
    """Things with an area that somebody has to work on."""

    def open(self) -> OwnedQuerySet:
        """Without an outcome."""
        return self.filter(closed_at=None)

    def worked_on_by(self, by: Actor, roles: tuple[str, ...] | None = None) -> OwnedQuerySet:
        """What lies in the areas where this person has one of the roles (default: the fallback chain)."""
        places = getattr(by, "areas_of_roles", None)
        if places is None:
            return self.none()
        everywhere, area_ids = places(roles or FALLBACK)
        return self if everywhere else self.filter(area_id__in=area_ids)


class ReceiptQuerySet(OwnedQuerySet):
    """Receipts."""

    def visible_to(self, by: Actor) -> ReceiptQuerySet:
        """One's own, and those of the areas one works for. By code: see lookup.py."""
        if by.is_visitor or by.actor_id is None:
            return self.none()
        return self.filter(Q(holder__uuid=by.actor_id) | Q(pk__in=self.worked_on_by(by).values("pk")))

    def late(self, today: date) -> ReceiptQuerySet:
        """Open, and the clock has run out."""
        return self.filter(closed_at=None, due_on__lt=today).order_by("due_on", "id")


class CallBackQuerySet(OwnedQuerySet):
    """Requests to be called."""

    def visible_to(self, by: Actor) -> OwnedQuerySet:
        """Who calls back in that area: connector, area director, platform manager (domain.md 4.13, rights)."""
        return self.worked_on_by(by)
