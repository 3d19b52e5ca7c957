"""How a matter stands, in plain words: what, since when, who is on it, before which day, what was done, and why.

Made from the receipt, the diary and the registry, so that every kind of thing has the same page (domain.md 4.12).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.foundation.receipts.clock import day_in_words
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.receipts.owners import OnIt, shown_names, who_is_on_it
from wijkplein.foundation.receipts.telling import CameBack, what_came_back, words_of
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.models import Deed
from wijkplein.foundation.verbs.registry import find, kind_named, kind_of
from wijkplein.foundation.verbs.roles import FALLBACK, role_label

# Whose steps the holder sees. What a neighbour does (such as reporting it) stays between him and the connector.
SHOWN_ROLES = frozenset({*FALLBACK, "social_worker", "match_coordinator", "field_host", "team_member", "system"})
OWN_STEPS = {
    "receipts.add_line": gettext_lazy("Je voegde een regel toe"),
    "receipts.reopen": gettext_lazy("Je zei dat het niet klopt; het ligt er weer"),
}


@dataclass(frozen=True)
class Step:
    """One line of the timeline, in the shape that `wp_timeline` draws."""

    text: str
    when: str
    iso: str = ""
    now: bool = False


@dataclass(frozen=True)
class Status:
    """What the page of a receipt shows. `title` and `url` only when this actor may see the thing itself."""

    receipt: Receipt
    label: str
    title: str
    url: str
    since: str
    who: OnIt
    due: str
    is_late: bool
    steps: list[Step]
    came_back: CameBack | None = None


def status_of(receipt: Receipt, by: Actor, *, today: date | None = None) -> Status:
    """How this matter stands today, as this actor may read it."""
    thing = find(receipt.about, by=by)
    kind = kind_of(thing) if thing is not None else None
    return Status(
        receipt=receipt,
        label=label_of(receipt.kind),
        title=kind.title(thing) if kind else "",
        url=kind.url(thing) if kind else "",
        since=day_in_words(timezone.localdate(receipt.created_at)),
        who=who_is_on_it(receipt),
        due=day_in_words(receipt.due_on),
        is_late=receipt.is_late(today or timezone.localdate()),
        steps=steps_of(receipt),
        came_back=what_came_back(thing, by) if thing is not None else None,
    )


def label_of(kind: str) -> str:
    """What sort of thing it is, in the words of its room; a room that is gone leaves "bericht"."""
    try:
        return _(kind_named(kind).label)
    except KeyError:
        return _("bericht")


def steps_of(receipt: Receipt) -> list[Step]:
    """What happened to it, oldest first, and where it stands now: days, no times."""
    steps = [_step(_("Het kwam binnen"), receipt.created_at)]
    diary = Deed.objects.filter(kind__in={"receipt", receipt.kind}, about_id__in=[receipt.uuid, receipt.about_id])
    deeds = list(diary.order_by("id"))
    names = shown_names(deeds)
    for deed in deeds:
        if text := _words_of(deed, names.get(deed.uuid, "")):
            steps.append(_step(text, deed.at))
    if receipt.closed_at is not None:
        steps.append(_step(str(receipt.get_outcome_display()).capitalize(), receipt.closed_at, now=True))
    else:
        steps.append(Step(_("Dit ligt bij: %s") % who_is_on_it(receipt), "", now=True))
    return steps


def _words_of(deed: Deed, name: str) -> str:
    if deed.verb in OWN_STEPS:
        return str(OWN_STEPS[deed.verb])
    if deed.role not in SHOWN_ROLES:
        return ""
    who = name or _("Een %(role)s") % {"role": role_label(deed.role)}
    return words_of(deed.verb) % {"who": who}


def _step(text: str, at: datetime, *, now: bool = False) -> Step:
    day = timezone.localdate(at)
    return Step(text, day_in_words(day), day.isoformat(), now)
