"""Seeded faults in who sees what: `visible_to` and what stands under it. Each must be found by the walks (bar S3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import models
from django.db.models import Q

from wijkplein.delen.signals import querysets as hearing
from wijkplein.delen.square import querysets
from wijkplein.delen.square.models import Post
from wijkplein.delen.square.querysets import PhotoQuerySet, PostQuerySet, ReplyQuerySet, ReportQuerySet
from wijkplein.foundation.areas.models import Area, AreaQuerySet
from wijkplein.foundation.commitments import models as commitments
from wijkplein.foundation.notices import querysets as noticed
from wijkplein.foundation.people import querysets as team
from wijkplein.foundation.receipts import querysets as received

Fault = Callable[[Any], None]
ALL = Q(pk__isnull=False)
NONE = Q(pk__in=[])


def sees(queryset: type[models.QuerySet[Any]], extra: Callable[[Any], Q] | None = None, *, less: Any = None) -> Fault:
    """`visible_to` gives more than it should (`extra`), or less."""
    honest = queryset.visible_to  # type: ignore[attr-defined]  # every queryset of the house has one

    def broken(self: Any, by: Any) -> Any:
        if less is not None:
            return honest(self, by).exclude(less(by))
        assert extra is not None
        seen = honest(self.all(), by).order_by().values("pk")
        return self.filter(Q(pk__in=seen) | extra(by))

    return lambda patch: patch.setattr(queryset, "visible_to", broken)


def put(where: Any, name: str, what: Any) -> Fault:
    """Something else in the place of this."""
    return lambda patch: patch.setattr(where, name, what)


def signed_in(by: Any) -> Q:
    return ALL if by.actor_id is not None else NONE


def roles_of(by: Any) -> set[str]:
    """The roles somebody has, wherever."""
    return set(by.all_role_names()) if hasattr(by, "all_role_names") and by.is_active else set()


def with_role(*names: str) -> Callable[[Any], Q]:
    """Whoever has such a role, wherever."""
    return lambda by: ALL if roles_of(by) & set(names) else NONE


def mine(path: str) -> Callable[[Any], Q]:
    return lambda by: Q(**{path: by.actor_id}) if by.actor_id is not None else NONE


def _and_above(self: Any, ids: set[int]) -> set[int]:
    found = set(ids) | set(self.filter(parent_id__in=ids).values_list("pk", flat=True))
    return found | set(self.filter(pk__in=ids).values_list("parent_id", flat=True))


def _area_of_mine(by: Any) -> Q:
    return Q(area=by.area) if getattr(by, "area", None) is not None else NONE


WHO_SEES: dict[str, Fault] = {
    "post: what waits is public": sees(PostQuerySet, lambda by: Q(sequence__isnull=False, hidden_at=None)),
    "post: what is hidden is public": sees(PostQuerySet, lambda by: Q(sequence__isnull=False, held="")),
    "post: what was never let through is public": sees(PostQuerySet, lambda by: Q(hidden_at=None, sequence=None)),
    "post: everybody signed in sees all": sees(PostQuerySet, signed_in),
    "post: its writer does not see it while it waits": sees(
        PostQuerySet, less=lambda by: Q(author__uuid=by.actor_id) & ~Q(held="")
    ),
    "post: a team member moderates": put(querysets, "MODERATORS", (*querysets.MODERATORS, "team_member")),
    "post: an area director does not": put(querysets, "MODERATORS", ("connector", "platform_manager")),
    "post: a connector moderates every area": sees(PostQuerySet, with_role("connector")),
    "post: neighbours see what waits in their area": sees(
        PostQuerySet, lambda by: _area_of_mine(by) & Q(hidden_at=None)
    ),
    "post: a code opens the whole square": sees(
        PostQuerySet, lambda by: ALL if getattr(by, "receipt", None) else NONE
    ),
    "post: a code opens nothing": put(querysets, "_by_code", lambda by: NONE),
    "reply: seen without its post": sees(
        ReplyQuerySet, lambda by: Q(published_at__isnull=False, hidden_at=None, held="")
    ),
    "reply: what waits is public": sees(
        ReplyQuerySet, lambda by: Q(hidden_at=None, post__in=Post.objects.visible_to(by).values("pk"))
    ),
    "reply: what is hidden is public": sees(
        ReplyQuerySet, lambda by: Q(published_at__isnull=False, held="", post__in=Post.objects.public().values("pk"))
    ),
    "reply: who asked sees what waits": sees(ReplyQuerySet, mine("post__author__uuid")),
    "reply: its writer does not see it while it waits": sees(
        ReplyQuerySet, less=lambda by: Q(author__uuid=by.actor_id) & ~Q(held="")
    ),
    "photo: what waits is public": sees(PhotoQuerySet, lambda by: Q(post__in=Post.objects.visible_to(by).values("pk"))),
    "photo: seen without its post": sees(PhotoQuerySet, lambda by: Q(held=False)),
    "photo: the connector does not see what waits": sees(
        PhotoQuerySet, less=lambda by: Q(held=True) & ~Q(post__author__uuid=by.actor_id)
    ),
    "report: every connector everywhere": sees(ReportQuerySet, with_role("connector")),
    "report: every neighbour": sees(ReportQuerySet, signed_in),
    "report: an area director does not see it": sees(
        ReportQuerySet, less=lambda by: ALL if roles_of(by) == {"area_director"} else NONE
    ),
    "receipt: its holder sees nothing": sees(received.ReceiptQuerySet, less=mine("holder__uuid")),
    "receipt: every role everywhere": sees(received.ReceiptQuerySet, with_role("connector", "area_director")),
    "receipt: field hosts too": sees(received.ReceiptQuerySet, with_role("field_host")),
    "call-back: every connector everywhere": sees(received.CallBackQuerySet, with_role("connector")),
    "call-back: every neighbour": sees(received.CallBackQuerySet, signed_in),
    "signal: connectors always": sees(hearing.SignalQuerySet, with_role("connector")),
    "signal: the manager always": sees(hearing.SignalQuerySet, with_role("platform_manager")),
    "signal: whose director left is staffed": put(
        hearing, "_held", lambda name: set(Area.objects.values_list("pk", flat=True))
    ),
    "signal: nobody stands in by area": put(hearing, "_held", lambda name: set()),
    "signal: partners too": put(hearing, "READERS", (*hearing.READERS, "partner_guest")),
    "commitment: private is public": sees(commitments.CommitmentQuerySet, lambda by: ALL),
    "commitment: whoever does it does not see it": sees(
        commitments.CommitmentQuerySet, less=lambda by: Q(person__uuid=by.actor_id, public=False)
    ),
    "commitment: every worker everywhere": sees(
        commitments.CommitmentQuerySet, with_role(*commitments.WORKERS)
    ),
    "notice: everybody's": sees(noticed.OwnQuerySet, signed_in),
    "role: every colleague's": sees(team.TeamQuerySet, with_role("connector", "team_member")),
    "role: one's own is not seen": sees(team.TeamQuerySet, less=mine("person__uuid")),
    "membership: every colleague's": sees(team.MembershipQuerySet, with_role("connector", "social_worker")),
    "mandate: the represented one does not see it": sees(team.MandateQuerySet, less=mine("represented__uuid")),
    "mandate: every connector's": sees(team.MandateQuerySet, with_role("connector")),
    "person: the manager lists residents": put(
        team.PersonManager,
        "visible_to",
        lambda self, by: self.all() if "platform_manager" in by.role_names(None) else self.filter(uuid=by.actor_id),
    ),
    "role: a last day does not count": put(team.RoleQuerySet, "current", lambda self: self.all()),
    "role: does not count below its area": put(AreaQuerySet, "ids_below", lambda self, ids: set(ids)),
    "role: counts above its area": put(AreaQuerySet, "ids_below", _and_above),
}  # fmt: skip
