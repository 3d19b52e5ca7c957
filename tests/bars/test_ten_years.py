"""Bar PR2: ten simulated years. Everything is gone or cut on its day (a day later at most), and nothing earlier."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tests.bars.marks import private_models
from tests.cast import Cast
from tests.people_of_the_cast import make_person
from wijkplein.delen.signals.models import Signal
from wijkplein.delen.signals.tests.makers import make_signal
from wijkplein.delen.square import actions as square
from wijkplein.delen.square.models import Post, Reply
from wijkplein.delen.square.pictures import Picture
from wijkplein.delen.square.tests.makers import make_post, make_reply
from wijkplein.foundation.commitments.models import Commitment
from wijkplein.foundation.community.budget import spend
from wijkplein.foundation.notices import models as notices
from wijkplein.foundation.notices.schedule import jobs
from wijkplein.foundation.people import models as people
from wijkplein.foundation.people.keeping import WARNINGS
from wijkplein.foundation.privacy import retention
from wijkplein.foundation.privacy.readlog import log_read
from wijkplein.foundation.receipts.actions import CallWish, ask_call_back
from wijkplein.foundation.receipts.models import AddedLine, CallBack, Guess, Receipt
from wijkplein.foundation.receipts.tests.makers import make_receipt
from wijkplein.foundation.search.models import SearchEntry
from wijkplein.foundation.signing_in.models import SignedIn, WayBack
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.foundation.verbs.models import Deed
from wijkplein.web.findable import follow

YEARS = 10
START = datetime(2026, 3, 2, 11, tzinfo=timezone.get_fixed_timezone(60))
NEVER = 100_000  # days
WEEK, MONTH, QUARTER, HALF, YEAR, TWO, THREE, TEN = 7, 30, 90, 183, 365, 730, 1095, 3652

pytestmark = pytest.mark.timeout(240)


@dataclass
class Kept:
    """Something with a day on which it goes, counted from the start; `there` looks whether it still is."""

    name: str
    days: int
    there: Callable[[], bool]


def has(model: Any, pk: Any, **also: Any) -> Callable[[], bool]:
    """Whether this row is there, and still holds this."""
    return lambda: bool(model._base_manager.filter(pk=pk, **also).exists())


def row(name: str, days: int, thing: Any, **also: Any) -> Kept:
    """One row."""
    return Kept(name, days, has(type(thing), thing.pk, **also))


def lived(cast: Cast) -> list[Kept]:
    """One of everything, each ended on the first day."""
    now = timezone.now()
    return [
        *_on_the_square(cast, now),
        *_of_people(cast, now),
        *_receipts(cast, now),
        *_told(cast, now),
        *_underneath(cast),
    ]


def _on_the_square(cast: Cast, now: datetime) -> Iterator[Kept]:
    post = make_post(cast, by=cast.anna, author_name="Annemiek")
    reply = make_reply(cast, post, by=cast.koen)
    Reply.objects.filter(pk=reply.pk).update(author_name="Koenraad")
    yield row("writer of a post", THREE, post, author=cast.anna)
    yield Kept("first name on a card", THREE, lambda: "Annemiek" in Post.objects.get(pk=post.pk).card)
    yield row("writer of a reply", THREE, reply, author=cast.koen)
    yield row("post", NEVER, post)
    yield from _photo("photo", TWO, cast, make_post(cast, by=cast.anna, text="Wie kent deze kat?"))
    hidden = make_post(cast, by=cast.anna, text="Koop mijn fiets")
    photo = list(_photo("hidden photo", HALF, cast, hidden))
    follow(hidden)
    square.hide(by=cast.carla, message=hidden, reason="selling")
    away = make_reply(cast, post, by=cast.koen, text="Nee hoor")
    square.hide(by=cast.carla, message=away, reason="selling")
    yield from photo
    yield row("hidden post", HALF, hidden)
    yield row("hidden reply", HALF, away)
    yield Kept("hidden post in the index", 0, lambda: SearchEntry.objects.filter(about_id=hidden.uuid).exists())
    yield row("report", HALF, square.report(by=VISITOR, message=post, reason="unkind", text="x").case)
    yield row("objection", HALF, square.object_to(by=cast.anna, message=hidden, text="x").case)
    signal = make_signal(cast).signal
    Signal.objects.filter(pk=signal.pk).update(state="answered", due_on=None, outcome="done", answer="x")
    yield row("signal", TEN, signal)
    organisation = people.Organisation.objects.create(name="Welzijn", kind="welfare")
    done = Commitment.objects.create(
        what="x", kind="signal", about_id=signal.uuid, area=cast.area, person=cast.koen, by_on=now.date(),
        organisation=organisation, closed_on=now.date(), done=True, result="x",
    )  # fmt: skip
    yield row("who did a commitment", YEAR, done, person=cast.koen)
    yield row("commitment", TEN, done)


def _photo(name: str, days: int, cast: Cast, post: Post) -> Iterator[Kept]:
    photo = square.add_photo(
        by=cast.anna,
        post=post,
        picture=Picture(b"g", b"k", 4, 3),
        description="Heg",
        people_agreed=True,
        children_agreed=True,
    )
    files = [photo.file.name, photo.small.name]
    yield row(name, days, photo)
    yield Kept(f"{name} on disk", days, lambda: any(default_storage.exists(each) for each in files))


def _of_people(cast: Cast, now: datetime) -> Iterator[Kept]:
    today = now.date()
    silent = make_person("stil", cast.area, active_at=now, seen_on=today, created_at=now)
    paper = make_person("papier", cast.area, email=None, active_at=now, seen_on=today, created_at=now)
    yield row("silent with e-mail", TWO, silent, erased_at=None)
    yield row("silent without e-mail", TWO, paper, erased_at=None)
    yield row("first name of somebody silent", TWO, silent, first_name=silent.first_name)
    yield row("e-mail of somebody silent", TWO, silent, email__isnull=False)
    role = people.Role.objects.create(person=cast.els, name="field_host", area=cast.area, since=today, until=today)
    yield row("role", YEAR, role)
    housing = people.Organisation.objects.create(name="Wonen", kind="housing")
    works = people.Membership.objects.create(person=cast.els, organisation=housing, since=today, until=today)
    yield row("membership", YEAR, works)
    yield row(
        "mandate", YEAR,
        people.ProxyMandate.objects.create(
            represented=cast.wim, proxy=cast.carla, consent_how="signed_card", until=now
        ),
    )  # fmt: skip
    yield row("way back", YEAR, WayBack.objects.create(person=cast.sam, first_by=cast.carla, how="in_person"))
    session = Session.objects.create(session_key="s" * 32, session_data="x", expire_date=now + timedelta(days=MONTH))
    yield row("session", MONTH, session)
    yield row("device", MONTH, SignedIn.objects.create(person=cast.anna, session_key=session.session_key, device="x"))


def _receipts(cast: Cast, now: datetime) -> Iterator[Kept]:
    receipt = make_receipt(cast.area, holder=cast.anna).receipt
    line = AddedLine.objects.create(receipt=receipt, text="x")
    Receipt.objects.filter(pk=receipt.pk).update(closed_at=now, outcome="done", reason="x")
    yield row("receipt", YEAR, receipt)
    yield row("added line", YEAR, line)
    ask_call_back(by=VISITOR, area=cast.area, wish=CallWish(name="Riet", phone="+31612345678"))
    call = CallBack.objects.get()
    CallBack.objects.update(closed_at=now)
    yield row("call-back", MONTH, call)
    yield row("guesses", WEEK, Guess.objects.create(hour=now, count=1))


def _told(cast: Cast, now: datetime) -> Iterator[Kept]:
    about = {"kind": "post", "about_id": Post.objects.values_list("uuid", flat=True)[0]}
    notice = notices.Notice.objects.create(person=cast.anna, occasion="x", sentence="square_reply", **about)
    yield row("notice", QUARTER, notice)
    paper = {"person": cast.wim, "area": cast.area, "sentence": "square_reply", **about}
    yield row("printed letter", MONTH, notices.PaperItem.objects.create(printed_at=now, **paper))
    yield row("letter nobody printed", QUARTER, notices.PaperItem.objects.create(**paper))
    for name, state in {"sent": {"sent_at": now}, "given up": {"failed_at": now}}.items():
        mail = notices.MailOut.objects.create(
            occasion=name, person=cast.anna, subject="news", body="x", next_try_at=None, **state
        )
        yield row(f"mail {name}", QUARTER, mail)
    read = notices.MailIn.objects.create(area=cast.area, sender="x@y.test", text="x", closed_at=now, outcome="answered")
    yield row("mail in", MONTH, read)
    yield row("mark of a mail", MONTH, notices.ReadMail.objects.create(mark="m"))
    yield row("run", QUARTER, notices.Run.objects.create(job="x", due_at=now, done_at=now))
    yield row("stuck deed", QUARTER, notices.StuckDeed.objects.create(deed="0" * 32))
    task = DBTaskResult.objects.create(
        status="SUCCESSFUL",
        finished_at=now,
        task_path="x.y",
        args_kwargs={},
        exception_class_path="",
        traceback="",
        run_after=now,
    )
    yield row("task", WEEK, task)


def _underneath(cast: Cast) -> Iterator[Kept]:
    deed = Deed.objects.exclude(actor=None).order_by("pk")[0]
    yield row("who did a deed", TWO, deed, actor__isnull=False)
    yield row("deed", NEVER, deed)
    entry = log_read(cast.carla, cast.anna.uuid, name="people.calling", reason="incoming_call")
    yield row("look", TWO, entry)
    spend("bar", "somebody", 3, timedelta(days=1))
    yield Kept("budget in the cache", 1, lambda: _cached("budget:bar") > 0)


def _cached(part: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM wijkplein_cache WHERE cache_key LIKE %s", [f"%{part}%"])
        return int(cursor.fetchone()[0])


def ten_years(kept: list[Kept], awake: list[int]) -> tuple[list[str], list[str]]:
    """Let the clock of the house run, on the days that matter and twice a year: (too early, too late)."""
    early, late, last = set(), set(), YEARS * 365 + 5
    due = {each.days + step for each in kept for step in (-1, 0, 1)} | {each.days for each in WARNINGS.values()}
    for day in sorted(each for each in due | set(range(0, last, 180)) if 0 <= each <= last):
        with time_machine.travel(START + timedelta(days=day), tick=False):
            people.Person.objects.filter(pk__in=awake).update(seen_on=timezone.localdate())
            daily_jobs()
            for each in kept:
                if day < each.days and not each.there():
                    early.add(f"{each.name} on day {day} of {each.days}")
                if day > each.days and each.there():
                    late.add(each.name)
    return sorted(early), sorted(late)


def daily_jobs() -> None:
    """What the worker does each morning, without mail to anybody."""
    for job in jobs():
        if job.name in {"retention", "read_log", "search_sweep", "cards", "cache"}:
            job.work(timezone.now())


@pytest.fixture
def kept(cast: Cast) -> tuple[list[Kept], list[int]]:
    """The town of the first day, and who keeps coming."""
    awake = list(people.Person.objects.values_list("pk", flat=True))
    with time_machine.travel(START, tick=False):
        cache.clear()
        people.Role.objects.update(since=START.date())
        people.Person.objects.update(created_at=START, active_at=START)
        found = lived(cast)
    return found, awake


def test_ten_years(kept: tuple[list[Kept], list[int]]) -> None:
    found, awake = kept
    assert [each.name for each in found if not each.there() and each.days > 1] == []
    assert ten_years(found, awake) == ([], [])


def only(name: str, kept: tuple[list[Kept], list[int]]) -> tuple[list[str], list[str]]:
    """The years as far as this one thing goes."""
    found, awake = kept
    return ten_years([each for each in found if each.name == name], awake)


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        ("notices", "notice"),
        ("post_authors", "writer of a post"),
        ("read_log", "look"),
        ("hidden_posts", "hidden post"),
        ("signing_in_sessions", "session"),
        ("tasks", "task"),
    ],
)
def test_a_rule_that_sleeps_is_found(
    kept: tuple[list[Kept], list[int]], rule: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without its rule it stays too long, with it it does not."""
    with transaction.atomic():
        assert only(name, kept) == ([], [])
        transaction.set_rollback(True)
    monkeypatch.setattr(retention, "_rules", {name: each for name, each in retention._rules.items() if name != rule})
    assert only(name, kept)[1] == [name]


def test_a_rule_in_a_hurry_is_found(kept: tuple[list[Kept], list[int]], monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a rule that comes a month too soon."""
    plain = retention._rules["receipts"]
    soon = retention.Rule("receipts", plain.sentence, lambda now: plain.due(now + timedelta(days=30)))
    monkeypatch.setattr(retention, "_rules", {**retention._rules, "receipts": soon})
    assert only("receipt", kept)[0]


def test_every_private_kind_lived(kept: tuple[list[Kept], list[int]]) -> None:
    """Every model with something personal had a row on the first day, so that ten years say something about it."""
    never_kept_by_clock = {"people.dutyshift", "notices.preference", "search.searchentry", "people.person"}
    empty = {each._meta.label_lower for each in private_models() if not each._base_manager.exists()}
    assert empty - never_kept_by_clock == set()
