"""Seeded faults in what happens and what pages tell: each must be found by the walks as well (bar S3)."""

from __future__ import annotations

import dataclasses
from typing import Any

from django.db.models import Q
from django.shortcuts import get_object_or_404

from tests.bars.visibility import looking
from tests.bars.visibility.faults_in_seeing import Fault, put
from wijkplein.delen.square.actions import moderation, photos, placing, replying
from wijkplein.delen.square.models import Post, Reply
from wijkplein.delen.square.policy import Objections, Posts, Replies, Reports
from wijkplein.delen.square.views import looking as square_pages
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.prepared import prepared
from wijkplein.foundation.notices import telling
from wijkplein.foundation.notices.views import inbox
from wijkplein.foundation.people.actions import roles
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.privacy import rights
from wijkplein.foundation.search import query as searching
from wijkplein.foundation.search.models import SearchEntry
from wijkplein.foundation.verbs.policy import Verb
from wijkplein.foundation.verbs.registry import kind_named
from wijkplein.web import findable


def nothing(*_args: Any, **_kwargs: Any) -> None:
    """What was forgotten."""


def also(verb: Verb, names: str) -> Fault:
    """A verb for more people than it is for."""
    return lambda patch: patch.setattr(verb, "who", (*verb.who, *names.split()))


def anybody(verb: Verb) -> Fault:
    """A verb that forgets whom it is not for."""
    return lambda patch: patch.setattr(verb, "but_not", ())


def whenever(verb: Verb) -> Fault:
    """A verb that forgets when."""
    return lambda patch: patch.setattr(verb, "when", None)


def holding(name: str, **broken: Any) -> Fault:
    """A room that exports or erases something else than it should."""
    return lambda patch: patch.setitem(rights._holdings, name, dataclasses.replace(rights._holdings[name], **broken))


def _list_with(shown: Q) -> Any:
    @prepared
    def newest(area: int | None, kind: str | None, before: int | None) -> Any:
        posts = Post.objects.filter(shown, sequence__isnull=False)
        chosen = posts if area is None else posts.in_area(Area(pk=area))
        return chosen.newest_first(before).values_list("sequence", "card")[:21]

    return newest


def _facts_with_all_replies() -> Any:
    @prepared
    def facts(ref: Any) -> Any:
        names = ("changes", "closed_at", "author_name", "organisation__name", "area__name", "photo__uuid")
        found = Post.objects.public().filter(uuid=ref).order_by("replies__id")
        return found.values_list(*names, "photo__held", "replies__uuid", "replies__card")

    return facts


def _hides_nothing(*, by: Any, message: Any, reason: str) -> None:
    moderation._decide_open_reports(message, reason)


def _release_without_photo(post: Any) -> None:
    post.held, post.hidden_at, post.hide_reason = "", None, ""
    post.save(update_fields=["held", "hidden_at", "hide_reason"])
    if post.sequence is None:
        placing.publish(post)


def _all_of_kind(name: str) -> Any:
    kind = kind_named(name)

    class Open:
        title, url = staticmethod(kind.title), staticmethod(kind.url)

        @staticmethod
        def visible_to(_by: Any) -> Any:
            return kind.model._base_manager.all()

    return Open


def _own_posts(person_id: Any) -> list[dict[str, Any]]:
    return [{"tekst": each.text} for each in Post.objects.filter(author__uuid=person_id)]


def _with_answers(person_id: Any) -> list[dict[str, Any]]:
    replies = Reply.objects.filter(Q(author__uuid=person_id) | Q(post__author__uuid=person_id))
    return _own_posts(person_id) + [{"reactie": each.text} for each in replies]


def _every_title(area: Any, since: Any) -> list[str]:
    posts = Post.objects.filter(closed_at=None, hidden_at=None)
    return [post.title for post in (posts.in_area(area) if area else posts)]


def _only_this_area(area: Any, since: Any) -> list[str]:
    posts = Post.objects.public().filter(closed_at=None)
    return [post.title for post in (posts.filter(area=area) if area else posts)]


WHAT_HAPPENS: dict[str, Fault] = {
    "the first post does not wait": put(placing, "reason_to_wait", lambda author: ""),
    "the first reply does not wait": put(replying, "reason_to_wait", lambda author: ""),
    "the photo of a new person does not wait": put(photos, "reason_to_wait", lambda author: ""),
    "three reports hold nothing": put(moderation, "_hold", nothing),
    "one report holds": put(moderation, "REPORTS_TO_HOLD", 1),
    "a decision to hide hides nothing": put(moderation, "hide", _hides_nothing),
    "an objection that was right shows nothing": put(moderation, "_show_again", nothing),
    "letting through forgets the photo": put(placing, "release", _release_without_photo),
    "what is hidden still counts": put(moderation, "count_reply", nothing),
    "who left keeps her roles": put(Person, "is_active", property(lambda self: self.erased_at is None)),
    "ending access ends no role": put(roles, "close_work", lambda person: {"roles": 0}),
    "erasing leaves what she wrote": holding("square", erase=lambda person_id: {}),
    "erasing leaves what she was told": holding("notices", erase=lambda person_id: {}),
    "erasing leaves her receipts": holding("receipts", erase=lambda person_id: {}),
}

WHO_MAY: dict[str, Fault] = {
    "hide: a team member too": also(Posts.hide, "team_member"),
    "hide a reply: who wrote it too": also(Replies.hide, "owner"),
    "let through: one's own": anybody(Posts.let_through),
    "let a reply through: a field host too": also(Replies.let_through, "field_host"),
    "let through: what does not wait": whenever(Posts.let_through),
    "withdraw: a connector too": also(Posts.withdraw, "connector"),
    "change: a connector too": also(Posts.change, "connector"),
    "change: what is hidden": whenever(Posts.change),
    "close: everybody": also(Posts.close, "resident"),
    "reply: under what is closed": whenever(Posts.reply),
    "object: twice": whenever(Posts.object),
    "decide again: who hid it": anybody(Objections.decide),
    "decide: twice": whenever(Reports.decide),
    "decide: a social worker too": also(Reports.decide, "social_worker"),
}

WHAT_PAGES_TELL: dict[str, Fault] = {
    "the list shows what waits": put(square_pages, "_newest", _list_with(Q(hidden_at=None))),
    "the list shows what is hidden": put(square_pages, "_newest", _list_with(Q(held=""))),
    "a post shows neighbours every reply": put(
        square_pages, "shown_replies", lambda post: list(post.replies.values_list("uuid", "text"))
    ),
    "a post shows visitors every reply": put(square_pages, "_facts", _facts_with_all_replies()),
    "the short address shows everything": put(
        square_pages, "get_object_or_404", lambda posts, **found: get_object_or_404(Post.objects.all(), **found)
    ),
    "search forgets to ask who sees it": put(searching, "_visible", lambda by, kinds, areas: SearchEntry.objects.all()),
    "the sweep forgets nothing": put(findable, "_forget_gone", lambda kind: 0),
    "the sweep finds nothing": put(findable, "_add_missing", lambda kind: 0),
    "people are told what is not for them": put(telling, "find", lambda ref, by: ref),
    "the inbox names everything": put(inbox, "kind_named", _all_of_kind),
    "the weekly mail tells what waits": put(looking, "newest_titles", _every_title),
    "the weekly mail forgets the smaller areas": put(looking, "newest_titles", _only_this_area),
    "who takes along gets the answers of others": holding("square", export=_with_answers),
    "who takes along misses her replies": holding("square_replies", export=lambda person_id: []),
}
