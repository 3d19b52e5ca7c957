"""The cards of posts and replies: written when something changes, never while somebody waits (performance.md 5.1)."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkplein.delen.square.models import Post, PostKind, Reply
from wijkplein.foundation.look.pieces import A_NEIGHBOUR, Card, Person

CARD_VERSION = 4  # raise it with the templates: the worker writes old cards anew
EXCERPT = 160  # characters
ICONS = {PostKind.QUESTION: "vraag", PostKind.CALL: "praat", PostKind.NEWS: "nieuws", PostKind.THANKS: "dank"}


def excerpt(text: str) -> str:
    """The beginning of a text, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else line[:EXCERPT].rsplit(" ", 1)[0] + " ..."


def writer_of(message: Post | Reply) -> Person:
    """Whose name stands under it: an organisation, a first name, or a neighbour without one."""
    if message.organisation is None and not message.author_name:
        return A_NEIGHBOUR
    return Person(message.shown_name)


def piece_of(post: Post) -> Card:
    """What the card of a post says: the same for everybody, with a date that stays true."""
    return Card(
        kind=_word(post.get_kind_display()),
        title=post.title,
        url=post.get_absolute_url(),
        text="" if post.text.strip() == post.title else excerpt(post.text),
        icon=ICONS[PostKind(post.kind)],
        look=_look(post),
        who=writer_of(post),
        when=_foot(post),
    )


def _look(post: Post) -> str:
    if post.helped_by_id is not None:
        return "gelukt"
    return "dank" if post.kind == PostKind.THANKS else ""


def _foot(post: Post) -> str:
    parts = [post.area.name]
    if post.published_at is not None:
        day = localtime(post.published_at)
        html = '<time datetime="{}" data-house-words>{}</time>'
        parts.append(format_html(html, day.date().isoformat(), date_format(day, "j F")))
    if post.reply_count:
        parts.append(_replies(post.reply_count))
    if post.helped_by_id is not None:
        parts.append(_word(_("Opgelost")))
    elif post.closed_at is not None:
        parts.append(_word(_("Afgerond")))
    return format_html_join(" · ", "{}", ((part,) for part in parts))


def _word(text: str) -> str:
    """A word of the house on a stored card: a page in another language puts it over (look/languages.py)."""
    return format_html("<span data-house-words>{}</span>", text)


def _replies(count: int) -> str:
    told = ngettext("%(count)s reactie", "%(count)s reacties", count) % {"count": count}
    return format_html('<span data-house-words="{} %(count)s reactie">{}</span>', count, told)


def render_card(post: Post) -> None:
    """Fill `post.card`; the caller saves. Cards are in Dutch: they show neighbours' own words."""
    with translation.override("nl"):
        post.card = render_to_string("square/card.html", {"card": piece_of(post)})
    post.card_version = CARD_VERSION


def render_and_save(post: Post, **changed: Any) -> None:
    """Write the card of a post anew after something on it changed, with what changed, and count the change."""
    render_card(post)
    card = {"card": post.card, "card_version": post.card_version}
    Post.objects.filter(pk=post.pk).update(**card, **changed, changes=F("changes") + 1)


def render_reply(reply: Reply) -> None:
    """Fill and save `reply.card`: how everybody reads it under its post."""
    with translation.override("nl"):
        context = {"reply": reply, "who": writer_of(reply), "url": reply.post.get_absolute_url()}
        reply.card = render_to_string("square/reply_card.html", context)
    reply.card_version = CARD_VERSION
    Reply.objects.filter(pk=reply.pk).update(card=reply.card, card_version=CARD_VERSION)


def renew_cards(limit: int = 100) -> int:
    """Write a batch of cards of an older template anew: for the worker, never in a page. Gives how many were done."""
    posts = (
        Post.objects.filter(sequence__isnull=False)
        .exclude(card_version=CARD_VERSION)
        .select_related("area", "organisation")[:limit]
    )
    replies = (
        Reply.objects.filter(published_at__isnull=False)
        .exclude(card_version=CARD_VERSION)
        .select_related("post", "organisation")[:limit]
    )
    for post in posts:
        render_and_save(post)
    for reply in replies:
        render_reply(reply)
    return len(posts) + len(replies)
