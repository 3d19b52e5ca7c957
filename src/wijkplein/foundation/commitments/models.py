"""A commitment (afspraak): who does what by when. It is done, moved at most twice, or dropped with a reason."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.models import Organisation, Person
from wijkplein.foundation.privacy.privacy_map import Basis, DataClass, OnErasure, Personal, PrivacyMap
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.ref import Ref
from wijkplein.foundation.verbs.roles import FALLBACK, GIVEN_ROLES, ROLES

MOST_MOVES = 2  # domain.md 4.5
STILL = timedelta(days=14)  # without a step it lies still
WORKERS = (*FALLBACK, "social_worker", "field_host", "match_coordinator", "team_member")


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Commitments."""

    def visible_to(self, by: Actor) -> CommitmentQuerySet:
        """Public ones for everybody; the others for who works in that area, and for whoever does it."""
        seen = Q(public=True)
        if by.actor_id is not None:
            seen |= Q(person__uuid=by.actor_id)
        places = getattr(by, "areas_of_roles", None)
        if places is not None:
            everywhere, ids = places(WORKERS)
            seen |= Q(pk__isnull=False) if everywhere else Q(area_id__in=ids)
        return self.filter(seen)

    def of(self, person: Person) -> CommitmentQuerySet:
        """What this person does, or answers for by role or organisation."""
        mine = Q(person=person) | Q(organisation__memberships__person=person)
        for role in person.roles.current().exclude(area=None).select_related("area"):
            mine |= Q(role=role.name, area_id__in=Area.objects.ids_below({role.area_id}))
        return self.filter(mine).distinct()

    def open(self) -> CommitmentQuerySet:
        """Not done and not dropped, the nearest day first."""
        return self.filter(closed_on=None).order_by("by_on", "id")

    def about(self, ref: Ref) -> CommitmentQuerySet:
        """What was agreed about a thing, oldest first."""
        return self.filter(kind=ref.kind, about_id=ref.uuid).order_by("id")


class Commitment(models.Model):
    """Who does what by when. `result` says what came of it, or why it was dropped."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    what = models.CharField(max_length=140)
    role = models.CharField(max_length=30, blank=True, choices=[(name, ROLES[name]) for name in GIVEN_ROLES])
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="commitments"
    )
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="commitments")
    kind = models.CharField(max_length=40)
    about_id = models.UUIDField()
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="commitments")
    public = models.BooleanField(default=True)
    made_on = models.DateField(default=timezone.localdate)
    by_on = models.DateField()
    moves = models.PositiveSmallIntegerField(default=0)
    stepped_on = models.DateField(default=timezone.localdate)
    closed_on = models.DateField(null=True, blank=True)
    done = models.BooleanField(null=True)
    result = models.TextField(max_length=600, blank=True)

    objects = CommitmentQuerySet.as_manager()

    privacy = PrivacyMap(
        keep="10 jaar; wie het deed gaat er 12 maanden na het einde af",
        personal={
            "person": Personal(DataClass.PARTIES, "om te weten wie het doet", Basis.AGREEMENT, OnErasure.CUT),
        },
        plain="id uuid what role organisation kind about_id area public made_on by_on moves stepped_on closed_on done"
        " result",
    )

    class Meta:
        indexes = [models.Index(fields=["kind", "about_id"]), models.Index(fields=["area", "by_on"])]
        constraints = [
            models.CheckConstraint(condition=Q(moves__lte=MOST_MOVES), name="commitment_moved_at_most_twice"),
            models.CheckConstraint(
                condition=Q(closed_on=None, done=None)
                | (Q(closed_on__isnull=False, done__isnull=False) & ~Q(result="")),
                name="commitment_ends_with_result",
            ),
            models.CheckConstraint(
                condition=~Q(role="") | Q(organisation__isnull=False), name="commitment_has_somebody_who_answers"
            ),
        ]

    def __str__(self) -> str:
        return f"Commitment {self.uuid}"

    @property
    def about(self) -> Ref:
        """What it was agreed for."""
        return Ref(self.kind, self.about_id)

    @property
    def who(self) -> str:
        """The organisation, or the role; never the name of a person."""
        return self.organisation.name if self.organisation is not None else str(self.get_role_display())

    def is_stalled(self, today: date) -> bool:
        """It lies still: its day passed, or nothing happened for fourteen days (domain.md 4.5)."""
        return self.closed_on is None and (self.by_on < today or self.stepped_on <= today - STILL)


class StepKind(models.TextChoices):
    """What happened to a commitment."""

    STEP = "step", _("een stap")
    MOVED = "moved", _("verzet")


class Step(models.Model):
    """One line of what was done, or why the day was moved."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=5, choices=StepKind)
    text = models.CharField(max_length=280)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    at_on = models.DateField(default=timezone.localdate)

    privacy = PrivacyMap(keep="zo lang als de afspraak", plain="id commitment kind text from_on to_on at_on")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="step_says_something")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at_on}"
