"""Laying a red thread."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from wijkplein.foundation.threads.models import Thread, Why
from wijkplein.foundation.threads.policy import Threads
from wijkplein.foundation.verbs.acting import Refused, act
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.ref import Ref
from wijkplein.foundation.verbs.registry import find, kinds


def link(*, by: Actor, source: Ref, result: Ref, why: str = Why.LED_TO) -> Thread:
    """Say that `result` came from `source`. Saying it twice is saying it once.

    Raises Refused when one of the two cannot be seen, when the role is missing, or when the thread would go round.
    """
    thing = _seen(source, by) and _seen(result, by)
    with act(by, Threads.link, thing) as deed:
        if source == result or _leads_to(result, source):
            raise Refused(_("Dit zou een kring worden: het een kwam al uit het ander."))
        thread = Thread.objects.get_or_create(
            from_kind=source.kind, from_id=source.uuid, to_kind=result.kind, to_id=result.uuid, defaults={"why": why}
        )[0]
        deed.about = thread
    return thread


def _seen(ref: Ref, by: Actor) -> Any:
    """The thing, as far as this actor may see it; the system sees everything."""
    if "system" in by.role_names(None):
        model = next((kind.model for kind in kinds() if kind.name == ref.kind), None)
        thing = model._base_manager.filter(uuid=ref.uuid).first() if model is not None else None
    else:
        thing = find(ref, by=by)
    if thing is None:
        raise Refused(_("Wat je wilt verbinden is er niet, of je kunt het niet zien."))
    return thing


def _leads_to(start: Ref, goal: Ref) -> bool:
    """Whether following results from `start` ever meets `goal`."""
    seen, edge = {start}, [start]
    while edge:
        ref = edge.pop()
        onward = {each.result for each in Thread.objects.filter(from_kind=ref.kind, from_id=ref.uuid)} - seen
        if goal in onward:
            return True
        seen |= onward
        edge.extend(onward)
    return False
