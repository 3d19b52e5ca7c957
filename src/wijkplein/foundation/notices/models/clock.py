"""What the worker remembers: what ran when, and which deeds could not be told yet."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from wijkplein.foundation.notices.querysets import ManagedQuerySet
from wijkplein.foundation.privacy.privacy_map import PrivacyMap


class Run(models.Model):
    """One job of the clock at one moment; without `done_at` it is begun again (jobs can be done twice)."""

    job = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=80, blank=True)

    privacy = PrivacyMap(keep="90 dagen", plain="id job due_at started_at done_at tries next_try_at last_error")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "due_at"], name="run_once")]

    def __str__(self) -> str:
        return f"{self.job} {self.due_at:%Y-%m-%d %H:%M}"


class StuckDeed(models.Model):
    """A deed whose teller went wrong: tried again later, and shown to the platform manager when that did not help."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    deed = models.UUIDField(unique=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = ManagedQuerySet.as_manager()

    privacy = PrivacyMap(keep="90 dagen", plain="id uuid deed tries next_try_at last_error created_at")

    def __str__(self) -> str:
        return f"StuckDeed {self.deed}"
