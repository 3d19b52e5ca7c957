"""Fill a town with posts fast: the very rows that placing one by one leaves behind, a thousand at a time.

A test compares them with those of `place_post` (bench/tests/test_filling.py).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from django.core.management.color import no_style
from django.db import connection, transaction
from django.utils import timezone

from wijkplein.delen.square.actions.placing import ANSWER_NORM, ASKS_NOTHING, OPEN_FOR, STANDS
from wijkplein.delen.square.cards import render_and_save, render_card, render_reply
from wijkplein.delen.square.forms.asking import title_from
from wijkplein.delen.square.models import Post, PostKind, Publication, Reply
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.models import Person, Verification
from wijkplein.foundation.receipts.actions import due_date
from wijkplein.foundation.receipts.codes import new_secret, new_words, secret_mark, words_mark
from wijkplein.foundation.receipts.models import Outcome, Receipt
from wijkplein.foundation.search.analyser import Analysis, analyse
from wijkplein.foundation.search.fingerprints import fingerprints
from wijkplein.foundation.search.index import made_with
from wijkplein.foundation.search.models import SearchEntry
from wijkplein.foundation.verbs.models import Deed

BATCH = 1_000
AREAS, PEOPLE, REPLIES = 25, 200, 20
VARIANTS = 1_000  # different texts; each has its own area, writer and day, so that a card is rendered once
MICROSECOND = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WHAT = (
    "een boormachine", "een ladder van vier meter", "hulp met de belastingbrief", "een kinderfiets", "een maatje",
    "iemand met een aanhanger", "een kruiwagen", "een naaimachine", "oude kranten", "een oppas voor de kat",
    "een plek voor mijn piano", "iemand die leert breien", "een tuinslang", "een schaakvriend", "bakstenen",
    "een partytent", "wandelmaatjes", "een vertaler Pools", "een slaapzak", "stekjes van de hortensia",
)  # fmt: skip
WHY = (
    "de zolder eindelijk wordt opgeruimd en ik het alleen niet red met mijn rug",
    "mijn dochter zaterdag jarig is en de hele straat langs mag komen",
    "we met de flat een moestuin beginnen achter de garages",
    "mijn buurvrouw uit het ziekenhuis komt en het huis nog niet klaar is",
    "ik pas ben verhuisd en nog bijna niemand ken in de buurt",
    "het clubhuis een nieuwe vloer krijgt en elke hand helpt",
    "de school een speelplek bouwt en nog spullen zoekt",
    "ik graag iets terugdoe voor wie mij vorige winter hielp",
    "er bij ons achter de heg al weken een egel woont",
    "het buurthuis dinsdag soep kookt voor wie alleen eet",
)
WHEN = ("Zaterdag kan, zondag ook.", "Het liefst in de avond.", "Er is geen haast bij.", "Koffie staat klaar.",
        "Ik kom het zelf halen met de fiets.")  # fmt: skip
KINDS = (PostKind.QUESTION, PostKind.QUESTION, PostKind.QUESTION, PostKind.CALL, PostKind.NEWS, PostKind.THANKS)


@dataclass(frozen=True)
class Place:
    """The people and areas of the town that is filled."""

    areas: list[Area]
    people: list[Person]


@dataclass(frozen=True)
class Rows:
    """What one placed post leaves in each table."""

    post: Post
    publication: Publication
    receipt: Receipt
    deed: Deed
    entry: SearchEntry


def text_of(variant: int) -> str:
    """What somebody wrote: three sentences of everyday Dutch."""
    what, why = WHAT[variant % len(WHAT)], WHY[variant // len(WHAT) % len(WHY)]
    when = WHEN[variant // (len(WHAT) * len(WHY)) % len(WHEN)]
    return f"Wie heeft er {what} voor een paar dagen? Het is omdat {why}. {when} Alvast bedankt."


def settle_in() -> Place:
    """Areas under one municipality, and people who posted before."""
    town = Area.objects.create(name="Molenrij", slug="molenrij", kind=Area.Kind.MUNICIPALITY)
    districts = [
        Area.objects.create(name=f"Wijk {n}", slug=f"wijk-{n}", kind=Area.Kind.DISTRICT, parent=town) for n in range(5)
    ]
    areas = [
        Area.objects.create(
            name=f"Buurt {n}", slug=f"buurt-{n}", kind=Area.Kind.NEIGHBOURHOOD, parent=districts[n % len(districts)]
        )
        for n in range(AREAS)
    ]
    people = [
        Person(
            first_name="Buur",
            email=f"buur{n}@buurt.test",
            area=areas[n % AREAS],
            sixteen_or_older=True,
            verification=Verification.AREA,
            active_at=timezone.now(),
        )
        for n in range(PEOPLE)
    ]
    return Place(areas, Person.objects.bulk_create(people))


def fill(posts: int, *, progress: Callable[[int], None] = lambda done: None) -> Post:
    """So many public posts in the open town, and one more with twenty replies, which is given back."""
    place = settle_in()
    for first in range(0, posts, BATCH):
        with transaction.atomic():
            save([rows_of(number, place) for number in range(first, min(first + BATCH, posts))])
        progress(min(first + BATCH, posts))
    with transaction.atomic():
        return _with_replies(place, Post.objects.get(sequence=posts // 2 + 1))


def _count_on() -> None:
    """PostgreSQL does not notice that places were taken by name; the next post gets the one after these."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Publication]):
            cursor.execute(statement)


def rows_of(number: int, place: Place) -> Rows:
    """Everything post `number` (from 0) leaves behind, as `place_post` by somebody known would."""
    variant = number % VARIANTS
    area, author = place.areas[variant % len(place.areas)], place.people[variant % len(place.people)]
    at = timezone.now() - timedelta(days=variant % 300) + number * MICROSECOND
    post = Post(
        kind=KINDS[variant % len(KINDS)],
        title=title_from(text_of(variant)),
        text=text_of(variant),
        area=area,
        author=author,
        author_name=author.first_name if variant % 2 else "",
        reference=f"B{number:08d}",
        expires_on=timezone.localdate() + OPEN_FOR,
        created_at=at,
        published_at=at,
        sequence=number + 1,
        changes=1,
    )
    _card(post, variant)
    publication = Publication(pk=number + 1, post_uuid=post.uuid)
    return Rows(post, publication, _receipt(post), _deed(post), _entry(post, number))


def save(rows: list[Rows]) -> None:
    """Write them, table by table. Call it inside a transaction."""
    Post.objects.bulk_create([each.post for each in rows])
    Publication.objects.bulk_create([each.publication for each in rows])
    Receipt.objects.bulk_create([each.receipt for each in rows])
    Deed.objects.bulk_create([each.deed for each in rows])
    SearchEntry.objects.bulk_create([each.entry for each in rows])
    _count_on()


_cards: dict[int, tuple[str, str, int]] = {}


def _card(post: Post, variant: int) -> None:
    """The card as it is rendered; for a text that was rendered before, with another address in it."""
    known = _cards.get(variant)
    if known is None:
        render_card(post)
        _cards[variant] = (post.card, str(post.uuid), post.card_version)
        return
    card, old, post.card_version = known
    post.card = card.replace(old, str(post.uuid))


def _receipt(post: Post) -> Receipt:
    done = post.kind in ASKS_NOTHING
    return Receipt(
        outcome=Outcome.DONE if done else "",
        reason=str(STANDS) if done else "",
        closed_at=post.published_at if done else None,
        words_mark=words_mark(f"{new_words()} {post.uuid}"),  # a hundred thousand at once: words alone would collide
        secret_mark=secret_mark(new_secret()),
        kind="post",
        about_id=post.uuid,
        area=post.area,
        owner_role="connector",
        holder=post.author,
        norm_days=ANSWER_NORM,
        due_on=_due(post.area_id),
        created_at=post.created_at,
    )


@cache
def _due(area_id: int) -> object:
    return due_date("connector", Area.objects.get(pk=area_id), ANSWER_NORM)


def _deed(post: Post) -> Deed:
    assert post.author is not None  # everybody here has a name
    return Deed(
        verb="posts.place",
        kind="post",
        about_id=post.uuid,
        actor=post.author.uuid,
        role=_role(post.author),
        area_id=post.area.uuid,
        at=post.created_at,
        details={"kind": str(post.kind), "held": None},
        told_at=post.created_at,
    )


_roles: dict[uuid.UUID, str] = {}


def _role(person: Person) -> str:
    """What the diary says of somebody without any desk."""
    if person.uuid not in _roles:
        _roles[person.uuid] = "resident" if "resident" in person.role_names(person.area) else "everyone"
    return _roles[person.uuid]


@cache
def _analysed(text: str) -> tuple[Analysis, str]:
    found = analyse(text)
    return found, " ".join(fingerprints(found.stems | found.parts))


def _entry(post: Post, number: int) -> SearchEntry:
    assert post.published_at is not None  # see rows_of
    found, stems = _analysed(f"{post.title}\n{post.text}")
    return SearchEntry(
        order=(post.published_at - EPOCH) // MICROSECOND,
        kind="post",
        about_id=post.uuid,
        area_id=post.area.uuid,
        folded=found.folded,
        stems=stems,
        made_with=made_with(),
    )


def _with_replies(place: Place, post: Post) -> Post:
    """A post in the middle of the square that twenty neighbours answered."""
    for number in range(REPLIES):
        reply = Reply.objects.create(
            post=post,
            text=text_of(number),
            author=place.people[number],
            author_name="Buur",
            published_at=timezone.now(),
        )
        render_reply(reply)
    post.reply_count = REPLIES
    post.save(update_fields=["reply_count"])
    render_and_save(post)
    return post
