"""Search: newest first, what every visitor may see. The words are never written down anywhere.

The index holds nothing else (findable.py), so who signed in finds the same and is not asked for what she may see.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode
from uuid import UUID

from django.contrib.messages import get_messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.community.prepared import prepared
from wijkplein.foundation.look import kept
from wijkplein.foundation.look.context import of_this_person
from wijkplein.foundation.search.query import Found, search
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.foundation.verbs.doors import door, everyone
from wijkplein.foundation.verbs.ref import Ref
from wijkplein.foundation.verbs.registry import Kind, kind_named
from wijkplein.web.findable import findable_kinds

LONGEST = 200  # characters of a question
LARGEST = 2**63 - 1


@dataclass(frozen=True)
class Hit:
    """One result: its own card where the room has one, else its name and where it leads."""

    ref: Ref
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
    kind = kind if kind in {each.name for each in kinds} else ""
    before = _before(request.GET.get("na", ""))
    found = Found((), None)
    if words:
        found = search(words, by=VISITOR, kinds=[kind] if kind else [each.name for each in kinds], before=before)
    more = urlencode({"q": words, "soort": kind, "na": found.next})
    holes = {
        "hits": _drawn(found.refs),
        "loose": _drawn(found.loose),
        "more": f"?{escape(more)}" if found.next is not None else "",
        "asked": quote(words),
        "words": escape(words),
    }
    return _kept_nowhere(HttpResponse(kept.filled(_frame(request, kind, holes, continued=before is not None), holes)))


def _frame(request: HttpRequest, kind: str, holes: dict[str, str], *, continued: bool) -> bytes:
    """The page without what was typed and found: it is the same for every question of this shape."""
    request.wp_style_seed = current().brand.seed  # type: ignore[attr-defined]  # for the CSP: the page may come from memory
    shown = {name: kept.hole(name) if text else "" for name, text in holes.items()}

    def draw() -> bytes:
        kinds = [(each.name, gettext(each.plural or each.label), each.name == kind) for each in findable_kinds()]
        context = {**shown, "kind": kind, "kinds": kinds, "continued": continued}
        return render(request, "web/search.html", context).content

    if get_messages(request):
        return draw()
    tag = kept.tag_of("search", shown, kind, continued, of_this_person(request))
    return kept.made_once(tag, draw)


def _drawn(refs: tuple[Ref, ...]) -> str:
    """What stands behind these, in the same order: their own cards where the room wrote them, else what they are."""
    drawn = _cards(refs)
    for hit in hits(tuple(ref for ref in refs if ref not in drawn)):
        drawn[hit.ref] = render_to_string("web/parts/hit.html", {"hit": hit})
    return "".join([drawn.get(ref, "") for ref in refs])


def _cards(refs: tuple[Ref, ...]) -> dict[Ref, str]:
    """The cards that stand written, of what every visitor may see; one query for each kind that has any."""
    found: dict[Ref, str] = {}
    for kind in (kind_named(name) for name in {ref.kind for ref in refs}):
        if kind.card_column:
            wanted = {ref.uuid.hex: ref for ref in refs if ref.kind == kind.name}
            rows = _cards_of(kind)(*(ref.uuid for ref in wanted.values()))
            found |= {wanted[str(uuid).replace("-", "")]: card for uuid, card in rows if card}
    return found


@lru_cache(maxsize=64)
def _cards_of(kind: Kind) -> Callable[..., list[tuple[Any, ...]]]:
    """As search/query.py does for the search itself."""

    @prepared
    def rows(*wanted: UUID) -> QuerySet[Any]:
        seen: QuerySet[Any] = kind.visible_to(VISITOR).order_by().filter(uuid__in=wanted)
        return seen.values_list("uuid", kind.card_column)

    return rows


def hits(refs: tuple[Ref, ...]) -> list[Hit]:
    """What stands behind these, in the same order; one query for each kind."""
    things: dict[Ref, tuple[Kind, Any]] = {}
    for name in {ref.kind for ref in refs}:
        kind = kind_named(name)
        wanted = [ref.uuid for ref in refs if ref.kind == name]
        things |= {Ref(name, thing.uuid): (kind, thing) for thing in kind.visible_to(VISITOR).filter(uuid__in=wanted)}
    return [_hit(ref, *things[ref]) for ref in refs if ref in things]


def _hit(ref: Ref, kind: Kind, thing: Any) -> Hit:
    area = kind.area(thing)
    when = kind.when(thing)
    return Hit(
        ref=ref,
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
