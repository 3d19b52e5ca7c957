"""How a post comes to an end: finished, taken back, run out."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkplein.delen.square.actions.photos import delete_files, files_of
from wijkplein.delen.square.cards import render_and_save
from wijkplein.delen.square.models import Post
from wijkplein.delen.square.policy import Posts
from wijkplein.foundation.receipts.closing import close_receipts
from wijkplein.foundation.receipts.models import Outcome
from wijkplein.foundation.verbs.acting import act
from wijkplein.foundation.verbs.actors import Actor
from wijkplein.foundation.verbs.registry import ref_to

TAKEN_BACK = _("Je hebt het bericht zelf weggehaald.")
RAN_OUT = _("De datum is voorbij. Wil je het nog eens vragen? Zet het dan opnieuw op het plein.")


def close_post(*, by: Actor, post: Post, reason: str) -> None:
    """Finish a post with a reason its writer and neighbours can read."""
    with act(by, Posts.close, post):
        _close(post)
        close_receipts(ref_to(post), outcome=Outcome.DONE, reason=reason)


def withdraw_post(*, by: Actor, post: Post) -> None:
    """Take one's own post away for good, with its replies and photo."""
    with act(by, Posts.withdraw, post):
        close_receipts(ref_to(post), outcome=Outcome.WITHDRAWN, reason=str(TAKEN_BACK))
        names = files_of(post)
        post.delete()
        transaction.on_commit(lambda: delete_files(names))


def expire_post(*, by: Actor, post: Post) -> None:
    """The clock closes what nobody closed; the writer gets a reason and may place it again."""
    with act(by, Posts.expire, post):
        _close(post)
        close_receipts(ref_to(post), outcome=Outcome.EXPIRED, reason=str(RAN_OUT))


def _close(post: Post) -> None:
    post.closed_at = timezone.now()
    post.save(update_fields=["closed_at"])
    if post.sequence is not None:
        render_and_save(post)
