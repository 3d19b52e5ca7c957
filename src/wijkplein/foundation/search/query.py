"""Search as a page needs it: newest first, only what the searcher may see, the next page by key.

Two steps, on both engines the same. First every word of the query must be there: as a stem, a synonym or a part
of a compound. Only when that finds next to nothing a second look is taken: some of the words, and words that look
like them. Relevance is weighed there, over a bounded number of the newest candidates, never over everything.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, models
from django.db.models import Exists, OuterRef, Q

from wijkplein.foundation.community.prepared import prepared
from wijkplein.foundation.search.analyser import Term, analyse, plan
from wijkplein.foundation.search.engines import ENGINES, Restriction
from wijkplein.foundation.search.models import SearchEntry
from wijkplein.foundation.search.ranking import FEW, share
from wijkplein.foundation.verbs.actors import VISITOR, Actor
from wijkplein.foundation.verbs.ref import Ref
from wijkplein.foundation.verbs.registry import Kind, kind_named
from wijkplein.foundation.verbs.registry import kinds as all_kinds

PAGE = 20
CANDIDATES = 50  # per question of the second look: each one is weighed in Python, at about 0.3 ms
LEAST_SHARE = 0.4
_FOUND = ("order", "kind", "about_id")


@dataclass(frozen=True, slots=True)
class Found:
    """One page of results. `next` goes into the next call as `before` (None: this is the last page).

    `loose` are things that only resemble the query; show them apart ("Bedoelde je misschien").
    """

    refs: tuple[Ref, ...]
    next: int | None
    loose: tuple[Ref, ...] = ()


def search(
    text: str,
    *,
    by: Actor,
    kinds: Collection[str] | None = None,
    areas: Collection[UUID] | None = None,
    before: int | None = None,
    limit: int = PAGE,
) -> Found:
    """What `by` may see of what answers `text`, newest first; `limit` at most. No counts: they would tell tales.

    `kinds` and `areas` narrow it down (None: all). One query, or three when next to nothing answers.
    Raises KeyError for an unknown kind.
    """
    terms = plan(text)
    chosen = [kind_named(name) for name in kinds] if kinds is not None else list(all_kinds())
    if not terms or not chosen:
        return Found((), None)
    only = ENGINES[connection.vendor].all_of(terms)
    if by is VISITOR and areas is None:
        rows = _asked_by_visitors(tuple(chosen), limit + 1)(*only.parameters, before)
    else:
        rows = list(_newest(_visible(by, chosen, areas), only, limit + 1, before).values_list(*_FOUND))
    strict = [_Row(order, Ref(kind, UUID(str(about)))) for order, kind, about in rows]
    page = strict[:limit]
    more = page[-1].order if len(strict) > limit else None
    second = before is None and len(page) < FEW
    loose = _loose(_visible(by, chosen, areas), terms, page)[:limit] if second else []
    return Found(tuple(row.ref for row in page), more, tuple(map(_ref, loose)))


class _Row(NamedTuple):
    order: int
    ref: Ref


def _ref(entry: SearchEntry) -> Ref:
    return Ref(entry.kind, entry.about_id)


def _visible(by: Actor, kinds: Sequence[Kind], areas: Collection[UUID] | None) -> models.QuerySet[SearchEntry]:
    """The entries of things this person may see, asked of each kind's own `visible_to` while searching."""
    allowed = Q(pk__in=())
    for kind in kinds:
        mine = kind.visible_to(by).order_by().filter(uuid=OuterRef("about_id"))
        allowed |= Q(Exists(mine), kind=kind.name)
    entries = SearchEntry.objects.filter(allowed)
    return entries if areas is None else entries.filter(area_id__in=areas)


@lru_cache(maxsize=64)
def _asked_by_visitors(kinds: tuple[Kind, ...], limit: int) -> Callable[..., list[tuple[Any, ...]]]:
    """What most searchers ask, with its SQL written once: what a visitor may see depends on no role and no clock.

    Every model is held to that by a test (tests/architecture/test_visible_to_visitors.py).
    """

    @prepared
    def asked(*values: str | int | None) -> models.QuerySet[Any]:
        *parameters, before = values
        only = replace(ENGINES[connection.vendor].all_of(()), parameters=list[object](parameters))
        return _newest(_visible(VISITOR, kinds, None), only, limit, before).values_list(*_FOUND)

    return asked


def _newest(
    entries: models.QuerySet[SearchEntry], only: Restriction, limit: int, before: object = None
) -> models.QuerySet[SearchEntry]:
    """The newest entries that the index of this engine gives, older than `before`."""
    where, parameters = [*only.where], [*only.parameters]
    if before is not None:
        where.append(f"{only.order} < %s")
        parameters.append(before)
    # The words of these conditions are ours; what the searcher typed goes along as parameters.
    return entries.extra(  # nosec B610
        tables=only.tables, where=where, params=parameters, order_by=[f"-{only.order}"]
    )[:limit]


def _loose(entries: models.QuerySet[SearchEntry], terms: Sequence[Term], page: Sequence[_Row]) -> list[SearchEntry]:
    """The newest of what answers the query in part or by likeness, without what the page has already."""
    engine = ENGINES[connection.vendor]
    found = {entry.order: entry for entry in _newest(entries, engine.any_of(terms), CANDIDATES)}
    if pieces := [piece for term in terms for piece in term.pieces()]:
        found |= {entry.order: entry for entry in _newest(entries, engine.like(pieces), CANDIDATES)}
    for row in page:
        found.pop(row.order, None)
    good = [entry for entry in found.values() if share(terms, analyse(entry.folded)) >= LEAST_SHARE]
    return sorted(good, key=lambda entry: -entry.order)
