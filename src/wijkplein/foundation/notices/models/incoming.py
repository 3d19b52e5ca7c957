"""What came into the joint mailbox (domain.md 4.13, Mail in)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.notices.querysets import WorkQuerySet
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.privacy.encryption import SealedTextField
from wijkplein.foundation.privacy.privacy_map import Basis, DataClass, OnErasure, Personal, PrivacyMap

P2, TOGETHER = DataClass.PARTIES, Basis.AGREEMENT
SENDER = Personal(P2, "om je te antwoorden", TOGETHER, OnErasure.DELETE)
WORDS = Personal(P2, "om te lezen wat je vraagt", TOGETHER, OnErasure.DELETE)


class MailOutcome(models.TextChoices):
    """What was done with a mail."""

    ANSWERED = "answered", _("beantwoord")
    CALLED = "called", _("gebeld")
    PLACED = "placed", _("op het plein gezet")
    FORWARDED = "forwarded", _("aan iemand anders gegeven")
    NOTHING = "nothing", _("niets mee gedaan")


class MailIn(models.Model):
    """One mail to the joint mailbox: sealed, with an owner and a clock of one working day by its receipt.

    `findings` counts what the guard saw in the text, so that whoever opens it knows to take care. Without an `area`
    every connector sees it: nobody knows yet where it belongs.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    message_id = models.CharField(max_length=300, blank=True)
    sender = SealedTextField()
    subject = SealedTextField(blank=True)
    text = SealedTextField(blank=True)
    findings = models.PositiveSmallIntegerField(default=0)
    attachments = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, blank=True, choices=MailOutcome)

    objects = WorkQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="30 dagen na het afronden",
        personal={
            "person": SENDER,
            "message_id": SENDER,
            "sender": SENDER,
            "subject": WORDS,
            "text": WORDS,
        },
        plain="id uuid area findings attachments received_at opened_at closed_at outcome",
    )

    class Meta:
        indexes = [models.Index(fields=["id"], condition=Q(closed_at=None), name="mail_in_open")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="mail_in_closes_with_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"MailIn {self.uuid}"


class ReadMail(models.Model):
    """The mark (HMAC) of a message that was read, so that a crash between reading and tidying reads nothing twice."""

    mark = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=timezone.now)

    privacy = PrivacyMap(
        keep="30 dagen",
        personal={
            "mark": Personal(P2, "om een mail niet twee keer te lezen", Basis.LEGITIMATE_INTEREST, OnErasure.KEEP)
        },
        plain="id at",
    )

    def __str__(self) -> str:
        return f"ReadMail {self.pk}"
