"""Who sees which person: only oneself. There is no list of people, for nobody (bar PR14)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from wijkplein.foundation.verbs.actors import Actor

ARRANGERS = ("platform_manager",)  # who gives and ends roles, and sees who has which


def _arranges(by: Actor) -> bool:
    """Whether this actor looks after the roles of the whole community."""
    return bool(by.role_names(None) & set(ARRANGERS))


def _areas_directed(by: Actor) -> tuple[bool, set[int]]:
    """Which areas this actor directs: (all?, ids)."""
    found: tuple[bool, set[int]] = (
        by.areas_of_roles(("area_director",)) if hasattr(by, "areas_of_roles") else (False, set())
    )
    return found


class PersonManager(models.Manager[Any]):
    """Django's sign-in asks for one person at a time."""

    def visible_to(self, by: Actor) -> models.QuerySet[Any]:
        """Oneself. Coordinators see a person only through a thing both have part in."""
        if by.is_visitor or by.actor_id is None:
            return self.none()
        return self.filter(uuid=by.actor_id)

    def get_by_natural_key(self, uuid: str) -> Any:
        """What Django's sign-in back ends ask for."""
        return self.get(uuid=uuid)


class OrganisationQuerySet(models.QuerySet[Any]):
    """Organisations, by their public data."""

    def taking_part(self) -> OrganisationQuerySet:
        """Those that stand in the neighbourhood now, by name."""
        return self.filter(ended_at=None).order_by("name")

    def visible_to(self, by: Actor) -> OrganisationQuerySet:
        """Everybody sees who works in the neighbourhood."""
        return self.all()


class OwnQuerySet(models.QuerySet[Any]):
    """What belongs to one person (`person`)."""

    def visible_to(self, by: Actor) -> OwnQuerySet:
        """One's own, and for who looks after the roles, those of the team."""
        if by.is_visitor or by.actor_id is None:
            return self.none()
        return self.all() if _arranges(by) else self.filter(person__uuid=by.actor_id)


class MembershipQuerySet(OwnQuerySet):
    """Who works for which organisation."""

    def visible_to(self, by: Actor) -> OwnQuerySet:
        """Also for an area director: organisations have no area."""
        return self.all() if any(_areas_directed(by)) else super().visible_to(by)

    def current(self) -> MembershipQuerySet:
        """Begun and not yet over."""
        today = timezone.localdate()
        return self.filter(since__lte=today, until__gte=today)


class TeamQuerySet(models.QuerySet[Any]):
    """What somebody of the team (`person`) has in an area: a role, a place on the roster."""

    def visible_to(self, by: Actor) -> TeamQuerySet:
        """One's own; for the platform manager the whole team, for an area director those of her area."""
        if by.is_visitor or by.actor_id is None:
            return self.none()
        everywhere, ids = _areas_directed(by)
        if everywhere or _arranges(by):
            return self.all()
        return self.filter(self.own(by) | Q(area_id__in=ids))

    def own(self, by: Actor) -> Q:
        """What is this person's."""
        return Q(person__uuid=by.actor_id)


class DutyQuerySet(TeamQuerySet):
    """The roster."""

    def own(self, by: Actor) -> Q:
        """Also where one stands in."""
        return super().own(by) | Q(deputy__uuid=by.actor_id)


class MandateQuerySet(models.QuerySet[Any]):
    """Who acts for whom."""

    def visible_to(self, by: Actor) -> MandateQuerySet:
        """The two of them."""
        if by.is_visitor or by.actor_id is None:
            return self.none()
        return self.filter(Q(represented__uuid=by.actor_id) | Q(proxy__uuid=by.actor_id))

    def in_force(self) -> MandateQuerySet:
        """Not over and not ended."""
        return self.filter(until__gt=timezone.now(), ended_at=None)


def counts_on(day: date, path: str = "") -> Q:
    """A role counts on this day: begun and not yet over; `path` leads to the role."""
    begun, going_on = Q(**{f"{path}since__lte": day}), Q(**{f"{path}until__gte": day})
    return begun & (Q(**{f"{path}until": None}) | going_on)


class RoleQuerySet(TeamQuerySet):
    """Roles that count today."""

    def current(self) -> RoleQuerySet:
        """Begun and not yet over."""
        return self.filter(counts_on(timezone.localdate()))

    def public(self) -> RoleQuerySet:
        """Whose holder said that neighbours may know."""
        return self.current().filter(public=True).select_related("person")
