"""The one registry of kinds: what exists, who sees it, how it is shown. Filled in `ready()`.

It is also the only way a low room shows something that lives on a higher floor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from wijkplein.foundation.verbs.ref import Ref


def _nothing(thing: Any) -> Any:
    return None


def _no_text(thing: Any) -> str:
    return ""


@dataclass(frozen=True)
class Kind:
    """One kind of thing. `title` and `url` are what every list needs; the rest is optional. `plural` names many of it.

    `card_column` names the column in which finished cards stand, so that a list need not read the things themselves.
    """

    name: str
    model: type[models.Model]
    label: str
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    card: Callable[[Any], str] = _no_text
    card_column: str = ""
    search_text: Callable[[Any], str] = _no_text
    area: Callable[[Any], Any] = _nothing
    place: Callable[[Any], str] = _no_text
    plural: str = ""
    when: Callable[[Any], datetime | None] = _nothing

    def visible_to(self, by: Any) -> models.QuerySet[Any]:
        """What this person may see of this kind: the one definition, the model's own."""
        queryset: models.QuerySet[Any] = self.model.objects.visible_to(by)  # type: ignore[attr-defined]
        return queryset


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known. Raises ValueError when two rooms claim one name."""
    taken = _kinds.get(kind.name)
    if taken is not None and taken.model is not kind.model:
        raise ValueError(f"Two kinds are called {kind.name}: {taken.model} and {kind.model}.")
    _kinds[kind.name] = kind


def kind_named(name: str) -> Kind:
    """Raises KeyError for an unknown kind."""
    return _kinds[name]


def kinds() -> Iterator[Kind]:
    """All kinds, in the order in which the rooms made them known."""
    return iter(tuple(_kinds.values()))


def kind_of(thing: models.Model) -> Kind:
    """The kind of a thing. Raises KeyError when its room did not register it."""
    for kind in _kinds.values():
        if type(thing) is kind.model:
            return kind
    raise KeyError(f"{type(thing).__name__} is not a registered kind")


def ref_to(thing: models.Model) -> Ref:
    """A Ref to a registered thing."""
    return Ref(kind_of(thing).name, thing.uuid)  # type: ignore[attr-defined]


def find(ref: Ref, *, by: Any) -> Any | None:
    """The thing behind a Ref if it exists and this person may see it, else None."""
    kind = _kinds.get(ref.kind)
    return kind.visible_to(by).filter(uuid=ref.uuid).first() if kind else None
