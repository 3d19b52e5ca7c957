"""Who sees which signal (domain.md 5.2): who works on it in that area; everybody else only counts of five and more."""

from __future__ import annotations

from typing import Any

from django.db import models

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.models import Role
from wijkplein.foundation.verbs.actors import Actor

READERS = ("area_director", "team_member", "field_host", "social_worker")
STAND_INS = ("connector", "platform_manager")  # in this order, where there is no area director


class SignalQuerySet(models.QuerySet[Any]):
    """Signals."""

    def visible_to(self, by: Actor) -> SignalQuerySet:
        """The team of the area; a connector or the platform manager only where they stand in for a vacant director.

        Whoever holds the code sees its receipt, never this.
        """
        places = getattr(by, "areas_of_roles", None)
        if places is None:
            return self.none()
        seen = _within(*places(READERS))
        staffed = _held("area_director")
        for role in STAND_INS:
            seen |= _within(*places((role,))) & ~_within(False, staffed)
            staffed = staffed | _held(role)  # a new set: the question above still holds the old one
        return self.filter(seen)

    def by_clock(self) -> SignalQuerySet:
        """Open ones: who asked to be looked at first, then the longest waiting."""
        return self.exclude(due_on=None).order_by("-look_first", "due_on", "id")

    def told_publicly(self) -> SignalQuerySet:
        """Answered in public, newest first."""
        return self.exclude(public_on=None).order_by("-public_on", "-id")


def _within(everywhere: bool, area_ids: set[int]) -> models.Q:
    return models.Q(pk__isnull=False) if everywhere else models.Q(area_id__in=area_ids)


def _held(role: str) -> set[int]:
    """The areas in which somebody has this role today."""
    roots = list(
        Role.objects.current().filter(name=role, person__left_at=None, person__erased_at=None).values_list("area_id")
    )
    if (None,) in roots:
        return set(Area.objects.values_list("pk", flat=True))
    return Area.objects.ids_below({area_id for (area_id,) in roots})
