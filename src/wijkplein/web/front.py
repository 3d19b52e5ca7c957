"""What stands on the home page and on an area page, in one query (performance.md goals 7 and 11).

Posts, the people neighbours may know and what was done with what neighbours said come back as rows of one shape
(`part`, `rank`, three texts), so that the same rows that make the page also make its ETag.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.safestring import SafeString

from wijkplein.delen.signals.models import Signal
from wijkplein.delen.square.models import Post
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.look.pieces import Person, Said
from wijkplein.foundation.people.models import Role
from wijkplein.foundation.receipts.models import Outcome
from wijkplein.foundation.verbs.roles import role_label

POSTS, NEAR, ANSWERED, PEOPLE = 6, 3, 2, 5
LOOK_BACK = 200  # posts among which the last answered questions are sought
DEEPEST = 5  # levels of the tree of areas
TONES = ("delen", "duiden", "doen")
ANY_AREA = "/"  # no short address holds this
COLUMNS = ("part", "rank", "one", "two", "three")
Row = tuple[str, int, str, str, str]

MOST_SAID = 4
# How an outcome looks in the component `wp_said`; everything else was done.
LOOKS = {Outcome.WILL_DO: "bezig", Outcome.FORWARDED: "bezig", Outcome.NOT_DONE: "niet"}


@dataclass(frozen=True)
class AreaName:
    """What a page needs of an area: its name, its short address and what kind of area it is."""

    name: str
    slug: str
    kind: str


@dataclass(frozen=True)
class Headline:
    """A post as paper shows it: its title, and the public number to name on the telephone."""

    title: str
    reference: str


@dataclass(frozen=True)
class Front:
    """The facts of one page. `rows` is everything that was read, for the ETag."""

    rows: tuple[Row, ...]
    area: AreaName | None = None
    posts: list[SafeString] = field(default_factory=list)
    headlines: list[Headline] = field(default_factory=list)
    near: list[SafeString] = field(default_factory=list)
    answered: list[SafeString] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    areas: list[AreaName] = field(default_factory=list)


def front(slug: str = "") -> Front | None:
    """Everything on the page of this area, or of the whole town without one. None when there is no such area."""
    rows = tuple(sorted(_read(slug), key=lambda row: (row[0], row[1])))
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    if slug and "here" not in found:
        return None
    cards = {part: [SafeString(row[2]) for row in found.get(part, ())] for part in ("post", "near", "helped")}
    fresh = {row[1] for row in found.get("post", ())}
    return Front(
        rows=rows,
        area=_area(found["here"][0]) if slug else None,
        # Our own template wrote these with everything escaped (square/cards.py); nobody else can write that column.
        posts=cards["post"],
        headlines=[Headline(row[3], row[4]) for row in found.get("post", found.get("near", ()))],
        near=cards["near"] if len(cards["post"]) < NEAR else [],
        answered=[SafeString(row[2]) for row in found.get("helped", ()) if row[1] not in fresh],
        people=[_person(row, place) for place, row in enumerate(found.get("who", ()))],
        said=_said_list(found.get("said", [])),
        areas=[_area(row) for row in found.get("area", ())],
    )


def below(slug: str) -> QuerySet[Area]:
    """An area, what it covers and everything under it, without asking for it first."""
    levels = [Q(**{"__".join(["parent"] * depth) + "__slug": slug}) for depth in range(1, DEEPEST)]
    here = Q(slug=slug) | Q(covered_by__slug=slug)
    for level in levels:
        here |= level
    return Area.objects.filter(here)


def line_of(slug: str) -> QuerySet[Area]:
    """An area and those above it: whose people answer here."""
    levels = [Q(**{"__".join(["children"] * depth) + "__slug": slug}) for depth in range(1, DEEPEST)]
    here = Q(slug=slug) | Q(covers__slug=slug)
    for level in levels:
        here |= level
    return Area.objects.filter(here)


def shaped(rows: QuerySet[Any], part: str, *, rank: Any, texts: tuple[Any, Any, Any]) -> QuerySet[Any]:
    """Rows in the one shape; lowest rank first.

    A limit goes into a subquery: SQLite takes none inside a compound statement.
    """
    cells = {name: Cast(text, TextField()) for name, text in zip(COLUMNS[2:], texts, strict=True)}
    chosen = rows.model._default_manager.filter(pk__in=rows.values("pk")).order_by()
    shape = chosen.annotate(part=Value(part, TextField()), rank=Cast(rank, BigIntegerField()), **cells)
    in_columns: QuerySet[Any] = shape.values_list(*COLUMNS)
    return in_columns


def _read(slug: str) -> list[Row]:
    """Run the one statement. Putting it together costs more than running it, so that is done once a day."""
    sql, parameters = _statement(connection.vendor, timezone.localdate(), of_an_area=bool(slug))
    with connection.cursor() as cursor:
        cursor.execute(sql, [slug if value == ANY_AREA else value for value in parameters])
        return list(cursor.fetchall())


@lru_cache(maxsize=4)
def _statement(vendor: str, day: date, *, of_an_area: bool) -> tuple[str, tuple[Any, ...]]:
    """The statement for this engine and day, with ANY_AREA where the short address of an area goes.

    It holds no data of any town: only the shape of the question, and today's date.
    """
    slug = ANY_AREA if of_an_area else ""
    posts = Post.objects.public()
    here = posts.filter(area_id__in=below(slug).values("pk")) if slug else posts
    parts = [_cards(here, "post", POSTS), _helped(here), _people(slug), _areas(slug), _said(slug)]
    if slug:
        parts += [_here(slug), _cards(posts.exclude(area_id__in=below(slug).values("pk")), "near", NEAR)]
    sql, parameters = parts[0].union(*parts[1:], all=True).query.sql_with_params()
    return sql, tuple(parameters)


def _cards(posts: QuerySet[Any], part: str, most: int) -> QuerySet[Any]:
    newest = posts.order_by("-sequence")[:most]
    return shaped(newest, part, rank=-F("sequence"), texts=(F("card"), F("title"), F("reference")))


def _helped(posts: QuerySet[Any]) -> QuerySet[Any]:
    recent = posts.order_by("-sequence").values("pk")[:LOOK_BACK]
    helped = Post.objects.filter(pk__in=recent, helped_by__isnull=False).order_by("-closed_at")[:ANSWERED]
    return shaped(helped, "helped", rank=-F("sequence"), texts=(F("card"), F("title"), F("reference")))


def _people(slug: str) -> QuerySet[Any]:
    public = Role.objects.current().filter(public=True, person__left_at=None, person__erased_at=None)
    if slug:
        public = public.filter(Q(area=None) | Q(area_id__in=line_of(slug).values("pk")))
    texts = (F("person__first_name"), F("name"), F("words"))
    return shaped(public.order_by("pk")[:PEOPLE], "who", rank=F("pk"), texts=texts)


def _here(slug: str) -> QuerySet[Any]:
    return shaped(Area.objects.filter(slug=slug), "here", rank=F("pk"), texts=(F("name"), F("slug"), F("kind")))


def _areas(slug: str) -> QuerySet[Any]:
    """What lies right under this area; for the whole town its districts and villages."""
    if slug:
        under = Area.objects.filter(parent__slug=slug)
    else:
        under = Area.objects.filter(Q(parent=None) | Q(parent__kind=Area.Kind.MUNICIPALITY))
        under = under.exclude(kind=Area.Kind.MUNICIPALITY)
    return shaped(under.order_by("name")[:40], "area", rank=F("pk"), texts=(F("name"), F("slug"), F("kind")))


def _area(row: Row) -> AreaName:
    return AreaName(row[2], row[3], row[4])


def _person(row: Row, place: int) -> Person:
    return Person(row[2], role_label(row[3]), row[4], TONES[place % len(TONES)])


def _said(slug: str) -> QuerySet[Any]:
    """What was answered in public, and always the newest "niet, omdat": a list of only good news is not believed."""
    told = Signal.objects.told_publicly()
    if slug:
        told = told.filter(area_id__in=below(slug).values("pk"))
    newest, refused = told[:MOST_SAID], told.filter(outcome=Outcome.NOT_DONE)[:1]
    chosen = Signal.objects.filter(Q(pk__in=newest.values("pk")) | Q(pk__in=refused.values("pk")))
    day_and_outcome = Concat(Cast("public_on", TextField()), Value(" "), "outcome")
    return shaped(chosen, "said", rank=F("pk"), texts=(F("public_title"), F("answer"), day_and_outcome))


def _said_list(rows: list[Row]) -> list[Said]:
    """Newest first; the "niet" that is older takes the last place."""
    told = sorted(rows, key=lambda row: (row[4].partition(" ")[0], row[1]), reverse=True)
    shown = told[:MOST_SAID]
    if len(told) > MOST_SAID:
        shown[-1:] = [told[-1]]
    return [Said(row[2], row[3], LOOKS.get(Outcome(row[4].partition(" ")[2]), "gedaan")) for row in shown]
