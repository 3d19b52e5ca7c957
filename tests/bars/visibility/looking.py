"""Looking at the town as somebody, in every way there is, and laying it beside what the oracle says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.bars.visibility.more_steps import Everything
from tests.bars.visibility.oracle import VISITOR, World, covers
from tests.signing_in import METHODS, OF
from wijkplein.delen.square.models import Photo, Post
from wijkplein.delen.square.notices import newest_titles
from wijkplein.delen.square.policy import Objections, Posts, Replies, Reports
from wijkplein.foundation.notices.models import Notice
from wijkplein.foundation.people.models import DutyShift, Membership, Person, ProxyMandate, Role
from wijkplein.foundation.privacy.rights import export_person
from wijkplein.foundation.receipts.lookup import holding
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.search.models import SearchEntry
from wijkplein.foundation.search.query import search
from wijkplein.foundation.verbs.registry import kind_named
from wijkplein.web.findable import sweep

REGISTERED = ("post", "reply", "report", "objection", "receipt", "callback", "commitment", "signal")
OTHERS = {
    "photo": Photo,
    "role": Role,
    "duty": DutyShift,
    "membership": Membership,
    "mandate": ProxyMandate,
    "notice": Notice,
    "person": Person,
}
MESSAGE_VERBS = ("let_through", "hide", "withdraw", "report", "object")
POST_VERBS = ("reply", "change", "close", "type_over")


def rows(walk: Everything, who: str) -> Iterator[str]:
    """`visible_to` of every kind, for one person."""
    by, expected = walk.town.person(who), walk.world.visible(who)
    for kind in (*REGISTERED, *OTHERS):
        model = OTHERS.get(kind) or kind_named(kind).model
        seen = set(model.objects.visible_to(by).values_list("uuid", flat=True))
        if kind == "person":
            seen = {walk.town.names[walk.town.uuids[each]] for each in seen}
        if seen != expected[kind]:
            more, less = len(seen - expected[kind]), len(expected[kind] - seen)
            yield f"{who} sees {more} of {kind} too many and {less} too few"


def verbs(walk: Everything, who: str) -> Iterator[str]:
    """What the policy says this person may do, to everything that a message or a case is."""
    by, world = walk.town.person(who), walk.world
    asked: list[tuple[Any, str, Any]] = []
    for each in (*world.posts, *world.replies):
        policy = Posts if each.post is None else Replies
        asked += [(getattr(policy, name), name, each) for name in MESSAGE_VERBS]
        asked += [(getattr(Posts, name), name, each) for name in POST_VERBS if each.post is None]
    asked += [(Reports.decide, "decide_report", each) for each in world.reports]
    asked += [(Objections.decide, "decide_objection", each) for each in world.objections]
    found: dict[Any, Any] = {}
    for verb, name, each in asked:
        if each.id not in found:
            found[each.id] = kind_named(verb.policy.kind).model._base_manager.get(uuid=each.id)
        if bool(verb.may(by, found[each.id])) != world.may(who, name, each):
            yield f"{who} may{'' if not world.may(who, name, each) else ' not'} {name}, says the policy"


def codes(walk: Everything) -> Iterator[str]:
    """Whoever shows a receipt, without account."""
    given = [each for each in walk.world.receipts if each.kind == "post"]
    if given:
        receipt = walk.dice.choice(given)
        by = holding(Receipt.objects.get(uuid=receipt.id))
        if set(Post.objects.visible_to(by).values_list("uuid", flat=True)) != walk.world.by_code(receipt):
            yield "by code other posts are seen than the one of this receipt"


def found(walk: Everything, who: str) -> Iterator[str]:
    """What search finds: never more than may be seen; after the sweep exactly what everybody may read."""
    by, seen = walk.town.person(who), walk.world.visible(who)["post"]
    hits = search("ladder", by=by, limit=1000)
    ids = {ref.uuid for ref in (*hits.refs, *hits.loose)}
    if not ids <= seen:
        yield f"search finds posts {who} may not see"
    sweep(timezone.now())
    public = {each.id for each in walk.world.posts if each.is_public}
    if set(SearchEntry.objects.filter(kind="post").values_list("about_id", flat=True)) != public:
        yield "the index is not what everybody may read"
    if {ref.uuid for ref in search("ladder", by=by, limit=1000).refs} != public:
        yield f"search finds other posts for {who} than everybody may read"


def told(walk: Everything) -> Iterator[str]:
    """The weekly mail of each area."""
    since = timezone.now() - timedelta(days=7)
    open_ones = [each for each in walk.world.posts if each.is_public and not each.closed]
    newest = sorted(open_ones, key=lambda each: each.order)
    for name, area in (*walk.town.areas.items(), ("", None)):
        lines = " ".join(map(str, newest_titles(area, since)))
        here = {each.word for each in newest if not name or covers(name, each.area)}
        words = {each.word for each in walk.world.posts if each.word in lines}
        if not words <= here or (len(here) <= 8 and words != here):
            yield f"the weekly mail of {name or 'the town'} tells other posts than everybody may read"


def counts(walk: Everything) -> Iterator[str]:
    """The number under a post."""
    numbers = dict(Post.objects.values_list("uuid", "reply_count"))
    for post in walk.world.posts:
        if numbers[post.id] != sum(each.is_public for each in walk.world.replies if each.post is post):
            yield "the count under a post is not the number of replies everybody may read"


def taken_along(walk: Everything, who: str) -> Iterator[str]:
    """What somebody takes along about herself: every word of her own, none of another's."""
    person = walk.town.person(who)
    said = json.dumps(export_person(person.uuid), default=str)
    for each in (*walk.world.posts, *walk.world.replies):
        if (each.word in said) != (each.person == who):
            yield f"what {who} takes along {'lacks her own words' if each.person == who else 'has words of another'}"


def enter(walk: Everything, who: str) -> Client:
    """A browser in which this person is signed in with both proofs; a visitor's is empty."""
    client = Client()
    if who != VISITOR:
        person = walk.town.person(who)
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
        session = client.session
        session[METHODS] = [{"method": name, "at": 4102444800.0} for name in ("code", "mfa")]
        session[OF] = str(person.pk)
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def pages(walk: Everything, who: str) -> Iterator[str]:
    """The square, a post, its photo, its short address, the desk and the inbox, as the browser gets them."""
    client, world = enter(walk, who), walk.world
    yield from _list(client, world, who, "/plein/", "")
    area = walk.one_of([*walk.town.areas])
    yield from _list(client, world, who, f"/plein/{walk.town.areas[area].slug}/", area)
    words = {each.word for each in world.posts if not world.sees_message(who, each)}
    if who != VISITOR:
        body = client.get("/mijn/berichten/", secure=True).content.decode()
        if any(word in body for word in words):
            yield f"the inbox of {who} names posts she may not see"
    # First those under which something stands that not everybody may read.
    kept_back = [each.post for each in world.replies if not each.is_public]
    for post in sorted(world.posts, key=lambda each: -(each in kept_back) * 2 - each.is_public)[:3]:
        yield from _post(client, world, who, post)
    for photo in walk.dice.sample(world.photos, min(1, len(world.photos))):
        status = client.get(f"/plein/foto/{photo.id}/groot.webp", secure=True).status_code
        if (status == 200) != world.sees_photo(who, photo):
            yield f"the photo answers {who} with {status}"


def _list(client: Client, world: World, who: str, path: str, area: str) -> Iterator[str]:
    body = client.get(path, secure=True).content.decode()
    public = {each.word for each in world.posts if each.is_public and (not area or covers(area, each.area))}
    shown = {each.word for each in world.posts if each.word in body}
    if not shown <= public or (len(public) <= 20 and shown != public):
        yield f"{path} shows {who} other posts than everybody may read"


def _post(client: Client, world: World, who: str, post: Any) -> Iterator[str]:
    sees = world.sees_message(who, post)
    answer = client.get(f"/plein/bericht/{post.id}/", secure=True)
    if answer.status_code != (200 if sees else 404):
        yield f"the page of a post answers {who} with {answer.status_code}"
    reference = Post.objects.get(uuid=post.id).reference
    if client.get(f"/p/{reference}/", secure=True).status_code != (302 if sees else 404):
        yield f"the short address of a post answers {who} otherwise than its page"
    if sees:
        body = answer.content.decode()
        under = [each for each in world.replies if each.post is post]
        if {each.word for each in under if each.word in body} != {each.word for each in under if each.is_public}:
            yield f"the page of a post shows {who} other replies than everybody may read"
