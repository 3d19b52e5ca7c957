"""The rows of the town of bar S2: one maker for each model that keeps something private."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.bars.marks import Town
from tests.people_of_the_cast import NAMES
from wijkplein.delen.square import actions as square
from wijkplein.delen.square.models import Post
from wijkplein.foundation.commitments.models import Commitment
from wijkplein.foundation.notices import models as notices
from wijkplein.foundation.people import models as people
from wijkplein.foundation.privacy.readlog import log_read
from wijkplein.foundation.receipts import models as receipts
from wijkplein.foundation.receipts.actions import CallWish, ask_call_back, issue_receipt
from wijkplein.foundation.search.index import index
from wijkplein.foundation.search.models import SearchEntry
from wijkplein.foundation.signing_in.models import SignedIn, WayBack
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.foundation.verbs.models import Deed
from wijkplein.foundation.verbs.ref import Ref
from wijkplein.foundation.verbs.registry import ref_to

Made = list[tuple[Any, str]]


def _persons(town: Town) -> Made:
    return [*((town.cast.named(name), name) for name in NAMES), (town.riet, "riet")]


def _memberships(town: Town) -> Made:
    organisation, today = people.Organisation.objects.get(), timezone.localdate()
    return [
        (
            people.Membership.objects.create(
                person=town.cast.named(who), organisation=organisation, since=today, until=today
            ),
            who,
        )
        for who in ("koen", "els")
    ]


def _mandates(town: Town) -> Made:
    until = timezone.now() + timedelta(days=30)
    given = people.ProxyMandate.objects.create(
        represented=town.riet, proxy=town.cast.carla, consent_how="spoken_phone", until=until
    )
    return [(given, "riet")]


def _roles(town: Town) -> Made:
    role = people.Role.objects.get(person=town.cast.koen)
    role.words, role.public = town.word("people.role.words (niet getoond)", "koen"), False
    role.save()
    return [(role, "koen")]


def _duties(town: Town) -> Made:
    shift = people.DutyShift.objects.create(
        person=town.cast.carla, role="connector", area=town.cast.area, weekdays="1234567"
    )
    return [(shift, "carla")]


def _devices(town: Town) -> Made:
    return [(SignedIn.objects.create(person=town.cast.anna, session_key="x", device="x"), "anna")]


def _ways_back(town: Town) -> Made:
    return [(WayBack.objects.create(person=town.cast.sam, first_by=town.cast.carla, how="in_person"), "sam")]


def _receipts(town: Town) -> Made:
    about = ref_to(town.rows["post"])
    issued = issue_receipt(about=about, area=town.cast.area, owner_role="connector", norm_days=5, holder=town.cast.anna)
    paper = issue_receipt(about=about, area=town.cast.area, owner_role="connector", norm_days=5, holder=town.riet)
    town.rows["receipt"], town.rows["paper_receipt"] = issued.receipt, paper.receipt
    return [(issued.receipt, "anna")]


def _lines(town: Town) -> Made:
    """To a post, by its holder, and to a signal, by somebody nobody knows; see _calls too."""
    signal = receipts.Receipt.objects.get(kind="signal")
    return [
        (receipts.AddedLine.objects.create(receipt=town.rows["receipt"], text="x"), "anna"),
        (receipts.AddedLine.objects.create(receipt=signal, text="x"), ""),
    ]


def _calls(town: Town) -> Made:
    ask_call_back(by=VISITOR, area=town.cast.area, wish=CallWish(name="Riet", phone="+31612345678"))
    ask_call_back(by=town.cast.bram, area=town.cast.area, wish=CallWish(name="Bram", phone="+31612345679"))
    nobody, bram = receipts.CallBack.objects.order_by("pk")
    line = receipts.AddedLine.objects.create(receipt=receipts.Receipt.objects.get(about_id=bram.uuid), text="x")
    return [(nobody, ""), (bram, "bram"), (line, "bram")]


def _deeds(town: Town) -> Made:
    return [(deed, "") for deed in Deed.objects.all()]


def _notices(town: Town) -> Made:
    given = {"occasion": "x", "kind": "post", "about_id": town.rows["post"].uuid, "sentence": "square_reply"}
    return [(notices.Notice.objects.create(person=town.cast.anna, **given), "anna")]


def _preferences(town: Town) -> Made:
    return [(notices.Preference.objects.create(person=town.cast.anna), "anna")]


def _paper(town: Town) -> Made:
    about = ref_to(town.rows["paper_receipt"])
    made = [
        notices.PaperItem.objects.create(
            person=who, area=town.cast.area, kind=about.kind, about_id=about.uuid, sentence="receipt_answered"
        )
        for who in (town.riet, town.cast.wim)
    ]
    return list(zip(made, ("riet", "wim"), strict=True))


def _mail_in(town: Town) -> Made:
    known = notices.MailIn.objects.create(area=town.cast.area, person=town.cast.bram, sender="x", subject="x", text="x")
    unknown = notices.MailIn.objects.create(area=town.cast.area, sender="x", subject="x", text="x")
    return [(known, "bram"), (unknown, "")]


def _read_mail(town: Town) -> Made:
    return [(notices.ReadMail.objects.create(mark="x"), "")]


def _mail_out(town: Town) -> Made:
    queued = notices.MailOut.objects.create(
        occasion="bar:1", person=town.cast.bram, subject="news", body="x", address="x"
    )
    failed = notices.MailOut.objects.create(
        occasion="bar:2", person=town.cast.anna, subject="news", body="x", next_try_at=None, failed_at=timezone.now()
    )
    return [(queued, "bram"), (failed, "anna")]


def _commitments(town: Town) -> Made:
    return [(Commitment.objects.get(), "koen")]


def _reads(town: Town) -> Made:
    return [(log_read(town.cast.carla, town.cast.anna.uuid, name="people.calling", reason="incoming_call"), "anna")]


def _index(town: Town) -> Made:
    """Something that was hidden after it went into the index."""
    index(Ref("post", town.rows["hidden"].uuid), text="Iets wat weg is", at=timezone.now())
    return [(SearchEntry.objects.get(about_id=town.rows["hidden"].uuid), "bram")]


def _posts(town: Town) -> Made:
    return [(post, "anna" if post.author_id == town.cast.anna.pk else "bram") for post in Post.objects.all()]


def _replies(town: Town) -> Made:
    return [(town.rows["reply"], "koen"), (town.rows["away"], "bram")]


def _reports(town: Town) -> Made:
    open_report = square.report(
        by=town.cast.bram, message=town.rows["post"], reason="unkind", text="x", reporter=town.cast.bram
    )
    nobody = square.report(by=VISITOR, message=town.rows["reply"], reason="unkind", text="x")
    return [(open_report.case, "bram"), (nobody.case, "")]


def _objections(town: Town) -> Made:
    return [
        (square.object_to(by=town.cast.bram, message=town.rows["hidden"], text="x", holder=town.cast.bram).case, "bram")
    ]


MAKERS: dict[str, Callable[[Town], Made]] = {
    "people.person": _persons,
    "people.membership": _memberships,
    "people.proxymandate": _mandates,
    "people.role": _roles,
    "people.dutyshift": _duties,
    "signing_in.signedin": _devices,
    "signing_in.wayback": _ways_back,
    "receipts.receipt": _receipts,
    "receipts.addedline": _lines,
    "receipts.callback": _calls,
    "verbs.deed": _deeds,
    "notices.notice": _notices,
    "notices.preference": _preferences,
    "notices.paperitem": _paper,
    "notices.mailin": _mail_in,
    "notices.readmail": _read_mail,
    "notices.mailout": _mail_out,
    "commitments.commitment": _commitments,
    "privacy.readentry": _reads,
    "search.searchentry": _index,
    "square.post": _posts,
    "square.reply": _replies,
    "square.report": _reports,
    "square.objection": _objections,
}
