"""Plain makers for the tests of this room."""

from __future__ import annotations

from typing import Any

from wijkplein.delen.square.actions import Draft, place_for
from wijkplein.delen.square.models import Post, Publication
from wijkplein.foundation.people.models import Role


def put_post(cast: Any, title: str = "Wie heeft een ladder?", *, area: Any = None, kind: str = "question") -> Post:
    """Something everybody reads."""
    draft = Draft(kind=kind, title=title, text="Een ladder van drie meter is genoeg.", author_name="Anna")
    return place_for(by=cast.mo, area=area or cast.area, draft=draft, author=cast.anna).post


def put_many(cast: Any, number: int) -> None:
    """Many public posts at once, for counting queries."""
    one = put_post(cast)
    posts = [
        Post(
            kind="question",
            title=f"Vraag {n}",
            text="Wie weet dit?",
            area=cast.area,
            reference=f"T{n:06}",
            card=one.card,
        )
        for n in range(1, number)
    ]
    Publication.objects.bulk_create(Publication(post_uuid=post.uuid) for post in posts)
    places = dict(Publication.objects.values_list("post_uuid", "pk"))
    for post in posts:
        post.sequence, post.published_at, post.expires_on = places[post.uuid], one.published_at, one.expires_on
    Post.objects.bulk_create(posts)


def make_public(person: Any, role: str, words: str = "elke vrijdag bij de bus") -> None:
    """Neighbours may know that this person does this."""
    Role.objects.filter(person=person, name=role).update(public=True, words=words)
