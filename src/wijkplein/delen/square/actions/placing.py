"""Something new on the square: placed, let through by a connector, changed."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkplein.delen.square.cards import render_and_save, render_card
from wijkplein.delen.square.models import Held, Photo, Post, PostKind, Publication, Reply
from wijkplein.delen.square.policy import Posts
from wijkplein.delen.square.references import new_reference
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.prepared import prepared
from wijkplein.foundation.people.actions import register_by_proxy, register_person
from wijkplein.foundation.people.by_email import person_for
from wijkplein.foundation.people.models import ConsentHow, Organisation, Person
from wijkplein.foundation.receipts.actions import Issued, due_date, issue_receipt
from wijkplein.foundation.receipts.closing import close_receipts, move_clocks, wait_again
from wijkplein.foundation.receipts.models import Outcome
from wijkplein.foundation.verbs.acting import act
from wijkplein.foundation.verbs.actors import VISITOR, Actor
from wijkplein.foundation.verbs.inserting import insert
from wijkplein.foundation.verbs.models import Via
from wijkplein.foundation.verbs.registry import ref_to

OPEN_FOR = timedelta(days=60)  # a question stands this long unless its writer says otherwise
ANSWER_NORM = 5  # working days in which a question has a reply or a connector looks at it
LOOK_NORM = 1  # working day in which a connector looks at what waits
OWNER = "connector"
# Nobody waits for an answer to these: once everybody reads them they are done (ADR 0027).
ASKS_NOTHING = frozenset({PostKind.NEWS, PostKind.THANKS})
STANDS = _("Het staat op het plein. Met je drie woorden kun je het later veranderen of weghalen.")


@dataclass(frozen=True)
class Draft:
    """What somebody wrote, checked by the form; `held` when the guard or a lack of e-mail makes it wait."""

    kind: str
    title: str
    text: str
    author_name: str = ""
    organisation: Organisation | None = None
    language: str = "nl"
    expires_on: date | None = None
    held: str = ""


@dataclass(frozen=True)
class Placed:
    """A fresh post with its receipt: the codes are shown or printed now and never again."""

    post: Post
    issued: Issued = field(repr=False)


def place_post(*, by: Actor, area: Area, draft: Draft, author: Person | None, via: str = Via.SCREEN) -> Placed:
    """Put something on the square, or before a connector when it has to wait. Raises Refused."""
    with act(by, Posts.place, area, via=via) as deed:
        placed = _place(area, draft, author, via, on_behalf=False)
        deed.about = placed.post
        deed.details = {"kind": draft.kind, "held": placed.post.held or None}
    return placed


def place_for(*, by: Person, area: Area, draft: Draft, author: Person | None, via: str = Via.PHONE) -> Placed:
    """A connector or host types it over for somebody on the telephone, on paper or at the bus (guarantee 3)."""
    with act(by, Posts.place_for, area, via=via, on_behalf=True) as deed:
        placed = _place(area, draft, author, via, on_behalf=True)
        deed.about = placed.post
        deed.details = {"kind": draft.kind, "held": placed.post.held or None}
    return placed


@dataclass(frozen=True)
class Caller:
    """Somebody who said it aloud and agreed: without e-mail, perhaps without a number."""

    first_name: str
    last_name: str = ""
    phone: str = ""
    street: str = ""


def place_for_caller(*, by: Person, area: Area, draft: Draft, caller: Caller, via: str = Via.PHONE) -> Placed:
    """Write down who called, with the mandate, and place it. Raises Refused, TooManyToday and NotANumber."""
    how = ConsentHow.SPOKEN_PHONE if via == Via.PHONE else ConsentHow.SPOKEN_IN_PERSON
    with transaction.atomic():
        person, mandate = register_by_proxy(by=by, area=area, consent_how=how, via=via, **asdict(caller))
        placed = place_for(by=by, area=area, draft=draft, author=person, via=via)
        mandate.kind, mandate.about_id = "post", placed.post.uuid
        mandate.save(update_fields=["kind", "about_id"])
    return placed


def _place(area: Area, draft: Draft, author: Person | None, via: str, *, on_behalf: bool) -> Placed:
    post = Post(
        kind=draft.kind,
        title=draft.title,
        text=draft.text,
        area=area,
        author=author,
        organisation=draft.organisation,
        author_name=draft.author_name,
        language=draft.language,
        reference=new_reference(),
        expires_on=draft.expires_on or timezone.localdate() + OPEN_FOR,
        via=via,
        on_behalf=on_behalf,
        held="" if on_behalf else draft.held or reason_to_wait(author),
    )
    if not post.held:
        give_place(post)
        render_card(post)
        post.changes = 1
    insert(post)
    issued = issue_receipt(
        about=ref_to(post),
        area=area,
        owner_role=OWNER,
        norm_days=LOOK_NORM if post.held else ANSWER_NORM,
        holder=author,
        via=via,
        on_behalf=on_behalf,
    )
    if not post.held and finish_what_asks_nothing(post):
        issued.receipt.refresh_from_db()
    return Placed(post, issued)


@prepared
def _public_post(author: int) -> QuerySet[Any]:
    return Post.objects.filter(author=author, published_at__isnull=False).order_by().values_list("pk")[:1]


@prepared
def _public_reply(author: int) -> QuerySet[Any]:
    return Reply.objects.filter(author=author, published_at__isnull=False).order_by().values_list("pk")[:1]


def reason_to_wait(author: Person | None) -> str:
    """The first thing of a new person waits for a connector (domain.md 4.13)."""
    if author is None:
        return Held.UNCONFIRMED
    known = _public_post(author.pk) or _public_reply(author.pk) or author.all_role_names()
    return "" if known else Held.FIRST


def writer_with(
    *, email: str, first_name: str, area: Area, sixteen_or_older: bool = False, language: str = "nl"
) -> Person:
    """The person behind an address that was just proved: somebody we know, or somebody new.

    Call it inside the transaction that places what this person wrote, and only after the proof. Raises ValueError
    for somebody new who did not say to be sixteen or older (story A5).
    """
    return person_for(email) or register_person(
        by=VISITOR,
        email=email,
        first_name=first_name,
        area=area,
        sixteen_or_older=sixteen_or_older,
        language=language,
    )


def give_place(post: Post) -> None:
    """Its place on the square; the caller draws its card and saves. Call it inside the act that lets it be read."""
    place = Publication(post_uuid=post.uuid)
    insert(place)
    post.sequence, post.published_at = place.pk, timezone.now()


def finish_what_asks_nothing(post: Post) -> bool:
    """Everybody reads it: news and thanks are done then. Call it inside the act that lets it be read."""
    if post.kind not in ASKS_NOTHING:
        return False
    close_receipts(ref_to(post), outcome=Outcome.DONE, reason=STANDS)
    return True


def release(post: Post) -> None:
    """Take away what holds a post, with its photo, so that everybody reads it. Call it inside an act."""
    post.held, post.hidden_at, post.hide_reason = "", None, ""
    post.save(update_fields=["held", "hidden_at", "hide_reason"])
    Photo.objects.filter(post=post).update(held=False)
    if post.sequence is None:
        give_place(post)
    render_and_save(post, sequence=post.sequence, published_at=post.published_at)
    finish_what_asks_nothing(post)


def let_through(*, by: Person, post: Post) -> None:
    """A connector read it: neighbours can read it now, and what asks something gets the clock of an answer.

    Raises Refused when somebody else was first.
    """
    with act(by, Posts.let_through, post):
        release(post)
        move_clocks(ref_to(post), due_on=due_date(OWNER, post.area, ANSWER_NORM))


def change_post(*, by: Actor, post: Post, title: str, text: str, held: str = "") -> None:
    """Its writer says it better. Of somebody we do not know a connector reads it again. Raises Refused."""
    with act(by, Posts.change, post):
        post.title, post.text, waited = title, text, bool(post.held)
        post.held = post.held or held or reason_to_wait(post.author)
        post.save(update_fields=["title", "text", "held"])
        if post.held and not waited:
            wait_again(ref_to(post), due_on=due_date(OWNER, post.area, LOOK_NORM))
        if post.sequence is not None:
            render_and_save(post)
