"""The one thing this room keeps: that the square of this community was opened."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from wijkplein.foundation.privacy.privacy_map import PrivacyMap
from wijkplein.foundation.verbs.actors import Actor


class OpeningQuerySet(models.QuerySet["Opening"]):
    """Whether and when the square opened."""

    def visible_to(self, by: Actor) -> OpeningQuerySet:
        """Everybody may know since when the square is open."""
        return self.all()


class Opening(models.Model):
    """The square opened to visitors, once, after thirty real things stood on it (job EPE-14)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    only = models.BooleanField(default=True, unique=True, editable=False)
    opened_at = models.DateTimeField(default=timezone.now)

    objects = OpeningQuerySet.as_manager()

    privacy = PrivacyMap(keep="zolang het plein bestaat", plain="id uuid only opened_at")

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="opening_once")]

    def __str__(self) -> str:
        return f"Opening {self.opened_at:%Y-%m-%d}"
