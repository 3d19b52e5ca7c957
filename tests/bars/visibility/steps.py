"""What neighbours and their connectors do: each step is done through the real action and told to the oracle."""

from __future__ import annotations

import random
from typing import Any

from tests.bars.visibility.oracle import REPORTS_TO_HOLD, VISITOR, Case, Message, Thing
from tests.bars.visibility.town import Town
from wijkplein.delen.square import actions as square
from wijkplein.delen.square.models import Objection, Photo, Post, Reply, Report
from wijkplein.delen.square.pictures import Picture
from wijkplein.foundation.receipts.models import Receipt
from wijkplein.foundation.verbs.actors import SYSTEM

LETTERS = "bcdfghjklmnpqrst"
MODELS = {True: Post, False: Reply}


class Steps:
    """One walk: the dice, the town, and the world as the oracle has it. A step that cannot be done now does nothing."""

    def __init__(self, town: Town, seed: int) -> None:
        self.town, self.world, self.dice = town, town.world(), random.Random(seed)
        self.told: list[str] = []
        self._receipts: set[Any] = set()
        self.acted = False

    def by(self, who: str) -> Any:
        """Whoever acts now."""
        self.acted = True
        return self.town.person(who)

    # dice

    def someone(self, *, visitor: bool = False, among: Any = None) -> str:
        names = [each for each in among or self.world.people if self.world.takes_part(each)]
        return VISITOR if visitor and self.dice.random() < 0.3 else self.dice.choice(names)

    def one_of(self, things: list[Any]) -> Any:
        return self.dice.choice(things) if things else None

    def who_may(self, verb: str, things: list[Any]) -> tuple[str, Any]:
        """Somebody, and something she may do this to."""
        pairs = [
            (who, each)
            for each in things
            for who in self.world.people
            if self.world.takes_part(who) and self.world.may(who, verb, each)
        ]
        return self.one_of(pairs) or ("", None)

    def word(self) -> str:
        """A word nobody wrote before, that is no name and no number."""
        return "".join(self.dice.choice(LETTERS) for _ in range(14))

    def row(self, each: Any) -> Any:
        return MODELS[each.post is None].objects.get(uuid=each.id)

    def note_receipts(self) -> None:
        """Receipts come by themselves with what they are about."""
        for receipt in Receipt.objects.exclude(uuid__in=self._receipts).select_related("holder"):
            self._receipts.add(receipt.uuid)
            holder = self.town.names.get(receipt.holder_id, "")
            self.world.receipts.append(
                Thing(receipt.uuid, self.town.nowhere[receipt.area_id], holder, about=receipt.about_id,
                      kind=receipt.kind)
            )  # fmt: skip

    # the square

    def place(self) -> None:
        who, area, word = self.someone(visitor=True), self.one_of([*self.town.areas]), self.word()
        by = self.by(who)
        draft = square.Draft("question", f"Ladder {word}", f"Wie leent mij een ladder? {word}")
        author = None if who == VISITOR else by
        post = square.place_post(by=by, area=self.town.areas[area], draft=draft, author=author).post
        self._posted(post, area, who, word, waits=not self.world.known(who))

    def place_for(self) -> None:
        who = self.someone(among=[each for each in self.world.people if self._places_for(each)] or ["mo"])
        area = self.one_of([each for each in self.town.areas if self._places_for(who, each)])
        if area is None:
            return
        word = self.word()
        draft = square.Draft("call", f"Ladder {word}", f"Zij zoekt een ladder. {word}")
        author = self.someone(among=["riet"]) if self.world.takes_part("riet") else ""
        person = self.by(author) if author else None
        post = square.place_for(by=self.by(who), area=self.town.areas[area], draft=draft, author=person).post
        self._posted(post, area, author, word, waits=False)

    def _places_for(self, who: str, area: str = "") -> bool:
        may = {"connector", "area_director", "platform_manager", "field_host"}
        return self.world.has(who, may, area) if area else self.world.anywhere(who, may)

    def _posted(self, post: Any, area: str, author: str, word: str, *, waits: bool) -> None:
        person = "" if author == VISITOR else author
        held = ("first" if person else "unconfirmed") if waits else ""
        order = len(self.world.posts)
        self.world.posts.append(
            Message(post.uuid, area, person, word=word, held=held, published=not waits, order=order)
        )

    def reply(self) -> None:
        post = self.one_of([each for each in self.world.posts if each.is_public and not each.closed])
        if post is None:
            return
        who, word = self.someone(visitor=True), self.word()
        by = self.by(who)
        row = square.reply_to(
            by=by, post=self.row(post), text=f"Ik heb er een. {word}", author=None if who == VISITOR else by
        )
        self._replied(row, post, who, word, waits=not self.world.known(who))

    def type_over(self) -> None:
        who, post = self.who_may("type_over", self.world.posts)
        if post is not None:
            word = self.word()
            row = square.type_over(by=self.by(who), post=self.row(post), text=f"Bel me. {word}", via="phone")
            self._replied(row, post, VISITOR, word, waits=False)

    def _replied(self, row: Any, post: Message, who: str, word: str, *, waits: bool) -> None:
        person = "" if who == VISITOR else who
        held = ("first" if person else "unconfirmed") if waits else ""
        self.world.replies.append(
            Message(row.uuid, post.area, person, word=word, held=held, published=not waits, post=post)
        )

    def let_through(self) -> None:
        who, each = self.who_may("let_through", [*self.world.posts, *self.world.replies])
        if each is None:
            return
        if each.post is None:
            square.let_through(by=self.by(who), post=self.row(each))
        else:
            square.let_reply_through(by=self.by(who), reply=self.row(each))
        self.world.show_again(each)

    def report(self) -> None:
        each = self.one_of([each for each in (*self.world.posts, *self.world.replies) if not each.hidden])
        if each is None:
            return
        for _ in range(self.dice.choice((1, 1, 3))):
            who = self.someone(visitor=True)
            by = self.by(who)
            case = square.report(
                by=by, message=self.row(each), reason="unkind", reporter=None if who == VISITOR else by
            ).case
            self.world.reports.append(Case(case.uuid, each.area, message=each))
            opened = [other for other in self.world.reports if other.message is each and not other.decided]
            each.held = each.held or ("reported" if len(opened) >= REPORTS_TO_HOLD else "")

    def decide_report(self) -> None:
        who, case = self.who_may("decide_report", self.world.reports)
        if case is None:
            return
        reason = self.dice.choice(("", "unkind"))
        row = Report.objects.get(uuid=case.id)
        square.decide_report(by=self.by(who), case=row, hide_for=reason, answer="Gekeken")
        case.decided = True
        if reason and not case.message.hidden:
            self._hidden(case.message, who)
        elif not reason and case.message.held == "reported":
            self.world.show_again(case.message)

    def hide(self) -> None:
        who, each = self.who_may("hide", [*self.world.posts, *self.world.replies])
        if each is not None:
            square.hide(by=self.by(who), message=self.row(each), reason="selling")
            self._hidden(each, who)

    def _hidden(self, each: Message, who: str) -> None:
        each.hidden, each.hider = True, who
        for case in self.world.reports:
            case.decided = case.decided or case.message is each

    def object(self) -> None:
        who, each = self.who_may("object", [*self.world.posts, *self.world.replies])
        if each is not None:
            by = self.by(who)
            case = square.object_to(by=by, message=self.row(each), text="Dat klopt niet", holder=by).case
            self.world.objections.append(Case(case.uuid, each.area, message=each, hider=each.hider))
            each.objected = True

    def decide_objection(self) -> None:
        who, case = self.who_may("decide_objection", self.world.objections)
        if case is not None:
            right = self.dice.random() < 0.7
            row = Objection.objects.get(uuid=case.id)
            square.decide_objection(by=self.by(who), case=row, restore=right, answer="Opnieuw gekeken")
            case.decided = True
            if right:
                self.world.show_again(case.message)

    def withdraw(self) -> None:
        who, each = self.who_may("withdraw", [*self.world.posts, *self.world.replies])
        if each is None:
            return
        if each.post is None:
            square.withdraw_post(by=self.by(who), post=self.row(each))
            self.world.drop_post(each)
        else:
            square.withdraw_reply(by=self.by(who), reply=self.row(each))
            self.world.drop_reply(each)

    def change(self) -> None:
        who, post = self.who_may("change", self.world.posts)
        if post is not None:
            text = f"Wie leent mij nog steeds een ladder? {post.word}"
            square.change_post(by=self.by(who), post=self.row(post), title=f"Ladder {post.word}", text=text)
            post.held = post.held or ("" if self.world.known(who) else "first")

    def close(self) -> None:
        who, post = self.who_may("close", self.world.posts)
        if post is None:
            return
        if self.dice.random() < 0.5:
            square.close_post(by=self.by(who), post=self.row(post), reason="Gelukt")
        else:
            square.expire_post(by=SYSTEM, post=self.row(post))
        post.closed = True

    def photo(self) -> None:
        """Of somebody we do not know it waits, unless a connector puts it there: that is tried most."""
        without = [each for each in self.world.posts if not any(photo.about is each for photo in self.world.photos)]
        strange = [each for each in without if each.is_public and not self.world.known(each.person)]
        who, post = self.who_may("type_over", strange if self.dice.random() < 0.7 else without)
        if post is None:
            return
        photo = square.add_photo(
            by=self.by(who), post=self.row(post), picture=Picture(b"g", b"k", 4, 3), description="Heg",
            people_agreed=True, children_agreed=True,
        )  # fmt: skip
        trusted = self.world.has(who, {"connector"}, post.area) or self.world.known(post.person)
        self.world.photos.append(Thing(photo.uuid, post.area, about=post, public=trusted))

    def let_photo(self) -> None:
        waiting = [each for each in self.world.photos if not each.public]
        photo = self.one_of(waiting)
        carers = [who for who in self.world.people if photo and self._cares_for(who, photo.about)]
        if carers:
            square.let_photo_through(by=self.by(self.one_of(carers)), post=self.row(photo.about))
            photo.public = True

    def _cares_for(self, who: str, post: Message) -> bool:
        return self.world.moderates(who, post.area) and who != post.person

    def no_photo(self) -> None:
        photo = self.one_of(self.world.photos)
        carers = [who for who in self.world.people if photo and self._cares_for(who, photo.about)]
        if carers:
            square.remove_photo(by=self.by(self.one_of(carers)), post=self.row(photo.about))
            self.world.photos.remove(photo)
            assert not Photo.objects.filter(uuid=photo.id).exists()
