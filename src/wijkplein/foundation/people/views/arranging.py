"""What the pages of *Wie doet wat* share: who may arrange, and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.people.pages import patient, person_of
from wijkplein.foundation.people.policy import LOCAL_ROLES, Roles
from wijkplein.foundation.people.proving import View, fresh
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.doors import door
from wijkplein.foundation.verbs.policy import Verb
from wijkplein.foundation.verbs.roles import GIVEN_ROLES

SHOWN = 50  # colleagues on a page, never residents (bar PR14)


@dataclass(frozen=True)
class Reach:
    """For which areas and with which roles somebody arranges who does what."""

    everywhere: bool
    areas: QuerySet[Area]
    names: tuple[str, ...]

    def form_options(self) -> dict[str, Any]:
        """What a form needs to know."""
        return {"names": self.names, "areas": self.areas, "everywhere": self.everywhere}


def arranging(*methods: str, verb: Verb | None = None) -> Callable[[View], View]:
    """A page of who looks after the team: behind a verb, or else for everybody who may look at the roles somewhere.

    Kept by no cache, and with a fresh proof of who you are.
    """

    def decorate(view: View) -> View:
        guarded = never_cache(require_http_methods(list(methods))(patient(fresh(view))))
        if verb is not None:
            return door(verb)(guarded)  # type: ignore[return-value]
        return door(signed_in=True)(_only_arrangers(guarded))  # type: ignore[return-value]

    return decorate


def reach_of(by: Person) -> Reach:
    """The platform manager arranges everything; an area director her own areas, with the roles that work there."""
    areas = Area.objects.order_by("name", "pk")
    if "platform_manager" in by.role_names(None):
        return Reach(True, areas, GIVEN_ROLES)
    everywhere, ids = by.areas_of_roles(("area_director",))
    return Reach(False, areas if everywhere else areas.filter(pk__in=ids), LOCAL_ROLES)


def in_pieces(request: HttpRequest, rows: QuerySet[Any]) -> dict[str, Any]:
    """A page of rows and the address of the next one."""
    piece = Paginator(rows, SHOWN).get_page(request.GET.get("pagina"))
    return {"rows": piece.object_list, "more": f"?pagina={piece.next_page_number()}" if piece.has_next() else ""}


def _only_arrangers(view: View) -> View:
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (answer := Roles.look.may(person_of(request), None)):
            raise Refused(answer)
        return view(request, *args, **kwargs)

    return inside
