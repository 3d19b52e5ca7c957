"""Letters to people without e-mail: u, one page for one person, at least 16 points, and the number to call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string
from django.utils import timezone, translation

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.binding import current
from wijkplein.foundation.notices.models import PaperItem
from wijkplein.foundation.notices.sentences import sentence_named
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.receipts.slip import house_font, pdf_of
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.foundation.verbs.registry import find, kind_of


@dataclass(frozen=True)
class Told:
    """One sentence of a letter, with the title of what it is about where everybody may read that."""

    text: str
    title: str


@dataclass(frozen=True)
class Pile:
    """What waits for one person: how many sentences, since when. No name: that shows when it is opened."""

    person_id: str
    area: Area | None
    count: int
    since: date


def piles(items: Sequence[PaperItem]) -> list[Pile]:
    """The queue by person, the oldest first."""
    by_person: dict[str, list[PaperItem]] = {}
    for item in items:
        by_person.setdefault(str(item.person.uuid), []).append(item)
    return [
        Pile(key, mine[0].area, len(mine), timezone.localtime(mine[0].created_at).date())
        for key, mine in by_person.items()
    ]


def told(items: Sequence[PaperItem]) -> list[Told]:
    """The sentences of a letter, each once."""
    with translation.override("nl"):
        found = [Told(str(sentence_named(item.sentence).letter), _public_title(item)) for item in items]
    return list(dict.fromkeys(found))


def letter_html(person: Person, items: Sequence[PaperItem]) -> str:
    """The letter as a page of its own."""
    context = {"person": person, "told": told(items), "brand": current().brand, "today": timezone.localdate()}
    context["font"] = house_font()
    with translation.override("nl"):
        return render_to_string("notices/letter_paper.html", context)


def letter_pdf(person: Person, items: Sequence[PaperItem]) -> bytes:
    """The letter as PDF/UA. Takes about a second: never inside a transaction."""
    return pdf_of(letter_html(person, items))


def _public_title(item: PaperItem) -> str:
    thing = find(item.about, by=VISITOR)
    return kind_of(thing).title(thing) if thing is not None else ""
