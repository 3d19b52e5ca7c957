"""Who sees which notice, letter and mail: the only definition."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.roles import FALLBACK


class OwnQuerySet(models.QuerySet[Any]):
    """What belongs to one person."""

    def visible_to(self, by: Actor) -> OwnQuerySet:
        """Nobody but that person."""
        if by.is_visitor or by.actor_id is None:
            return self.none()
        return self.filter(person__uuid=by.actor_id)


class WorkQuerySet(models.QuerySet[Any]):
    """What somebody on duty has to do for an area."""

    def visible_to(self, by: Actor) -> WorkQuerySet:
        """Whoever works in that area; what has no area yet is seen by everybody on duty anywhere."""
        places = getattr(by, "areas_of_roles", None)
        if places is None:
            return self.none()
        everywhere, ids = places(FALLBACK)
        if everywhere:
            return self
        return self.filter(Q(area_id__in=ids) | Q(area=None)) if ids else self.none()

    def below(self, ids: set[int]) -> WorkQuerySet:
        """In these areas, and what has no area yet."""
        return self.filter(Q(area_id__in=ids) | Q(area=None))


class ManagedQuerySet(models.QuerySet[Any]):
    """What only the platform manager looks after."""

    def visible_to(self, by: Actor) -> ManagedQuerySet:
        """The platform manager, without addresses or words."""
        return self if "platform_manager" in by.role_names(None) else self.none()


class MailOutQuerySet(ManagedQuerySet):
    """Mails."""

    def due(self, now: datetime) -> MailOutQuerySet:
        """Queued, and their time has come; oldest first."""
        return self.filter(next_try_at__lte=now).order_by("next_try_at", "id")

    def failed(self) -> MailOutQuerySet:
        """Given up after every try, newest first."""
        return self.filter(failed_at__isnull=False).order_by("-id")
