"""What the square tells on the receipt of a post: who did what with it, and what neighbours answered."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wijkplein.delen.square.cards import excerpt, writer_of
from wijkplein.delen.square.models import Post
from wijkplein.delen.square.policy import Objections, Posts, Reports
from wijkplein.foundation.receipts.telling import CameBack, Words, comes_back, reads_as
from wijkplein.foundation.verbs.actors import Actor

NEWEST = 3  # answers in full on the receipt; the rest stands under the post


def register_all() -> None:
    """Called once at start."""
    comes_back("post", answers_to)
    reads_as(
        {
            Posts.place_for: gettext_lazy("%(who)s schreef het voor je op"),
            Posts.let_through: gettext_lazy("%(who)s zette het op het plein"),
            Posts.add_photo: gettext_lazy("%(who)s zette er een foto bij"),
            Posts.remove_photo: gettext_lazy("%(who)s haalde de foto weg"),
            Posts.let_photo_through: gettext_lazy("%(who)s zette de foto op het plein"),
            Posts.close: gettext_lazy("%(who)s rondde het af"),
            Posts.expire: gettext_lazy("De tijd was om"),
            Posts.hide: gettext_lazy("%(who)s haalde het van het plein"),
            Reports.decide: gettext_lazy("%(who)s keek ernaar en besliste"),
            Objections.decide: gettext_lazy("%(who)s keek opnieuw en besliste"),
        }
    )


def answers_to(post: Post, by: Actor) -> CameBack | None:
    """How many neighbours answered, the newest answers, and the way to say which one helped."""
    if not post.is_public:
        return None
    replies = post.replies.public().select_related("organisation")
    count = replies.count()
    newest = list(replies.order_by("-id")[:NEWEST])
    told = ngettext("Er is %(count)s antwoord", "Er zijn %(count)s antwoorden", count) % {"count": count}
    own = bool(Posts.helped.may(by, post))
    return CameBack(
        heading=told if count else _("Er is nog geen antwoord"),
        newest=[Words(writer_of(reply).name, excerpt(reply.text)) for reply in reversed(newest)],
        url=reverse("square:own", args=[post.uuid]) if own else post.get_absolute_url(),
        label=_label(own, count),
    )


def _label(own: bool, count: int) -> str:
    if own and count:
        return _("Bekijk de antwoorden en zeg of het hielp")
    return _("Bekijk de antwoorden") if count else _("Bekijk het bericht")
