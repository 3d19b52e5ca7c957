"""What people do off the square: telling, promising, calling, and coming and going."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.bars.visibility.oracle import VISITOR, WORKERS, Thing
from tests.bars.visibility.steps import Steps
from wijkplein.delen.signals.actions import Told, tell
from wijkplein.foundation.commitments.actions import Promise, make_commitment
from wijkplein.foundation.notices.models import Notice
from wijkplein.foundation.notices.telling import tell_deeds
from wijkplein.foundation.people.actions import own, roles
from wijkplein.foundation.people.models import Membership, Role
from wijkplein.foundation.receipts.actions import CallWish, ask_call_back
from wijkplein.foundation.verbs.ref import Ref

GIVEN = ("connector", "area_director", "field_host", "social_worker", "team_member", "match_coordinator")


class Everything(Steps):
    """The square and all around it."""

    def tell(self) -> None:
        area = self.one_of([*self.town.areas])
        told = Told(kind="wish", text="Een bankje bij de speeltuin")
        signal = tell(by=self.by(VISITOR), area=self.town.areas[area], told=told).signal
        self.world.signals.append(Thing(signal.uuid, area))

    def promise(self) -> None:
        pairs = [(who, area) for who in self.world.people for area in self.town.areas if self._works(who, area)]
        about = self.one_of(self.world.signals)
        if about is None or not pairs:
            return
        who, area = self.dice.choice(pairs)
        doer, public = self.one_of(["", self.someone()]), self.dice.random() < 0.4
        promise = Promise(
            "Bankje plaatsen", timezone.localdate() + timedelta(days=9), organisation=self.town.organisation,
            person=self.by(doer) if doer else None, public=public,
        )  # fmt: skip
        made = make_commitment(
            by=self.by(who), about=Ref("signal", about.id), area=self.town.areas[area], promise=promise
        )
        self.world.commitments.append(Thing(made.uuid, area, doer, public=public))

    def _works(self, who: str, area: str) -> bool:
        return self.world.has(who, WORKERS, area)

    def call_me(self) -> None:
        who, area = self.someone(visitor=True), self.one_of([*self.town.areas])
        wish = CallWish(name="Buur", phone="+31612345678")
        issued = ask_call_back(by=self.by(who), area=self.town.areas[area], wish=wish)
        self.world.calls.append(Thing(issued.receipt.about_id, area))

    def give_role(self) -> None:
        who = self.someone()
        if who == "mo" or not self.world.takes_part("mo"):
            return
        name, area = self.dice.choice(GIVEN), self.one_of([*self.town.areas])
        row = roles.grant_role(by=self.by("mo"), person=self.by(who), name=name, area=self.town.areas[area])
        known = next((each for each in self.world.roles if each.id == row.uuid), None)
        if known is None:
            self.world.roles.append(Thing(row.uuid, area, who, kind=name, public=True))
        else:
            known.public = True

    def end_role(self) -> None:
        role = self.one_of([each for each in self.world.roles if each.public and each.person != "mo"])
        if role is None:
            return
        row, self.acted = Role.objects.get(uuid=role.id), True
        if self.dice.random() < 0.5:
            roles.end_role(by=self.by("mo"), role=row)
        else:  # its last day is over, and nobody did anything
            Role.objects.filter(pk=row.pk).update(until=timezone.localdate() - timedelta(days=1))
        role.public = False

    def join(self) -> None:
        who = self.someone()
        if any(each.person == who for each in self.world.memberships):
            return
        row = Membership.objects.create(
            person=self.by(who), organisation=self.town.organisation,
            since=timezone.localdate(), until=timezone.localdate() + timedelta(days=9),
        )  # fmt: skip
        self.world.memberships.append(Thing(row.uuid, person=who))

    def part(self) -> None:
        """A membership whose last day is over: it gives nothing, and who arranges the team still sees it."""
        each = self.one_of(self.world.memberships)
        if each is not None:
            yesterday = timezone.localdate() - timedelta(days=1)
            Membership.objects.filter(uuid=each.id).update(since=yesterday, until=yesterday)
            each.kind = "past"

    def leave(self) -> None:
        who = self.someone()
        if who == "mo":
            return
        person = self.by(who)
        self._stop_work(who)
        if self.dice.random() < 0.5:
            own.leave(by=person, person=person)
            self.world.people[who].left = True
        else:
            roles.end_access(by=self.by("mo"), person=person)

    def _stop_work(self, who: str) -> None:
        past = [each for each in self.world.memberships if each.person == who and each.kind == "past"]
        self.world.stop_work(who)
        self.world.memberships += past

    def come_back(self) -> None:
        who = self.one_of([name for name, each in self.world.people.items() if each.left and not each.erased])
        if who is not None:
            person = self.by(who)
            own.come_back(by=person, person=person)
            self.world.people[who].left = False

    def erase(self) -> None:
        who = self.someone()
        if who != "mo":
            person = self.by(who)
            own.erase(by=person, person=person)
            self.world.erase(who)

    def worker(self) -> None:
        """Everybody hears; nobody hears of what she may not see."""
        known = {each.id for each in self.world.notices}
        while tell_deeds():
            pass
        for notice in Notice.objects.exclude(uuid__in=known):
            who = self.town.names[notice.person_id]
            if notice.about_id not in self.world.visible(who).get(notice.kind, set()):
                self.told.append(f"{who} was told about a {notice.kind} that is not for her: {notice.sentence}")
            self.world.notices.append(Thing(notice.uuid, person=who, about=notice.about_id, kind=notice.kind))
