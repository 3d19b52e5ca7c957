"""What is said about a post or reply: a neighbour reports it, its writer objects (domain.md 4.13)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from wijkplein.delen.square.choices import ReportReason
from wijkplein.delen.square.models.post import Post, Reply
from wijkplein.delen.square.querysets import ObjectionQuerySet, ReportQuerySet
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.privacy.encryption import SealedTextField
from wijkplein.foundation.privacy.privacy_map import Basis, DataClass, OnErasure, Personal, PrivacyMap

P2, TOGETHER = DataClass.PARTIES, Basis.AGREEMENT


class Report(models.Model):
    """Somebody thinks a post or reply should not stand here. Gone after 6 months, the count stays."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.CASCADE, related_name="reports")
    reply = models.ForeignKey(Reply, null=True, blank=True, on_delete=models.CASCADE, related_name="reports")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=16, choices=ReportReason)
    text = SealedTextField(blank=True)
    reporter = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="reports")
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    hidden = models.BooleanField(null=True)

    objects = ReportQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="6 maanden",
        personal={
            "text": Personal(P2, "om te begrijpen wat er mis is", Basis.LEGITIMATE_INTEREST, OnErasure.DELETE),
            "reporter": Personal(P2, "om je te laten weten wat we deden", Basis.LEGITIMATE_INTEREST, OnErasure.CUT),
        },
        plain="id uuid post reply area reason created_at decided_at hidden",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(post__isnull=False, reply=None) | Q(post=None, reply__isnull=False), name="report_about_one"
            ),
        ]

    def __str__(self) -> str:
        return f"Report {self.uuid}"

    @property
    def about(self) -> Post | Reply:
        """What it is about."""
        message = self.post or self.reply
        assert message is not None  # the database keeps exactly one of the two
        return message


class Objection(models.Model):
    """The writer of something hidden objects, once; a second person decides (never who hid it)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    post = models.OneToOneField(Post, null=True, blank=True, on_delete=models.CASCADE, related_name="objection")
    reply = models.OneToOneField(Reply, null=True, blank=True, on_delete=models.CASCADE, related_name="objection")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField()
    hidden_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    restored = models.BooleanField(null=True)
    answer = models.TextField(blank=True, max_length=1000)

    objects = ObjectionQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="6 maanden",
        personal={
            "text": Personal(P2, "om opnieuw te kijken", TOGETHER, OnErasure.DELETE),
            "answer": Personal(P2, "om je te zeggen wat we besloten", TOGETHER, OnErasure.DELETE),
            "hidden_by": Personal(P2, "zodat iemand anders opnieuw kijkt", TOGETHER, OnErasure.CUT),
        },
        plain="id uuid post reply area created_at decided_at restored",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(post__isnull=False, reply=None) | Q(post=None, reply__isnull=False),
                name="objection_about_one",
            ),
        ]

    def __str__(self) -> str:
        return f"Objection {self.uuid}"

    @property
    def about(self) -> Post | Reply:
        """What it is about."""
        message = self.post or self.reply
        assert message is not None  # the database keeps exactly one of the two
        return message
