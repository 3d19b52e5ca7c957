"""Half a year of square, told in the order in which it happened, through the real actions."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from io import BytesIO
from typing import Any

from django.utils import timezone

from wijkplein.delen.square.actions.ending import expire_post
from wijkplein.delen.square.actions.photos import add_photo, let_photo_through
from wijkplein.delen.square.actions.placing import (
    Caller,
    Draft,
    place_for_caller,
    place_post,
)
from wijkplein.delen.square.actions.placing import (
    let_through as let_post_through,
)
from wijkplein.delen.square.models import Photo, Post
from wijkplein.delen.square.pictures import read_picture
from wijkplein.demo.clock import at, moment_on, when_somebody_looks
from wijkplein.demo.drawings import draw
from wijkplein.demo.residents import Resident, Town, speaker_of
from wijkplein.demo.steps import STEPS, WAITS, Told, answer_on_receipt, fresh
from wijkplein.demo.stories import Step, Story, StoryError, stories
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.verbs.actors import SYSTEM, VISITOR
from wijkplein.foundation.verbs.models import Via

LOOKED_AGAIN = timedelta(days=4)
NIGHT = "03:10"  # when the clock closes what ran out

Deed = Callable[[], None]


@dataclass
class Teller:
    """Does what was written down, each thing at its own moment, oldest first; nothing lies in the future."""

    town: Town
    now: datetime
    callers: dict[str, Resident]
    queue: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    count: int = 0

    def later(self, moment: datetime, deed: Deed) -> None:
        """Do this at that moment; what would lie in the future is not done."""
        self.count += 1
        if moment < self.now:
            heapq.heappush(self.queue, (moment, self.count, deed))

    def run(self) -> None:
        """Everything that is waiting, and what follows from it."""
        while self.queue:
            moment, _turn, deed = heapq.heappop(self.queue)
            with at(moment):
                deed()

    def tell(self, story: Story) -> None:
        """A post and everything after it."""
        told = Told(story)
        self.later(moment_on(story.day, story.clock), lambda: self._place(told))

    def _place(self, told: Told) -> None:
        story = told.story
        area = self.town.areas[story.where]
        told.post = self._post(story, area)
        if story.photo:
            self._photo(told.post, story.photo)
        self._plan(told, [step for step in story.steps if step.verb == "let"])
        if told.post.held and told.post.held not in WAITS and not story.stays:
            self.later(when_somebody_looks(timezone.now()), lambda: self.let_through(told))
        elif not told.post.held:
            self._after(told)

    def _post(self, story: Story, area: Any) -> Post:
        until = timezone.localdate() + timedelta(days=story.open_for) if story.open_for else None
        draft = Draft(
            kind=story.kind,
            title=story.title,
            text=story.text,
            author_name=story.who if story.named and not story.organisation and story.who != "bezoeker" else "",
            organisation=self.town.organisations[story.organisation] if story.organisation else None,
            expires_on=until,
            held=story.held,
        )
        if story.who in self.callers:
            caller = self.callers[story.who]
            said = Caller(caller.first, caller.last, caller.phone, caller.street)
            by = self.town.connector_of(area)
            return place_for_caller(by=by, area=area, draft=draft, caller=said, via=story.via or Via.PHONE).post
        author = self.person(story.who)
        return place_post(by=author or VISITOR, area=area, draft=draft, author=author, via=story.via or Via.SCREEN).post

    def person(self, name: str) -> Person | None:
        """By first name, or who speaks for an organisation; None is a visitor who left no address."""
        if name == "bezoeker":
            return None
        if name in self.town.organisations:
            return speaker_of(self.town.organisations[name])
        if name not in self.town.people:
            raise StoryError(f"Niemand in Molenrij heet {name}.")
        return self.town.people[name]

    def _photo(self, post: Post, photo: tuple[str, str]) -> None:
        drawn = draw(photo[0])
        picture = read_picture(BytesIO(drawn), len(drawn))
        by = post.author if post.author and not post.on_behalf else self.town.connector_of(post.area)
        add_photo(by=by, post=post, picture=picture, description=photo[1], people_agreed=True, children_agreed=True)

    def let_through(self, told: Told) -> None:
        post = fresh(told.post)
        by = self.town.connector_of(post.area)
        if post.author_id == by.pk:
            by = self.town.people["Mo"]
        let_post_through(by=by, post=post)
        if Photo.objects.filter(post=post, held=True).exists():
            let_photo_through(by=by, post=post)
        self._after(told)

    def _after(self, told: Told) -> None:
        """Now that neighbours can read it: what they say, and how it ends."""
        post = fresh(told.post)
        steps = [step for step in told.story.steps if step.verb != "let"]
        told.said = timezone.now() + max((step.after for step in steps), default=timedelta())
        self._plan(told, steps)
        self.later(timezone.now() + LOOKED_AGAIN, partial(answer_on_receipt, self, told))
        ends = moment_on(post.expires_on + timedelta(days=1), NIGHT)
        self.later(ends, lambda: self._expire(told))

    def _plan(self, told: Told, steps: Iterable[Step]) -> None:
        for step in steps:
            self.later(timezone.now() + step.after, partial(self._step, told, step))

    def _step(self, told: Told, step: Step) -> None:
        STEPS[step.verb](self, told, step)

    def _expire(self, told: Told) -> None:
        post = fresh(told.post)
        if post.closed_at is None and post.hidden_at is None and not post.held:
            expire_post(by=SYSTEM, post=post)


def tell_half_a_year(town: Town, today: date, now: datetime, callers: dict[str, Resident]) -> None:
    """Put everything on the square that was written down, up to `now`."""
    teller = Teller(town, now, callers)
    for story in stories(today):
        teller.tell(story)
    teller.run()
