"""Following a red thread both ways, as far as somebody may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wijkplein.foundation.threads.models import Thread, Why
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.ref import Ref
from wijkplein.foundation.verbs.registry import find, kind_of

DEEPEST = 6  # steps to either side
MOST = 40  # things on one thread


@dataclass(frozen=True)
class Link:
    """One thing on a thread: how far before (negative) or after the one we look at, and why it follows."""

    ref: Ref
    title: str
    url: str
    steps: int
    why: str


def thread_of(ref: Ref, by: Actor, *, depth: int = DEEPEST) -> list[Link]:
    """Everything on the thread of a thing that this actor may see, from the beginning to what came of it last.

    What he may not see is passed over in silence, and what lies behind it is still found: two things one may see
    are not cut apart by a third.
    """
    whys = _walk(ref, depth)
    places = sorted(whys, key=lambda each: whys[each][0])
    found = ((each, find(each, by=by)) for each in places)
    return [_link(each, thing, *whys[each]) for each, thing in found if thing is not None]


def _walk(start: Ref, depth: int) -> dict[Ref, tuple[int, str]]:
    """Each ref with its distance and the word of the link that leads to it."""
    seen: dict[Ref, tuple[int, str]] = {start: (0, "")}
    for forward in (True, False):
        edge = [start]
        for step in range(1, depth + 1):
            edge = _onward(edge, seen, step, forward=forward)
    return seen


def _onward(edge: list[Ref], seen: dict[Ref, tuple[int, str]], step: int, *, forward: bool) -> list[Ref]:
    fresh = []
    for ref in edge:
        side = {"from_kind": ref.kind, "from_id": ref.uuid} if forward else {"to_kind": ref.kind, "to_id": ref.uuid}
        for thread in Thread.objects.filter(**side).order_by("id"):
            other = thread.result if forward else thread.source
            if other not in seen and len(seen) < MOST:
                seen[other] = (step if forward else -step, thread.why)
                fresh.append(other)
    return fresh


def _link(ref: Ref, thing: Any, steps: int, why: str) -> Link:
    kind = kind_of(thing)
    return Link(ref, kind.title(thing), kind.url(thing), steps, str(Why(why).label) if why else "")
