"""The read log: who looked at whose data, when and why (Logboek Dataverwerkingen 1.0.0; bar PR12).

A hospital was fined because it kept logs nobody looked at (reliability.md 1.2): so the person sees her own
lines, and the privacy officer reviews the rest.
"""

from __future__ import annotations

import secrets
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.privacy.privacy_map import Basis, DataClass, OnErasure, Personal, PrivacyMap

LOG = Basis.LEGAL_DUTY


def _trace() -> str:
    return secrets.token_hex(16)


def _span() -> str:
    return secrets.token_hex(8)


class Reason(models.TextChoices):
    """Why somebody looked; a choice, so that it can be counted and reviewed."""

    OWN = "own", _("eigen gegevens")
    CALL_BACK = "call_back", _("terugbellen")
    INCOMING_CALL = "incoming_call", _("deze persoon belt")
    PROXY = "proxy", _("namens deze persoon")
    WELCOME = "welcome", _("kennismaken met een nieuwe bewoner")
    MODERATION = "moderation", _("een bericht bekijken")
    PAPER = "paper", _("een brief of kaart printen")
    REVIEW = "review", _("controle van het leesregister")


class ReadEntry(models.Model):
    """One look at, or change of, one person's data. The subject stands as an HMAC, never by name."""

    trace_id = models.CharField(max_length=32, default=_trace)
    span_id = models.CharField(max_length=16, default=_span)
    parent_span_id = models.CharField(max_length=16, blank=True)
    status = models.CharField(
        max_length=5, default="Ok", choices=[("Unset", "Unset"), ("Ok", "Ok"), ("Error", "Error")]
    )
    name = models.CharField(max_length=60)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    activity = models.CharField(max_length=120)
    subject = models.CharField(max_length=64, db_index=True)
    subject_type = models.CharField(max_length=20, default="person")
    actor = models.UUIDField(null=True)
    role = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=20, choices=Reason)
    seal = models.CharField(max_length=64)

    privacy = PrivacyMap(
        keep="24 maanden",
        personal={
            "subject": Personal(DataClass.TEAM, "zodat je ziet wie je gegevens bekeek", LOG, OnErasure.KEEP),
            "actor": Personal(DataClass.TEAM, "zodat je ziet wie je gegevens bekeek", LOG, OnErasure.KEEP),
        },
        plain="id trace_id span_id parent_span_id status name started_at ended_at activity"
        " subject_type role reason seal",
    )

    class Meta:
        indexes = [models.Index(fields=["actor", "id"]), models.Index(fields=["started_at"])]

    def __str__(self) -> str:
        return f"{self.name} {self.started_at:%Y-%m-%d %H:%M}"


class Checkpoint(models.Model):
    """A signature over a stretch of the read log: a line taken away or changed later shows."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField(unique=True)
    count = models.PositiveIntegerField()
    at = models.DateTimeField()
    previous = models.CharField(max_length=64, blank=True)
    signature = models.CharField(max_length=64)

    privacy = PrivacyMap(keep="24 maanden", plain="id uuid first_id last_id count at previous signature")

    def __str__(self) -> str:
        return f"{self.first_id}-{self.last_id}"
