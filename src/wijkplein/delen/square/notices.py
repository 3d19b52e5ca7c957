"""Who hears what happens on the square, what the weekly mail tells of it, and what the clock does there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkplein.delen.square.actions import expire_post
from wijkplein.delen.square.actions.placing import OWNER
from wijkplein.delen.square.cards import renew_cards
from wijkplein.delen.square.models import Objection, Post, Reply, Report
from wijkplein.delen.square.policy import Objections, Posts, Replies, Reports
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.notices.cards import renews_cards
from wijkplein.foundation.notices.digest import in_digest
from wijkplein.foundation.notices.lateness import Late, remind
from wijkplein.foundation.notices.models import Why
from wijkplein.foundation.notices.schedule import daily
from wijkplein.foundation.notices.sentences import sentence
from wijkplein.foundation.notices.steps import next_step
from wijkplein.foundation.notices.telling import Telling, tells
from wijkplein.foundation.notices.wording import Line, root
from wijkplein.foundation.people.duty import holders, on_duty
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.actors import SYSTEM, VISITOR
from wijkplein.foundation.verbs.models import Deed
from wijkplein.foundation.verbs.registry import ref_to

TITLES = 8  # of the square in one weekly mail

HAS_REPLY = sentence("square_reply", _("Er is een reactie op je bericht"), _("Er is een reactie op uw bericht"))
LET_THROUGH = sentence("square_through", _("Je bericht staat op het plein"), _("Uw bericht staat op het plein"))
REPLY_THROUGH = sentence("square_reply_through", _("Je reactie staat op het plein"), _("Uw reactie staat op het plein"))
PHOTO_THROUGH = sentence("square_photo", _("Je foto staat op het plein"), _("Uw foto staat op het plein"))
HIDDEN = sentence(
    "square_hidden",
    _("Iets van jou is verborgen. Je leest waarom, en je kunt bezwaar maken"),
    _("Iets van u is verborgen. Wij vertellen u waarom, en u kunt bezwaar maken"),
)
DECIDED = sentence(
    "square_decided", _("Er is opnieuw naar je bericht gekeken"), _("Er is opnieuw naar uw bericht gekeken")
)
HELPED = sentence("square_helped", _("Je reactie hielp een buur"), _("Uw reactie hielp een buur"))
EXPIRED = sentence("square_expired", _("Je bericht is afgelopen"), _("Uw bericht is afgelopen"))
REPORT_DONE = sentence(
    "square_report_done", _("Er is gekeken naar wat je doorgaf"), _("Er is gekeken naar wat u doorgaf")
)
PLACED_FOR = sentence(
    "square_placed_for",
    _("Iemand zette namens jou iets op het plein"),
    _("Iemand zette namens u iets op het plein"),
)
WAITS = sentence("square_waits", _("Er wacht iets op je blik"), _("Er wacht iets op uw blik"))
REPORTED = sentence(
    "square_reported", _("Een buur gaf iets door over een bericht"), _("Een buur gaf iets door over een bericht")
)
OBJECTION = sentence("square_objection", _("Iemand maakt bezwaar"), _("Iemand maakt bezwaar"))


@tells(Posts.reply, Posts.type_over)
def tell_reply(deed: Deed) -> Iterator[Telling]:
    """The owner hears of an answer; of one that waits, whoever has duty."""
    reply: Reply = deed.about
    if reply.is_public:
        yield Telling(reply.post.author, HAS_REPLY, ref_to(reply))
    else:
        yield Telling(on_duty("connector", reply.area), WAITS, ref_to(reply), Why.DUTY)


@tells(Posts.place, Posts.change)
def tell_waiting(deed: Deed) -> Iterator[Telling]:
    """Whoever has duty hears of what must be looked at first."""
    if deed.about.held:
        yield Telling(on_duty("connector", deed.about.area), WAITS, ref_to(deed.about), Why.DUTY)


@tells(Posts.place_for)
def tell_placed_for(deed: Deed) -> Iterator[Telling]:
    """For whom it was done, when she has an address; who called without one has the slip and the three words."""
    author = deed.about.author
    if author is not None and author.email:
        yield Telling(author, PLACED_FOR, ref_to(deed.about))


@tells(Posts.let_through)
def tell_let_through(deed: Deed) -> Iterator[Telling]:
    """The writer hears that neighbours can read it."""
    yield Telling(deed.about.author, LET_THROUGH, ref_to(deed.about))


@tells(Posts.let_photo_through)
def tell_photo(deed: Deed) -> Iterator[Telling]:
    """The writer hears that the photo is there."""
    yield Telling(deed.about.author, PHOTO_THROUGH, ref_to(deed.about))


@tells(Replies.let_through)
def tell_reply_through(deed: Deed) -> Iterator[Telling]:
    """Who wrote the reply, and who asked the question."""
    reply: Reply = deed.about
    yield Telling(reply.author, REPLY_THROUGH, ref_to(reply))
    if reply.post.author_id != reply.author_id:
        yield Telling(reply.post.author, HAS_REPLY, ref_to(reply))


@tells(Posts.hide, Replies.hide)
def tell_hidden(deed: Deed) -> Iterator[Telling]:
    """The writer hears it; the reason and the way to object stand on the page."""
    yield Telling(deed.about.author, HIDDEN, ref_to(deed.about))


@tells(Posts.helped)
def tell_helped(deed: Deed) -> Iterator[Telling]:
    """Who gave the answer that helped."""
    helper = deed.about.helped_by
    if helper is not None:
        yield Telling(helper.author, HELPED, ref_to(helper))


@tells(Posts.expire)
def tell_expired(deed: Deed) -> Iterator[Telling]:
    """The writer can place it again."""
    yield Telling(deed.about.author, EXPIRED, ref_to(deed.about))


@tells(Posts.report, Replies.report)
def tell_report(deed: Deed) -> Iterator[Telling]:
    """Whoever has duty decides."""
    yield Telling(on_duty("connector", deed.about.area), REPORTED, ref_to(deed.about), Why.DUTY)


@tells(Reports.decide)
def tell_report_decided(deed: Deed) -> Iterator[Telling]:
    """Who reported it with an account finds the answer on the receipt."""
    report: Report = deed.about
    receipt = Receipt.objects.filter(about_id=report.uuid, holder=report.reporter).first()
    if receipt is not None:
        yield Telling(report.reporter, REPORT_DONE, ref_to(receipt))


@tells(Posts.object, Replies.object)
def tell_objection(deed: Deed) -> Iterator[Telling]:
    """Somebody else than who hid it: the platform manager first."""
    objection: Objection = deed.about
    people = [*holders("platform_manager", objection.area), *holders("area_director", objection.area)]
    other = next((person for person in people if person.pk not in _involved(objection)), None)
    yield Telling(other, OBJECTION, ref_to(objection), Why.DUTY)


@tells(Objections.decide)
def tell_objection_decided(deed: Deed) -> Iterator[Telling]:
    """The writer hears what a second person decided."""
    yield Telling(deed.about.about.author, DECIDED, ref_to(deed.about.about))


def _involved(objection: Objection) -> set[int | None]:
    return {objection.hidden_by_id, objection.about.author_id}


def newest_titles(area: Area | None, since: datetime) -> Sequence[Line]:
    """What came to the square of this area lately, as every visitor sees it."""
    posts = Post.objects.visible_to(VISITOR).filter(published_at__gt=since, closed_at=None)
    here = posts.in_area(area) if area is not None else posts
    return [Line(post.title, root() + post.get_absolute_url()) for post in here.newest_first()[:TITLES]]


def expire_old_posts(now: datetime) -> int:
    """Close what nobody closed. One at a time: each is a deed of its own."""
    today = timezone.localtime(now).date()
    over = Post.objects.filter(closed_at=None, hidden_at=None, expires_on__lt=today).order_by("id")
    done = 0
    for post in over.iterator():
        try:
            expire_post(by=SYSTEM, post=post)
            done += 1
        except Refused:
            continue  # somebody took it away a moment ago
    return done


def tell_late_replies(now: datetime) -> int:
    """A reply that waits has no receipt: who has duty is reminded of it here. Gives how many notices there are."""
    late = Reply.objects.late(timezone.localtime(now).date()).select_related("post__area__parent__parent")
    return remind(now, (Late(ref_to(reply), OWNER, reply.area, reply.due_on) for reply in late))


in_digest("square", newest_titles)
daily("square_late", tell_late_replies)
daily("square_expire", expire_old_posts)
renews_cards("square", renew_cards)
next_step(_("Zet dit op het plein, voor wie mailde"), "square:ask_for")
