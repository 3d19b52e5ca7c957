"""Where somebody is signed in, and the way back after a lost second factor."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.people.models import Person
from wijkplein.foundation.people.querysets import OwnQuerySet
from wijkplein.foundation.privacy.privacy_map import Basis, DataClass, OnErasure, Personal, PrivacyMap

P2, TOGETHER = DataClass.PARTIES, Basis.AGREEMENT


class SignedIn(models.Model):
    """One device on which somebody is signed in, so that she can see it and end it (reliability.md M4).

    No network address: "Firefox op een telefoon, sinds dinsdag" is enough to recognise one's own device.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="signed_in")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=60, blank=True)
    since = models.DateTimeField(default=timezone.now)

    objects = OwnQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="tot je uitlogt, en nooit langer dan 30 dagen",
        personal={
            "person": Personal(P2, "zodat je ziet waar je bent ingelogd", TOGETHER, OnErasure.DELETE),
            "session_key": Personal(P2, "om een apparaat te kunnen uitloggen", TOGETHER, OnErasure.DELETE),
            "device": Personal(P2, "zodat je ziet waar je bent ingelogd", TOGETHER, OnErasure.DELETE),
        },
        plain="id uuid since",
    )

    def __str__(self) -> str:
        return f"SignedIn {self.uuid}"


class VouchHow(models.TextChoices):
    """How the one who vouches knew that it was really this person."""

    IN_PERSON = "in_person", _("zelf gezien en gesproken")
    PHONE_KNOWN = "phone_known", _("gebeld op het bekende nummer")


class WayBack(models.Model):
    """Somebody who works a desk lost her second factor; two others vouch that it is really she.

    The first vouch is by a connector or platform manager, the second by another platform manager: nobody
    opens an account alone.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ways_back")
    first_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    how = models.CharField(max_length=20, choices=VouchHow)
    asked_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = OwnQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="12 maanden",
        personal={
            "person": Personal(P2, "om je weer te laten inloggen", TOGETHER, OnErasure.DELETE),
            "first_by": Personal(
                DataClass.TEAM, "zodat niemand alleen een account kan openen", TOGETHER, OnErasure.CUT
            ),
        },
        plain="id uuid how asked_at done_at",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(done_at=None), name="one_way_back_open"),
            models.CheckConstraint(condition=~Q(person=F("first_by")), name="nobody_vouches_for_himself"),
        ]

    def __str__(self) -> str:
        return f"WayBack {self.uuid}"
