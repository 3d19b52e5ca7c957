"""What can be found: the index follows what visitors may read, at a distance and never in the act itself.

Indexing takes longer than a write may hold the queue, so the worker does it: at once for what was placed or changed
(web/notices.py), and each morning for everything that slipped through, such as what was withdrawn or erased.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q

from wijkplein.foundation.search.index import forget, index_thing, made_with
from wijkplein.foundation.search.models import SearchEntry
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.foundation.verbs.ref import Ref
from wijkplein.foundation.verbs.registry import Kind, kind_named, kind_of, kinds

BATCH = 200  # things in one write transaction
NOT_FOUND = Kind.__dataclass_fields__["search_text"].default  # what a kind says that is never searched


def findable_kinds() -> list[Kind]:
    """The kinds that have words to search and that visitors may see; what is for a team stays out of the index."""
    return _findable(tuple(kinds()))


@lru_cache(maxsize=4)
def _findable(known: tuple[Kind, ...]) -> list[Kind]:
    worded = [kind for kind in known if kind.search_text is not NOT_FOUND]
    return [kind for kind in worded if not kind.visible_to(VISITOR).query.is_empty()]


def follow(thing: models.Model) -> None:
    """Index a thing that every visitor may read; forget it when they may not (any more)."""
    kind = kind_of(thing)
    uuid = thing.uuid  # type: ignore[attr-defined]  # every registered kind has one
    with transaction.atomic():
        if kind.visible_to(VISITOR).filter(uuid=uuid).exists():
            index_thing(thing)
        else:
            forget(Ref(kind.name, uuid))


def sweep(now: datetime) -> dict[str, int]:
    """Bring the whole index in step; the daily clock does it. Gives how many were forgotten, added and renewed."""
    done = {"forgotten": 0, "added": 0, "renewed": 0}
    for kind in findable_kinds():
        done["forgotten"] += _forget_gone(kind)
        done["added"] += _add_missing(kind)
        done["renewed"] += _renew(kind)
    return done


def forget_written_by(person_id: Any) -> int:
    """Take everything out of the index that this person wrote, at the moment of erasing."""
    posts = kind_named("post").model._default_manager.filter(author__uuid=person_id)
    gone, _each = SearchEntry.objects.filter(kind="post", about_id__in=posts.values("uuid")).delete()
    return gone


def _forget_gone(kind: Kind) -> int:
    public = kind.visible_to(VISITOR).order_by().filter(uuid=OuterRef("about_id"))
    stale = SearchEntry.objects.filter(~Exists(public), kind=kind.name)
    done = 0
    while orders := list(stale.values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            done += SearchEntry.objects.filter(pk__in=orders).delete()[0]
    return done


def _add_missing(kind: Kind) -> int:
    known = SearchEntry.objects.filter(kind=kind.name, about_id=OuterRef("uuid"))
    missing = kind.visible_to(VISITOR).filter(~Exists(known)).order_by("pk")
    done, last = 0, 0
    while things := list(missing.filter(pk__gt=last)[:BATCH]):
        with transaction.atomic():
            for thing in things:
                index_thing(thing)
        done, last = done + len(things), things[-1].pk
    return done


def _renew(kind: Kind) -> int:
    """After a release with other words or rules: take apart anew what the last one took apart, the newest first."""
    old = SearchEntry.objects.filter(~Q(made_with=made_with()), kind=kind.name).order_by("-pk")
    done, rows = 0, list(old.values_list("pk", "about_id")[:BATCH])
    while rows:
        with transaction.atomic():
            for thing in kind.model._default_manager.filter(uuid__in=[about for _, about in rows]):
                index_thing(thing)
        done += len(rows)
        rows = list(old.filter(pk__lt=rows[-1][0]).values_list("pk", "about_id")[:BATCH])
    return done
