"""A town with something in it: a question with answers, one that is solved, work that waits, a told answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from tests.browser import Visit
from tests.journeys.conftest import Journey
from wijkplein.delen.signals.actions import Told, answer, collect, pick_up, tell, tell_all
from wijkplein.delen.square.actions import Draft, let_through, place_post, reply_to, report, this_helped
from wijkplein.delen.square.models import Post
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.web.findable import sweep

QUESTIONS = (
    ("Wie heeft een lange ladder te leen?", "Ik wil zaterdag mijn dakgoot schoonmaken. Daarna staat de koffie klaar."),
    ("Waar kan ik terecht met een kapotte naaimachine?", "Hij is van mijn moeder geweest en hapert bij elke zoom."),
    ("Wie loopt er mee op dinsdag?", "Een rondje om de vijver, heel rustig. Mijn hond vindt iedereen aardig."),
)
WAITING = "Wie wil mijn oude boeken hebben?"


@dataclass(frozen=True)
class Filled:
    """The post that pages are looked at with: four answers, one of which helped."""

    post: Post


def fill(journey: Journey) -> Filled:
    """Everything through the real actions; nothing is written past them."""
    cast = journey.cast
    with journey.opened():
        posts = [_placed(cast, title, text) for title, text in QUESTIONS]
        _placed(cast, "Dank voor de soep", "Wie zette die op de stoep? Ik knapte ervan op.", kind="thanks")
        _placed(cast, "Vrijdag staat de bus bij de school", "Van half tien tot twaalf, naast het hek.", kind="news")
        for text in ("Ik heb er een van zes meter.", "Kom hem gerust halen, ik ben thuis.", "Anders mijn broer."):
            reply = reply_to(by=cast.carla, post=posts[0], text=text, author=cast.carla)
        report(by=VISITOR, message=reply, reason="selling")
        helped = reply_to(by=cast.carla, post=posts[1], text="In het buurthuis, op woensdag.", author=cast.carla)
        this_helped(by=cast.anna, reply=helped)
        place_post(by=VISITOR, area=cast.area, draft=Draft("question", WAITING, "Ze zijn gratis."), author=None)
        reply_to(by=VISITOR, post=posts[2], text="Ik wil wel mee.", author=None, author_name="Toos")
        _answered_signal(cast)
        sweep(timezone.now())  # what the worker does, so that there is something to find
        return Filled(posts[0])


def _answered_signal(cast: Any) -> None:
    told = Told("better", "De oversteek bij de school is in de ochtend druk.")
    signal = tell(by=VISITOR, area=cast.area, told=told).signal
    for step in (collect, pick_up):
        step(by=cast.marieke, signal=signal)
    answer(by=cast.marieke, signal=signal, outcome="done", reason="De straat is nu elke schooldag een half uur dicht.")
    tell_all(by=cast.marieke, signal=signal, title="De oversteek bij de school")


def _placed(cast: Any, title: str, text: str, *, kind: str = "question") -> Post:
    post = place_post(by=cast.anna, area=cast.area, draft=Draft(kind, title, text), author=cast.anna).post
    if post.held:
        let_through(by=cast.carla, post=post)
    return post


def known(journey: Journey, name: str, **options: Any) -> Visit:
    """A browser of somebody of the cast who signed in with the code from her mail."""
    visit = journey.visit(**options)
    journey.sign_in(visit, f"{name}@buurt.test")
    return visit
