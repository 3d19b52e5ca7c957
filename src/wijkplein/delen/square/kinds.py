"""What the house knows of the square: its kinds, its retention, and what it holds about a person."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkplein.delen.square.cards import render_and_save, render_reply
from wijkplein.delen.square.models import Objection, Photo, Post, Reply, Report
from wijkplein.foundation.privacy.retention import Rule, keep_rule
from wijkplein.foundation.privacy.rights import Holding, hold
from wijkplein.foundation.verbs.registry import Kind, register

HALF_YEAR = timedelta(days=183)
AUTHOR_GOES = timedelta(days=365 + 730)  # 12 months open, 24 more with the writer


def register_all() -> None:
    """Called once at start."""
    register(
        Kind(
            name="post",
            model=Post,
            label=_("bericht op het plein"),
            plural=_("berichten op het plein"),
            title=lambda post: post.title,
            url=_url_of,
            card=lambda post: post.card,
            card_column="card",
            search_text=lambda post: f"{post.title}\n{post.text}",
            area=lambda post: post.area,
            when=lambda post: post.published_at,
        )
    )
    for model, name, label in (
        (Reply, "reply", _("reactie")),
        (Report, "report", _("melding over een bericht")),
        (Objection, "objection", _("bezwaar")),
    ):
        register(Kind(name=name, model=model, label=label, title=_title_of_post, url=_url_of_post, area=_area_of))
    keep_rule(Rule("post_authors", _("Wie iets schreef: 36 maanden"), _old_posts, _cut_authors))
    keep_rule(Rule("reply_authors", _("Wie reageerde: 36 maanden"), _old_replies, _cut_authors))
    keep_rule(Rule("hidden_posts", _("Verborgen berichten: 6 maanden"), _old_hidden(Post), _delete_posts))
    keep_rule(Rule("hidden_replies", _("Verborgen reacties: 6 maanden"), _old_hidden(Reply)))
    keep_rule(Rule("reports", _("Meldingen: 6 maanden"), _old(Report)))
    keep_rule(Rule("objections", _("Bezwaren: 6 maanden"), _old(Objection)))
    keep_rule(Rule("photos", _("Foto's: 24 maanden"), _old_photos, _delete_photos))
    hold(Holding("square", _("Berichten op het plein"), _export_posts, _erase))
    hold(Holding("square_replies", _("Antwoorden op het plein"), _export_replies, _with_the_square))
    hold(Holding("square_photos", _("Foto's op het plein"), _export_photos, _with_the_square))
    hold(Holding("square_cases", _("Wat je doorgaf, en je bezwaren"), _export_cases, _with_the_square))


def _url_of(post: Post) -> str:
    """Its page; while it waits or is hidden, the page of its writer."""
    return reverse("square:post" if post.is_public else "square:own", args=[post.uuid])


def _post_of(thing: Any) -> Post:
    post: Post = thing.post if thing.post is not None else thing.reply.post
    return post


def _title_of_post(thing: Any) -> str:
    return _post_of(thing).title


def _url_of_post(thing: Any) -> str:
    return _url_of(_post_of(thing))


def _area_of(thing: Any) -> Any:
    return thing.area


def _old_posts(now: datetime) -> Any:
    return Post.objects.filter(created_at__lt=now - AUTHOR_GOES, author_cut_at=None)


def _old_replies(now: datetime) -> Any:
    return Reply.objects.filter(created_at__lt=now - AUTHOR_GOES, author_cut_at=None)


def _cut_authors(rows: list[Any]) -> None:
    """The name goes from the row, and from the card that was written with it."""
    model = type(rows[0])
    model.objects.filter(pk__in=[row.pk for row in rows]).update(
        author=None, author_name="", author_cut_at=timezone.now()
    )
    render = render_and_save if model is Post else render_reply
    for row in model.objects.filter(pk__in=[row.pk for row in rows], published_at__isnull=False):
        render(row)


def _old_hidden(model: Any) -> Any:
    return lambda now: model.objects.filter(hidden_at__lt=now - HALF_YEAR)


def _old(model: Any) -> Any:
    return lambda now: model.objects.filter(created_at__lt=now - HALF_YEAR)


def _delete_posts(rows: list[Any]) -> None:
    """With the files of their photos."""
    _delete_photos(list(Photo.objects.filter(post__in=rows)))
    Post.objects.filter(pk__in=[row.pk for row in rows]).delete()


def _old_photos(now: datetime) -> Any:
    return Photo.objects.filter(created_at__lt=now - timedelta(days=730))


def _delete_photos(rows: list[Any]) -> None:
    for photo in rows:
        photo.file.delete(save=False)
        photo.small.delete(save=False)
        photo.delete()


def _export_posts(person_id: UUID) -> list[dict[str, Any]]:
    return [
        {"bericht": post.title, "tekst": post.text, "naam": post.author_name, "op": post.created_at.isoformat()}
        for post in Post.objects.filter(author__uuid=person_id).order_by("id")
    ]


def _export_replies(person_id: UUID) -> list[dict[str, Any]]:
    return [
        {"antwoord": reply.text, "naam": reply.author_name, "op": reply.created_at.isoformat()}
        for reply in Reply.objects.filter(author__uuid=person_id).order_by("id")
    ]


def _export_photos(person_id: UUID) -> list[dict[str, Any]]:
    photos = Photo.objects.filter(post__author__uuid=person_id).order_by("id")
    return [{"foto": photo.description, "op": photo.created_at.isoformat()} for photo in photos]


def _export_cases(person_id: UUID) -> list[dict[str, Any]]:
    reports = Report.objects.filter(reporter__uuid=person_id).order_by("id")
    told = [{"doorgegeven": each.get_reason_display(), "tekst": each.text} for each in reports]
    mine = Q(post__author__uuid=person_id) | Q(reply__author__uuid=person_id)
    objected = [
        {"bezwaar": each.text, "antwoord": each.answer} for each in Objection.objects.filter(mine).order_by("id")
    ]
    return [*told, *objected]


def _with_the_square(person_id: UUID) -> dict[str, int]:
    """What hangs on posts and replies goes with them."""
    return {}


def _erase(person_id: UUID) -> dict[str, int]:
    """What somebody wrote goes; what others wrote under it goes with it, as it is an answer to nothing."""
    _delete_photos(list(Photo.objects.filter(post__author__uuid=person_id)))
    replies = Reply.objects.filter(author__uuid=person_id)
    gone = {"reacties": replies.count(), "berichten": Post.objects.filter(author__uuid=person_id).count()}
    answered = list(Post.objects.filter(replies__in=replies).exclude(author__uuid=person_id).distinct())
    replies.delete()
    Post.objects.filter(author__uuid=person_id).delete()
    for post in answered:  # the count on the card is of what can be read
        post.reply_count = post.replies.public().count()
        post.save(update_fields=["reply_count"])
        if post.sequence is not None:
            render_and_save(post)
    Report.objects.filter(reporter__uuid=person_id).update(reporter=None)
    Objection.objects.filter(hidden_by__uuid=person_id).update(hidden_by=None)
    return gone
