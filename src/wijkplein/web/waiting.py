"""What waits for somebody who looks after a square: one count for each pile, for the own areas only (job EPE-04)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wijkplein.delen.signals.models import Signal
from wijkplein.delen.square.models import Objection, Photo, Post, Reply, Report
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.notices.models import MailIn
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.receipts.models import CallBack, Receipt
from wijkplein.foundation.verbs.roles import FALLBACK


@dataclass(frozen=True)
class Where:
    """The areas somebody works for: everywhere, or these and all below them."""

    person: Person
    everywhere: bool
    ids: frozenset[int]

    def of(self, field: str) -> Q:
        """The condition on a field that points at an area."""
        return Q() if self.everywhere else Q(**{f"{field}__in": self.ids})


@dataclass(frozen=True)
class Pile:
    """One kind of work. `rows` gives what waits in these areas; it is done on the page `url_name` of an area.

    `more`: what lies on the same pile but in another table.
    """

    name: str
    label: str | Promise
    hint: str | Promise
    url_name: str
    rows: Callable[[Where], QuerySet[Any]]
    more: Callable[[Where], QuerySet[Any]] | None = None


@dataclass(frozen=True)
class Waiting:
    """A pile with how much lies on it for this person."""

    pile: Pile
    count: int
    url: str


PILES = (
    Pile(
        "late", _("Over de tijd"), _("Iemand had al iets moeten horen. Begin hier."), "late",
        lambda where: Receipt.objects.filter(where.of("area_id"), closed_at=None, due_on__lt=timezone.localdate()),
        lambda where: Reply.objects.late(timezone.localdate()).filter(where.of("post__area_id")),
    ),
    Pile(
        "calls", _("Terugbellen"), _("Iemand wacht op een telefoontje, binnen een werkdag."), "receipts:waiting",
        lambda where: CallBack.objects.filter(where.of("area_id"), closed_at=None),
    ),
    Pile(
        "posts", _("Berichten om te lezen"), _("Het eerste bericht van een buur. Lees het en laat het door."),
        "square:care", lambda where: Post.objects.waiting().filter(where.of("area_id")),
    ),
    Pile(
        "replies", _("Antwoorden om te lezen"), _("Het eerste antwoord van een buur."), "square:care",
        lambda where: Reply.objects.waiting().filter(where.of("post__area_id")),
    ),
    Pile(
        "photos", _("Foto's om te bekijken"), _("Staat iedereen er met een ja op?"), "square:care",
        lambda where: Photo.objects.filter(where.of("post__area_id"), held=True, post__held="", post__hidden_at=None),
    ),
    Pile(
        "reports", _("Gemeld door buren"), _("Iemand vindt dat iets hier niet hoort."), "square:care",
        lambda where: Report.objects.filter(where.of("area_id"), decided_at=None),
    ),
    Pile(
        "objections", _("Bezwaren"), _("Iemand vraagt om opnieuw te kijken. Nooit wie het verborg."), "square:care",
        lambda where: Objection.objects.open_for(where.person).filter(where.of("area_id")),
    ),
    Pile(
        "signals",
        _("Wat er speelt"),
        _("Iemand vertelde iets. Pak het op, zet het door of zeg waarom niet."),
        "signals:waiting",
        lambda where: Signal.objects.visible_to(where.person).exclude(due_on=None),
    ),
    Pile(
        "mail", _("Mail in het postvak"), _("Lees, antwoord of zet het op het plein."), "notices:mailbox",
        lambda where: MailIn.objects.filter(where.of("area_id") | Q(area=None), closed_at=None),
    ),
)  # fmt: skip


def where_works(person: Person) -> Where:
    """The areas in which this person has one of the roles that do this work."""
    everywhere, ids = person.areas_of_roles(FALLBACK)
    return Where(person, everywhere, frozenset(ids))


def waiting_for(person: Person) -> list[Waiting]:
    """Every pile with its count, in the order in which to take them. One query for all counts."""
    where = where_works(person)
    counted = [_count(pile.name, rows(where)) for pile in PILES for rows in (pile.rows, pile.more) if rows]
    counts: Counter[str] = Counter()
    for name, count in counted[0].union(*counted[1:], all=True):
        counts[name] += count
    area = _first_area(where)
    return [Waiting(pile, counts[pile.name], _address(pile, area)) for pile in PILES]


def _count(name: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    named = rows.order_by().annotate(part=Value(name, TextField())).values("part")
    counted: QuerySet[Any] = named.annotate(waits=Cast(Count("pk"), IntegerField())).values_list("part", "waits")
    return counted


def _first_area(where: Where) -> Area | None:
    """The largest of the own areas: its work pages show everything below it too."""
    mine = Area.objects.all() if where.everywhere else Area.objects.filter(pk__in=where.ids)
    outer = mine.exclude(parent_id__in=[] if where.everywhere else where.ids)
    return (outer.filter(parent=None).first() if where.everywhere else None) or outer.order_by("pk").first()


def _address(pile: Pile, area: Area | None) -> str:
    """Where this work is done; "" only in a town without any area."""
    return reverse(pile.url_name, args=[area.slug]) if area is not None else ""
