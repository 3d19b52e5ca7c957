"""Search: newest first, only what the searcher may see. The words are never written down anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from wijkplein.foundation.search.query import search
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.doors import actor_of, door, everyone
from wijkplein.foundation.verbs.ref import Ref
from wijkplein.foundation.verbs.registry import Kind, kind_named
from wijkplein.web.findable import findable_kinds

LONGEST = 200  # characters of a question
LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Hit:
    """One result: its own card where the room has one, else its name and where it leads."""

    label: str
    title: str
    url: str
    card: SafeString
    area: str
    when: Any


@require_safe
@door(everyone)
def find(request: HttpRequest) -> HttpResponseBase:
    """The search page: a question, the kinds, the results."""
    words = " ".join(request.GET.get("q", "")[:LONGEST].split())
    kinds = findable_kinds()
    kind = request.GET.get("soort", "")
    chosen = [each.name for each in kinds if kind in ("", each.name)] or [each.name for each in kinds]
    before = _before(request.GET.get("na", ""))
    choices = [(each.name, gettext(each.label), each.name == kind) for each in kinds]
    context: dict[str, Any] = {"words": words, "kinds": choices}
    context["kind"] = kind if kind in {each.name for each in kinds} else ""
    if words:
        by = actor_of(request)
        found = search(words, by=by, kinds=chosen, before=before)
        more = {"q": words, "soort": context["kind"], "na": found.next}
        context |= {"hits": hits(found.refs, by), "loose": hits(found.loose, by), "continued": before is not None}
        context["more"] = "?" + urlencode(more) if found.next is not None else ""
    return _kept_nowhere(render(request, "web/search.html", context))


def hits(refs: tuple[Ref, ...], by: Actor) -> list[Hit]:
    """What stands behind these, in the same order; one query for each kind."""
    things: dict[Ref, tuple[Kind, Any]] = {}
    for name in {ref.kind for ref in refs}:
        kind = kind_named(name)
        wanted = [ref.uuid for ref in refs if ref.kind == name]
        things |= {Ref(name, thing.uuid): (kind, thing) for thing in kind.visible_to(by).filter(uuid__in=wanted)}
    return [_hit(*things[ref]) for ref in refs if ref in things]


def _hit(kind: Kind, thing: Any) -> Hit:
    area = kind.area(thing)
    when = kind.when(thing)
    return Hit(
        label=gettext(kind.label),
        title=kind.title(thing),
        url=kind.url(thing),
        card=SafeString(kind.card(thing)),  # written by the room's own template with everything escaped, or ""
        area="" if area is None else area.name,
        when=timezone.localtime(when) if when else None,
    )


def _before(text: str) -> int | None:
    """Where the next page begins; anything that was never in one of our links begins at the beginning."""
    if not (text.isascii() and text.isdigit()):
        return None
    return min(int(text[:20]), LARGEST)


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    """No cache keeps what somebody looked for, and no other page hears it."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
