"""Who may see what: written from domain.md 4.13 and 5.2 in plain Python, without a look at the code it judges.

Everything has a name of its own: people and areas by theirs, things by the id the town gave them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

PARENT = {"oost": "molenrij", "hof": "oost", "havel": "molenrij", "molenrij": ""}
MODERATORS = {"connector", "area_director", "platform_manager"}
DUTY = MODERATORS  # the chain that answers
HEARS_SIGNALS = {"area_director", "team_member", "field_host", "social_worker"}
WORKERS = DUTY | {"social_worker", "field_host", "match_coordinator", "team_member"}
REPORTS_TO_HOLD = 3
VISITOR = "visitor"


@dataclass
class Thing:
    """Whatever has an id, an area and perhaps somebody it belongs to."""

    id: Any
    area: str = ""
    person: str = ""
    other: str = ""  # the second party: a proxy, a deputy
    about: Any = None
    kind: str = ""
    public: bool = False
    order: int = 0


@dataclass
class Message(Thing):
    """A post or a reply."""

    word: str = ""
    held: str = ""
    published: bool = False
    hidden: bool = False
    hider: str = ""
    closed: bool = False
    objected: bool = False
    post: Message | None = None

    @property
    def is_public(self) -> bool:
        return self.published and not self.hidden and not self.held


@dataclass
class Case(Thing):
    """A report or an objection."""

    message: Message = None  # type: ignore[assignment]  # always given
    decided: bool = False
    hider: str = ""


@dataclass
class Someone:
    """A person: what she may do follows from the roles in the world."""

    name: str
    left: bool = False
    erased: bool = False


@dataclass
class World:
    """All there is, and what may be seen of it."""

    people: dict[str, Someone]
    posts: list[Message] = field(default_factory=list)
    replies: list[Message] = field(default_factory=list)
    photos: list[Thing] = field(default_factory=list)  # about: the post; public: a connector let it through
    reports: list[Case] = field(default_factory=list)
    objections: list[Case] = field(default_factory=list)
    receipts: list[Thing] = field(default_factory=list)
    calls: list[Thing] = field(default_factory=list)
    signals: list[Thing] = field(default_factory=list)
    commitments: list[Thing] = field(default_factory=list)
    roles: list[Thing] = field(default_factory=list)  # kind: which role; public: it counts today
    duties: list[Thing] = field(default_factory=list)
    memberships: list[Thing] = field(default_factory=list)
    mandates: list[Thing] = field(default_factory=list)
    notices: list[Thing] = field(default_factory=list)

    # who somebody is

    def takes_part(self, who: str) -> bool:
        return who != VISITOR and not self.people[who].left and not self.people[who].erased

    def held_roles(self, who: str) -> list[Thing]:
        return [role for role in self.roles if role.public and role.person == who] if self.takes_part(who) else []

    def has(self, who: str, names: Iterable[str], area: str) -> bool:
        """One of these roles counts in this area: given there, above it, or for the whole community."""
        return any(role.kind in names and (not role.area or covers(role.area, area)) for role in self.held_roles(who))

    def anywhere(self, who: str, names: Iterable[str]) -> bool:
        return any(role.kind in names for role in self.held_roles(who))

    def manages(self, who: str) -> bool:
        return any(role.kind == "platform_manager" and not role.area for role in self.held_roles(who))

    def staffed(self, name: str, area: str) -> bool:
        return any(self.has(each, {name}, area) for each in self.people)

    # who sees what

    def visible(self, who: str) -> dict[str, set[Any]]:
        """The ids of everything this person, or the visitor, may see."""
        seen = {"post": {each.id for each in self.posts if self.sees_message(who, each)}}
        seen["reply"] = {each.id for each in self.replies if self.sees_message(who, each)}
        seen["photo"] = {each.id for each in self.photos if self.sees_photo(who, each)}
        for kind, cases in (("report", self.reports), ("objection", self.objections)):
            seen[kind] = {each.id for each in cases if self.has(who, MODERATORS, each.area)}
        duty = {
            "receipt": (self.receipts, DUTY, True),
            "callback": (self.calls, DUTY, False),
            "commitment": (self.commitments, WORKERS, True),
        }
        for kind, (things, roles, own) in duty.items():
            seen[kind] = {
                each.id
                for each in things
                if each.public or self.has(who, roles, each.area) or (own and self.is_mine(who, each))
            }
        seen["signal"] = {each.id for each in self.signals if self.hears(who, each.area)}
        return {**seen, **self._of_people(who)}

    def _of_people(self, who: str) -> dict[str, set[Any]]:
        directs_somewhere = self.anywhere(who, {"area_director"})
        team = {
            kind: {
                each.id
                for each in things
                if self.is_mine(who, each) or self.manages(who) or self.has_here(who, "area_director", each.area)
            }
            for kind, things in (("role", self.roles), ("duty", self.duties))
        }
        colleagues = self.manages(who) or directs_somewhere
        return team | {
            "membership": {each.id for each in self.memberships if colleagues or self.is_mine(who, each)},
            "mandate": {each.id for each in self.mandates if self.is_mine(who, each)},
            "notice": {each.id for each in self.notices if self.is_mine(who, each)},
            "person": set() if who == VISITOR else {who},
        }

    def has_here(self, who: str, name: str, area: str) -> bool:
        """A role for the whole community is no thing of one area: only who manages sees it."""
        return bool(area) and self.has(who, {name}, area)

    def is_mine(self, who: str, thing: Thing) -> bool:
        return who != VISITOR and who in (thing.person, thing.other)

    def moderates(self, who: str, area: str) -> bool:
        return self.has(who, MODERATORS, area)

    def sees_message(self, who: str, each: Message) -> bool:
        if each.post is not None and not self.sees_message(who, each.post):
            return False
        return each.is_public or self.is_mine(who, each) or self.moderates(who, each.area)

    def sees_photo(self, who: str, photo: Thing) -> bool:
        post = photo.about
        looks_after = self.is_mine(who, post) or self.moderates(who, post.area)
        return self.sees_message(who, post) and (photo.public or looks_after)

    def hears(self, who: str, area: str) -> bool:
        """Signals: the team there; a stand-in only while whoever should own them is vacant."""
        if self.has(who, HEARS_SIGNALS, area):
            return True
        if self.staffed("area_director", area):
            return False
        if self.has(who, {"connector"}, area):
            return True
        return not self.staffed("connector", area) and self.has(who, {"platform_manager"}, area)

    def by_code(self, receipt: Thing) -> set[Any]:
        """Whoever shows a receipt, without account: what is public, and the very post it was given for."""
        return {each.id for each in self.posts if each.is_public or each.id == receipt.about}

    # what may be done: verb -> whether, asked of every pair of person and thing

    def may(self, who: str, verb: str, each: Any) -> bool:
        return bool(getattr(self, f"_may_{verb}")(who, each))

    def _may_let_through(self, who: str, each: Message) -> bool:
        waits = each.held and not each.hidden
        return bool(waits) and self.moderates(who, each.area) and not self.is_mine(who, each)

    def _may_hide(self, who: str, each: Message) -> bool:
        return not each.hidden and self.moderates(who, each.area)

    def _may_withdraw(self, who: str, each: Message) -> bool:
        return not each.hidden and self.is_mine(who, each)

    def _may_report(self, who: str, each: Message) -> bool:
        return not each.hidden

    def _may_object(self, who: str, each: Message) -> bool:
        return each.hidden and not each.objected and self.is_mine(who, each)

    def _may_decide_report(self, who: str, case: Case) -> bool:
        return not case.decided and self.moderates(who, case.area)

    def _may_decide_objection(self, who: str, case: Case) -> bool:
        involved = who in (case.hider, case.message.person)
        return not case.decided and self.moderates(who, case.area) and not involved

    def _may_reply(self, who: str, post: Message) -> bool:
        return post.is_public and not post.closed

    def _may_change(self, who: str, post: Message) -> bool:
        return not post.hidden and not post.closed and self.is_mine(who, post)

    def _may_close(self, who: str, post: Message) -> bool:
        mine = self.is_mine(who, post) or self.moderates(who, post.area)
        return not post.hidden and not post.closed and mine

    def _may_type_over(self, who: str, post: Message) -> bool:
        helps = self.has(who, MODERATORS | {"field_host"}, post.area)
        return not post.hidden and not post.closed and (helps or self.is_mine(who, post))

    # what follows by itself

    def known(self, who: str) -> bool:
        """The first thing of a new person waits; whoever has a role, or has something published, is known."""
        if who in ("", VISITOR):
            return False
        return bool(self.held_roles(who)) or any(
            each.published for each in (*self.posts, *self.replies) if each.person == who
        )

    def drop_post(self, post: Message) -> None:
        """With everything under it; receipts stay."""
        for reply in [each for each in self.replies if each.post is post]:
            self.drop_reply(reply)
        self.posts.remove(post)
        self.photos = [each for each in self.photos if each.about is not post]
        self._drop_cases(post)

    def drop_reply(self, reply: Message) -> None:
        self.replies.remove(reply)
        self._drop_cases(reply)

    def _drop_cases(self, message: Message) -> None:
        self.reports = [each for each in self.reports if each.message is not message]
        self.objections = [each for each in self.objections if each.message is not message]

    def show_again(self, message: Message) -> None:
        """As after letting through, and after an objection that was right."""
        message.held, message.hidden, message.published = "", False, True
        for photo in self.photos:
            photo.public = photo.public or photo.about is message

    def stop_work(self, who: str) -> None:
        """Roles end; places on the roster and young memberships go."""
        for role in self.roles:
            role.public = role.public and role.person != who
        self.duties = [each for each in self.duties if each.person != who]
        for duty in self.duties:
            duty.other = "" if duty.other == who else duty.other
        self.memberships = [each for each in self.memberships if each.person != who]

    def erase(self, who: str) -> None:
        """What she wrote goes, with what others wrote under it; what others need stays without her."""
        self.stop_work(who)
        for post in [each for each in self.posts if each.person == who]:
            self.drop_post(post)
        for reply in [each for each in self.replies if each.person == who]:
            self.drop_reply(reply)
        calls = {each.about for each in self.receipts if each.person == who and each.kind == "callback"}
        self.calls = [each for each in self.calls if each.id not in calls]
        self.notices = [each for each in self.notices if each.person != who]
        self.roles = [each for each in self.roles if each.person != who]
        self.mandates = [each for each in self.mandates if each.person != who]
        for thing in (*self.receipts, *self.commitments, *self.mandates):
            thing.person = "" if thing.person == who else thing.person
            thing.other = "" if thing.other == who else thing.other
        for case in self.objections:
            case.hider = "" if case.hider == who else case.hider
        for message in (*self.posts, *self.replies):
            message.hider = "" if message.hider == who else message.hider
        self.people[who].erased = True


def covers(above: str, area: str) -> bool:
    """Whether an area is this one or lies below it."""
    while area:
        if area == above:
            return True
        area = PARENT[area]
    return False
