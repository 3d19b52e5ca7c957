"""What each field holds about people: class, purpose, basis, how long, and what erasing does.

Every model carries a `privacy = PrivacyMap(...)` beside its fields; a field without an entry fails the
build (bar PR1). The map is also what the "Jouw gegevens" page and the data-flow drawing are made from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from django.apps import apps
from django.db import models


class DataClass(StrEnum):
    """Who may see it (domain.md section 3). P4 has no member: there is no column for it."""

    PUBLIC = "P0"
    AREA = "P1"
    PARTIES = "P2"
    TEAM = "P3"


class Basis(StrEnum):
    """The legal ground (GDPR art. 6); consent only for what can be refused without any effect."""

    AGREEMENT = "overeenkomst"
    PUBLIC_TASK = "algemeen belang"
    CONSENT = "toestemming"
    LEGAL_DUTY = "wettelijke plicht"
    LEGITIMATE_INTEREST = "gerechtvaardigd belang"


class OnErasure(StrEnum):
    """What happens to the field when the person is erased."""

    DELETE = "de regel gaat weg"
    CUT = "het veld wordt leeg"
    KEEP = "blijft, zonder dat het naar iemand wijst"


@dataclass(frozen=True)
class Personal:
    """One personal field, in words a resident can read."""

    data_class: DataClass
    purpose: str
    basis: Basis
    on_erasure: OnErasure = OnErasure.CUT


@dataclass(frozen=True)
class PrivacyMap:
    """The privacy side of one model. `keep` is the retention in plain Dutch, executed by retention.py.

    `plain` names the fields that say nothing about a person: ids, places, dates of things, counts.
    """

    keep: str
    personal: dict[str, Personal] = field(default_factory=dict)
    plain: str = ""

    def names(self) -> set[str]:
        """Every field the map speaks about."""
        return set(self.personal) | set(self.plain.split())


_of_packages: dict[str, PrivacyMap] = {}


def describe(label: str, privacy: PrivacyMap) -> None:
    """Give a package's model its map; `label` is "app.Model"."""
    _of_packages[label.lower()] = privacy


def map_of(model: type[models.Model]) -> PrivacyMap | None:
    """The map of a model, ours or a package's; None when nobody wrote one."""
    own = model.__dict__.get("privacy")
    return own if isinstance(own, PrivacyMap) else _of_packages.get(model._meta.label_lower)


def undescribed_fields() -> Iterator[str]:
    """`app.model.field` for every field without an entry, and every entry without a field."""
    for model in apps.get_models(include_auto_created=True):
        fields = {each.name for each in model._meta.local_fields} | {
            each.name for each in model._meta.local_many_to_many
        }
        known = map_of(model)
        names = known.names() if known else set()
        if model._meta.auto_created and known is None:
            continue  # a link table holds two ids; the field that made it is described
        for name in sorted(fields ^ names):
            yield f"{model._meta.label_lower}.{name}"
