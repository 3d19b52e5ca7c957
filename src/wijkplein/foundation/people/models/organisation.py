"""Organisations by their public data, and who works for them until when (domain.md 4.1, M6)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.people.models.person import Person
from wijkplein.foundation.people.querysets import MembershipQuerySet, OrganisationQuerySet
from wijkplein.foundation.privacy.privacy_map import Basis, DataClass, OnErasure, Personal, PrivacyMap

TEAM = DataClass.TEAM


class OrganisationKind(models.TextChoices):
    """What kind of organisation stands in the neighbourhood."""

    WELFARE = "welfare", _("welzijn")
    HOUSING = "housing", _("woningcorporatie")
    MUNICIPALITY = "municipality", _("gemeente")
    POLICE = "police", _("politie")
    CARE = "care", _("zorg")
    SCHOOL = "school", _("school")
    ASSOCIATION = "association", _("vereniging")
    CHURCH_OR_MOSQUE = "faith", _("kerk of moskee")
    RESIDENTS = "residents", _("groepje bewoners")
    OTHER = "other", _("anders")


class Organisation(models.Model):
    """An organisation in the neighbourhood, by its public data only."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    complaints_url = models.URLField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="zolang de organisatie meedoet",
        plain="id uuid name kind phone email website complaints_url created_at ended_at",
    )

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """Somebody works or volunteers for an organisation, until a date: at most 12 months, then confirm again (M6)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    function = models.CharField(max_length=80, blank=True)
    hat = models.CharField(
        max_length=6, blank=True, choices=[("access", _("toeleiding")), ("help", _("hulpverlening"))]
    )
    since = models.DateField()
    until = models.DateField()
    public = models.BooleanField(default=False)

    objects = MembershipQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="tot de einddatum, daarna 12 maanden",
        personal={
            "person": Personal(
                TEAM, "om te weten wie voor welke organisatie werkt", Basis.PUBLIC_TASK, OnErasure.DELETE
            ),
            "function": Personal(TEAM, "zodat bewoners weten wie je bent", Basis.PUBLIC_TASK, OnErasure.DELETE),
            "hat": Personal(
                TEAM,
                "zodat gegevens niet van de ene taak naar de andere lopen",
                Basis.LEGAL_DUTY,
                OnErasure.DELETE,
            ),
        },
        plain="id uuid organisation since until public",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="membership_ends_after_it_starts"),
            models.UniqueConstraint(fields=["person", "organisation", "since"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.organisation_id}"
