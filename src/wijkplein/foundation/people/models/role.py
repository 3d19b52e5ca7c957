"""What somebody may do where, until when, and who works on which day (domain.md 5.1)."""

from __future__ import annotations

import uuid

from django.db import models

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.models.person import Person
from wijkplein.foundation.people.querysets import DutyQuerySet, RoleQuerySet
from wijkplein.foundation.privacy.privacy_map import Basis, DataClass, OnErasure, Personal, PrivacyMap
from wijkplein.foundation.verbs.roles import GIVEN_ROLES, ROLES

TEAM = DataClass.TEAM


class Role(models.Model):
    """What somebody may do where, until when. The only source of rights: no groups, no superuser."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="roles")
    name = models.CharField(max_length=30, choices=[(name, ROLES[name]) for name in GIVEN_ROLES])
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.CASCADE, related_name="roles")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    public = models.BooleanField(default=False)
    words = models.CharField(max_length=120, blank=True)

    objects = RoleQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="tot de einddatum, daarna 12 maanden",
        personal={
            "person": Personal(TEAM, "om te weten wie wat mag doen", Basis.PUBLIC_TASK, OnErasure.DELETE),
            "words": Personal(
                DataClass.PUBLIC,
                "zodat buren weten waar ze je vinden, als je dat wilt",
                Basis.CONSENT,
                OnErasure.DELETE,
            ),
        },
        plain="id uuid name area since until public",
    )

    class Meta:
        indexes = [models.Index(fields=["name", "area"])]
        constraints = [
            models.UniqueConstraint(fields=["person", "name", "area"], name="role_once", nulls_distinct=False),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.person_id}"


class DutyShift(models.Model):
    """Who answers for a role in an area, on which weekdays, and who stands in (the duty roster)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="duties")
    deputy = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="deputy_duties")
    role = models.CharField(max_length=30, choices=[(name, ROLES[name]) for name in GIVEN_ROLES])
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.CASCADE, related_name="duties")
    weekdays = models.CharField(max_length=7, help_text="1 is Monday; 12345 is the working week")
    away_from = models.DateField(null=True, blank=True)
    away_until = models.DateField(null=True, blank=True)

    objects = DutyQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="zolang het rooster geldt",
        personal={
            "person": Personal(TEAM, "om te weten wie vandaag werkt", Basis.PUBLIC_TASK, OnErasure.DELETE),
            "deputy": Personal(TEAM, "om te weten wie invalt", Basis.PUBLIC_TASK, OnErasure.CUT),
            "away_from": Personal(TEAM, "om te weten wanneer de invaller werkt", Basis.PUBLIC_TASK, OnErasure.DELETE),
            "away_until": Personal(TEAM, "om te weten wanneer de invaller werkt", Basis.PUBLIC_TASK, OnErasure.DELETE),
        },
        plain="id uuid role area weekdays",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "role", "area"], name="duty_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.weekdays}"
