"""Who sees what on the square: the only definition; lists, pages, search, feeds and notices all use it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from wijkplein.foundation.verbs.actors import Actor

DEEPEST = 5  # municipality, district, neighbourhood, and room for one own level in between
MODERATORS = ("connector", "area_director", "platform_manager")
EVERYTHING = Q(pk__isnull=False)  # an empty Q would vanish from an "or"


def moderated_areas(by: Actor, path: str = "area_id") -> Q:
    """What lies in the areas in which this person looks after the square; `path` leads to the area."""
    places = getattr(by, "areas_of_roles", None)
    if places is None:
        return Q(pk__in=[])
    everywhere, ids = places(MODERATORS)
    return EVERYTHING if everywhere else Q(**{f"{path}__in": ids})


def _by_code(by: Actor) -> Q:
    """The very post whose receipt this actor shows (receipts/lookup.py)."""
    receipt = getattr(by, "receipt", None)
    return Q(uuid=receipt.about_id) if receipt is not None else Q(pk__in=[])


class PostQuerySet(models.QuerySet[Any]):
    """Posts."""

    def public(self) -> PostQuerySet:
        """What every neighbour reads."""
        return self.filter(sequence__isnull=False, hidden_at=None, held="")

    def visible_to(self, by: Actor) -> PostQuerySet:
        """What is public; one's own, by account or code; what waits or is hidden for who looks after the square there.

        With what a page shows around a post, in the same query.
        """
        whole = self.select_related("area", "organisation", "photo")
        public = Q(sequence__isnull=False, hidden_at=None, held="") | _by_code(by)
        if by.is_visitor or by.actor_id is None:
            return whole.filter(public)
        return whole.filter(public | Q(author__uuid=by.actor_id) | moderated_areas(by))

    def in_area(self, area: Any) -> PostQuerySet:
        """On the square of this area and of everything below it, without asking for the tree first."""
        areas = type(area)._default_manager
        levels = [Q(**{"__".join(["parent"] * depth): area.pk}) for depth in range(1, DEEPEST)]
        here = Q(pk=area.pk) | Q(covered_by=area.pk)
        for level in levels:
            here |= level
        return self.filter(area_id__in=areas.filter(here).values("pk"))

    def newest_first(self, before: int | None = None) -> PostQuerySet:
        """By the order in which they came to the square; `before` is the last sequence already shown."""
        page = self.filter(sequence__lt=before) if before is not None else self
        return page.order_by("-sequence")

    def waiting(self) -> PostQuerySet:
        """Held for a connector, oldest first."""
        return self.filter(hidden_at=None).exclude(held="").order_by("id")


class ReplyQuerySet(models.QuerySet[Any]):
    """Replies."""

    def public(self) -> ReplyQuerySet:
        """What every neighbour reads under a public post."""
        return self.filter(published_at__isnull=False, hidden_at=None, held="")

    def visible_to(self, by: Actor) -> ReplyQuerySet:
        """As for posts; a reply is never more visible than its post."""
        posts = self.model._meta.get_field("post").related_model.objects.visible_to(by)
        below = self.filter(post__in=posts.values("pk"))
        public = Q(published_at__isnull=False, hidden_at=None, held="")
        if by.is_visitor or by.actor_id is None:
            return below.filter(public)
        return below.filter(public | Q(author__uuid=by.actor_id) | moderated_areas(by, "post__area_id"))

    def waiting(self) -> ReplyQuerySet:
        """Held for a connector, oldest first."""
        return self.filter(hidden_at=None).exclude(held="").order_by("id")

    def late(self, today: date) -> ReplyQuerySet:
        """Waiting, and the clock has run out, the longest overdue first."""
        return self.waiting().filter(due_on__lt=today).order_by("due_on", "id")


class ReportQuerySet(models.QuerySet[Any]):
    """Reports and objections."""

    def visible_to(self, by: Actor) -> ReportQuerySet:
        """Who looks after the square there."""
        if by.is_visitor or by.actor_id is None:
            return self.none()
        return self.filter(moderated_areas(by))

    def open(self) -> ReportQuerySet:
        """Not decided yet, oldest first."""
        return self.filter(decided_at=None).order_by("id")


class ObjectionQuerySet(ReportQuerySet):
    """Objections."""

    def open_for(self, person: Any) -> ObjectionQuerySet:
        """Not decided yet, and for this person to decide: she neither hid it nor wrote it (Objections.decide)."""
        others = self.exclude(hidden_by=person).exclude(post__author=person).exclude(reply__author=person)
        return others.filter(decided_at=None).order_by("id")


class PhotoQuerySet(models.QuerySet[Any]):
    """Photos."""

    def visible_to(self, by: Actor) -> PhotoQuerySet:
        """Who sees the post; while it is held only its writer and who looks after the square there."""
        posts = self.model._meta.get_field("post").related_model.objects.visible_to(by)
        below = self.filter(post__in=posts.values("pk"))
        if by.is_visitor or by.actor_id is None:
            return below.filter(held=False)
        own = Q(post__author__uuid=by.actor_id)
        return below.filter(Q(held=False) | own | moderated_areas(by, "post__area_id"))
