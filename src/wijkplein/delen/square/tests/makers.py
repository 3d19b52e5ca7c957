"""Plain makers: one line makes what a test needs."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image

from wijkplein.delen.square.actions import Draft, let_through, place_post, reply_to
from wijkplein.delen.square.models import Post, Reply
from wijkplein.foundation.verbs.actors import VISITOR


def make_waiting_post(cast: Any, *, by: Any = VISITOR, text: str = "Wie leent mij een ladder?", **given: Any) -> Post:
    """A post as somebody new places it: it waits for a connector."""
    draft = Draft(**{"kind": "question", "title": text, "text": text, **given})
    author = None if by is VISITOR else by
    return place_post(by=by, area=cast.area, draft=draft, author=author).post


def make_post(cast: Any, **given: Any) -> Post:
    """A post that neighbours can read."""
    post = make_waiting_post(cast, **given)
    if post.held:
        let_through(by=cast.carla, post=post)
    return post


def make_reply(cast: Any, post: Post, *, by: Any = None, text: str = "Die heb ik wel, kom maar langs.") -> Reply:
    """A reply that neighbours can read, by the connector unless somebody else is named."""
    by = by or cast.carla
    return reply_to(by=by, post=post, text=text, author=None if by is VISITOR else by)


def picture_bytes(size: tuple[int, int] = (400, 300), kind: str = "JPEG", mode: str = "RGB", **options: Any) -> bytes:
    """A small photo of nothing."""
    out = BytesIO()
    Image.new(mode, size, "green" if mode == "RGB" else None).save(out, kind, **options)
    return out.getvalue()
