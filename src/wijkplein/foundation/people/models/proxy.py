"""One person acts for another, with a yes on record (domain.md 4.1, ProxyMandate)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.people.models.person import Person
from wijkplein.foundation.people.querysets import MandateQuerySet
from wijkplein.foundation.privacy.privacy_map import Basis, DataClass, OnErasure, Personal, PrivacyMap

P2, TOGETHER = DataClass.PARTIES, Basis.AGREEMENT


class ConsentHow(models.TextChoices):
    """How somebody said yes."""

    SPOKEN_PHONE = "spoken_phone", _("aan de telefoon gezegd")
    SPOKEN_IN_PERSON = "spoken_in_person", _("in een gesprek gezegd")
    SIGNED_CARD = "signed_card", _("kaart ondertekend")
    GIVEN_HERE = "given_here", _("zelf op deze site gegeven")


class ProxyMandate(models.Model):
    """One person acts for another, for one thing or until a date, with a yes on record (domain.md 4.1)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    represented = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="represented_by")
    proxy = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="represents")
    kind = models.CharField(max_length=40, blank=True)
    about_id = models.UUIDField(null=True, blank=True)
    consent_how = models.CharField(max_length=20, choices=ConsentHow)
    consent_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MandateQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="tot het einde en nog 12 maanden",
        personal={
            "represented": Personal(P2, "om te laten zien namens wie iets is gedaan", TOGETHER, OnErasure.DELETE),
            "proxy": Personal(P2, "zodat je ziet wie namens jou iets deed", TOGETHER, OnErasure.CUT),
            "consent_how": Personal(P2, "om te laten zien dat je ja zei", TOGETHER, OnErasure.DELETE),
        },
        plain="id uuid kind about_id consent_at until ended_at",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(represented=F("proxy")), name="nobody_is_his_own_proxy"),
        ]

    def __str__(self) -> str:
        return f"{self.proxy_id} for {self.represented_id}"
