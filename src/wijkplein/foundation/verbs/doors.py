"""What a page stands behind. A page nobody decided a door for is shut (see middleware.py).

`@door(Posts.close)`      the verb; the view gets the thing that `ref` in the address points at
`@door(sees=Post)`        who sees this kind of thing
`@door(everyone)`         everybody, nothing is looked up
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect

from wijkplein.foundation.community.prepared import prepared_things
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.actors import VISITOR, Actor
from wijkplein.foundation.verbs.policy import Policy, Verb, would_signing_in_help
from wijkplein.foundation.verbs.registry import kind_named

View = Callable[..., HttpResponseBase]


class _Everyone:
    def __repr__(self) -> str:
        return "everyone"


everyone = _Everyone()


@dataclass(frozen=True)
class Door:
    """What stands before a view; read by the middleware and by the architecture tests."""

    verb: Verb | None = None
    sees: type[models.Model] | None = None
    signed_in: bool = False

    @property
    def is_open(self) -> bool:
        """True when everybody may come in."""
        return self.verb is None and self.sees is None and not self.signed_in


def door(
    what: Verb | _Everyone | None = None, *, sees: type[models.Model] | None = None, signed_in: bool = False
) -> Callable[[View], View]:
    """Put a door before a view. Raises TypeError when it says nothing."""
    verb = what if isinstance(what, Verb) else None
    if what is None and sees is None and not signed_in:
        raise TypeError("A door is a verb, sees=Model, signed_in=True, or everyone.")
    the_door = Door(verb, sees, signed_in)

    def decorate(view: View) -> View:
        @wraps(view)
        def behind_door(request: HttpRequest, *args: Any, ref: Any = None, **kwargs: Any) -> HttpResponseBase:
            by = actor_of(request)
            if the_door.signed_in and by.is_visitor:
                return to_sign_in(request)
            if verb is None and sees is None:
                return view(request, *args, **kwargs)
            about = _look_up(_model(the_door), ref, by)
            if verb is not None and not (answer := verb.may(by, about)):
                if would_signing_in_help(verb, answer):
                    return to_sign_in(request)
                raise Refused(answer)
            return view(request, about, *args, **kwargs)

        behind_door.door = the_door  # type: ignore[attr-defined]
        return behind_door

    return decorate


def actor_of(request: HttpRequest) -> Actor:
    """Whoever acts in this request: the signed-in person, or the visitor."""
    user = getattr(request, "user", None)
    return user if user is not None and user.is_authenticated else VISITOR


class ProveFirst(HttpResponseRedirect):
    """To the page where somebody proves who she is. What she wrote is shown again first (web/middleware.py)."""


def to_sign_in(request: HttpRequest) -> ProveFirst:
    """Invite to sign in, and come back here after."""
    return ProveFirst(f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}")


def _model(the_door: Door) -> type[models.Model]:
    if the_door.sees is not None:
        return the_door.sees
    verb = the_door.verb
    assert verb is not None  # a door with neither is open and never looks anything up
    return verb.on or _kind_model(verb.policy)


def _kind_model(policy: type[Policy]) -> type[models.Model]:
    return kind_named(policy.kind).model


def _look_up(model: type[models.Model], ref: Any, by: Actor) -> Any:
    """What the address points at, if this actor may see it; 404 otherwise: existence is news too."""
    key = getattr(model, "address_key", "uuid")
    if by is VISITOR and isinstance(ref, str if key != "uuid" else UUID):
        found = next(iter(_seen_by_visitors(model, key)(ref)), None)
    else:
        found = model.objects.visible_to(by).filter(**{key: ref}).first()  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


@lru_cache(maxsize=128)
def _seen_by_visitors(model: type[models.Model], key: str) -> Callable[..., list[Any]]:
    """The one question of most doors, with its SQL written once: what a visitor may see depends on no role and no
    clock, to which a test holds every model (tests/architecture/test_visible_to_visitors.py).
    """
    seen = model.objects.visible_to(VISITOR)  # type: ignore[attr-defined]
    if seen.query.is_empty():
        return lambda ref: []

    @prepared_things
    def one(ref: UUID | str) -> models.QuerySet[Any]:
        found: models.QuerySet[Any] = seen.filter(**{key: ref})[:1]
        return found

    return one
