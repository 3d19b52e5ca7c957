"""Answers under a post: given, typed over from elsewhere, let through, the one that helped, taken back."""

from __future__ import annotations

from datetime import date

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkplein.delen.square.actions.placing import LOOK_NORM, OWNER, reason_to_wait
from wijkplein.delen.square.cards import render_and_save, render_reply
from wijkplein.delen.square.models import Post, Reply
from wijkplein.delen.square.policy import Posts, Replies, can_help
from wijkplein.foundation.people.models import Organisation, Person
from wijkplein.foundation.receipts.actions import due_date
from wijkplein.foundation.receipts.closing import close_receipts
from wijkplein.foundation.receipts.models import Outcome
from wijkplein.foundation.verbs.acting import Refused, act
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.models import Via
from wijkplein.foundation.verbs.registry import ref_to

HELPED = _("Een buur gaf een antwoord dat hielp.")


def reply_to(
    *,
    by: Actor,
    post: Post,
    text: str,
    author: Person | None,
    author_name: str = "",
    organisation: Organisation | None = None,
    held: str = "",
    via: str = Via.SCREEN,
) -> Reply:
    """Answer a neighbour. The first reply of a new person waits, as a first post does."""
    with act(by, Posts.reply, post, via=via) as deed:
        reply = Reply(
            post=post,
            text=text,
            author=author,
            author_name=author_name,
            organisation=organisation,
            held=held or reason_to_wait(author),
            via=via,
        )
        _save_new(reply)
        deed.about = reply
    return reply


def type_over(*, by: Person, post: Post, text: str, via: str) -> Reply:
    """An answer from Facebook, WhatsApp, the telephone or a card, typed in without its writer's name (MOP-16)."""
    with act(by, Posts.type_over, post, via=via, on_behalf=True) as deed:
        reply = Reply(post=post, text=text, via=via, on_behalf=True)
        _save_new(reply)
        deed.about = reply
    return reply


def _save_new(reply: Reply) -> None:
    reply.published_at = None if reply.held else timezone.now()
    reply.due_on = look_before(reply) if reply.held else None
    reply.save()
    if not reply.held:
        show_reply(reply)


def look_before(reply: Reply) -> date:
    """The day on which a connector must have read a reply that waits from now on: it has no receipt to say so."""
    return due_date(OWNER, reply.area, LOOK_NORM)


def show_reply(reply: Reply) -> None:
    """Write the card of a reply that everybody may read now, and count it. Call it inside an act."""
    render_reply(reply)
    count_reply(reply.post, 1)


def count_reply(post: Post, step: int) -> None:
    """One public reply more or less under a post."""
    Post.objects.filter(pk=post.pk).update(reply_count=F("reply_count") + step)
    post.refresh_from_db(fields=["reply_count"])
    render_and_save(post)


def let_reply_through(*, by: Person, reply: Reply) -> None:
    """A connector read the reply. Raises Refused when somebody else was first."""
    with act(by, Replies.let_through, reply):
        reply.held, reply.due_on, reply.published_at = "", None, reply.published_at or timezone.now()
        reply.save(update_fields=["held", "due_on", "published_at"])
        show_reply(reply)


def this_helped(*, by: Actor, reply: Reply) -> None:
    """The asker says "dit hielp mij": the question is answered, and everybody sees by what. Raises Refused."""
    post = reply.post
    with act(by, Posts.helped, post):
        reply.refresh_from_db()
        if reason := can_help(reply):
            raise Refused(reason)
        reply.helped_at = timezone.now()
        reply.save(update_fields=["helped_at"])
        post.helped_by, post.closed_at = reply, reply.helped_at
        post.save(update_fields=["helped_by", "closed_at"])
        render_reply(reply)
        render_and_save(post)
        close_receipts(ref_to(post), outcome=Outcome.ANSWERED, reason=str(HELPED))


def withdraw_reply(*, by: Actor, reply: Reply) -> None:
    """Take one's own reply away for good. A question it helped stays closed: it was answered."""
    with act(by, Replies.withdraw, reply):
        post, was_public = reply.post, reply.is_public
        reply.delete()
        if was_public:
            post.refresh_from_db()
            count_reply(post, -1)
