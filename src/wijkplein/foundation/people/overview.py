"""What a person sees of herself: her matters, what is kept and why, and who looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext

from wijkplein.foundation.people.models import Person
from wijkplein.foundation.people.words import FIELD_WORDS
from wijkplein.foundation.privacy.privacy_map import map_of
from wijkplein.foundation.privacy.readlog import reads_of
from wijkplein.foundation.privacy.rights import export_person
from wijkplein.foundation.verbs.registry import find, kind_named, kind_of
from wijkplein.foundation.verbs.roles import role_label

SHOWN = 100  # matters and looks on one page


@dataclass(frozen=True)
class Mine:
    """One thing of mine, and where it stands."""

    title: str
    url: str
    state: str
    since: datetime
    open: bool


@dataclass(frozen=True)
class Kept:
    """One kind of data: what, why, on which ground, how long."""

    what: str
    why: str
    basis: str
    keep: str


@dataclass(frozen=True)
class Look:
    """One look at my data."""

    at: datetime
    who: str
    role: str
    why: str


def matters_of(person: Person) -> list[Mine]:
    """What this person asked and placed, by her receipts (kind "receipt": holder, about, closed_at, outcome)."""
    try:
        receipts = kind_named("receipt").visible_to(person)
    except KeyError:
        return []
    own = receipts.filter(holder=person).order_by("-created_at")[:SHOWN]
    return [_mine(person, receipt) for receipt in own]


def what_we_keep() -> list[Kept]:
    """Every personal field of every room, in words a resident can read."""
    rows: dict[Kept, None] = {}
    for model in apps.get_models():
        privacy = map_of(model)
        for name, personal in (privacy.personal if privacy else {}).items():
            what = str(FIELD_WORDS.get(name, ""))
            assert privacy is not None  # it gave the field
            told = (
                personal.purpose,
                str(personal.basis),
                privacy.keep,
            )  # marked for translation by tools/translations.py
            rows[Kept(what, *(gettext(each) for each in told))] = None
    return list(rows)


def kept_by_time() -> list[tuple[str, list[Kept]]]:
    """The same rows together by how long we keep them, the longest list first: a page somebody can take in."""
    groups: dict[str, list[Kept]] = {}
    for row in what_we_keep():
        groups.setdefault(row.keep, []).append(row)
    return sorted(groups.items(), key=lambda group: -len(group[1]))


def who_looked(person: Person) -> list[Look]:
    """The newest looks first. A colleague is named by first name and role; one who was erased by role alone."""
    entries = list(reads_of(person.uuid)[:SHOWN])
    names = dict(Person.objects.filter(uuid__in={entry.actor for entry in entries}).values_list("uuid", "first_name"))
    return [
        Look(
            entry.started_at,
            names.get(entry.actor, "") if entry.actor else "",
            role_label(entry.role) if entry.role else "",
            entry.get_reason_display(),
        )
        for entry in entries
    ]


def kept_about(person: Person) -> dict[str, int]:
    """How many pieces each room keeps, to show before erasing."""
    return {str(label): len(rows) for label, rows in export_person(person.uuid).items() if rows}


def _mine(person: Person, receipt: Any) -> Mine:
    thing = find(receipt.about, by=person)
    kind = kind_of(thing if thing is not None else receipt)
    shown = thing if thing is not None else receipt
    state: str | Promise = receipt.get_outcome_display()
    return Mine(str(kind.title(shown)), kind.url(shown), str(state), receipt.created_at, receipt.closed_at is None)
