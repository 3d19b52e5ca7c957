"""Attention budget: one weekly mail a week plus one's own threads. A property over random weeks of random deeds."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import Cast
from tests.people_of_the_cast import make_cast
from wijkplein.delen.square.actions import (
    Draft,
    close_post,
    hide,
    let_reply_through,
    let_through,
    place_post,
    reply_to,
    report,
    this_helped,
)
from wijkplein.delen.square.models import Post, Reply, Report
from wijkplein.foundation.notices import schedule
from wijkplein.foundation.notices.digest import Weekly, send_weekly
from wijkplein.foundation.notices.models import MailOut, Notice, Preference, Rhythm, Subject, Why
from wijkplein.foundation.notices.passing_on import pass_on
from wijkplein.foundation.notices.schedule import run_clock
from wijkplein.foundation.notices.sending import wire
from wijkplein.foundation.notices.telling import TOGETHER, tell_deeds
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.models import Deed
from wijkplein.foundation.verbs.registry import kind_named

START = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))  # four weeks over the start of summer time
RESIDENTS = ("anna", "bram", "zoe", "els")
DEEDS = ("ask", "reply", "reply", "reply", "let", "hide", "report", "helped", "close", "wait", "wait")
PLAN = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.sampled_from(RESIDENTS), st.integers(0, 9), st.integers(1, 60)),
    min_size=5,
    max_size=25,
)


def do(cast: Cast, what: str, who: Any, number: int) -> None:
    """One deed, or nothing when it is not possible now."""
    posts, replies = list(Post.objects.order_by("id")), list(Reply.objects.order_by("id"))
    post = posts[number % len(posts)] if posts else None
    reply = replies[number % len(replies)] if replies else None
    if what == "ask":
        place_post(
            by=who, area=cast.area, draft=Draft(kind="question", title=f"Vraag {number}", text="Wie?"), author=who
        )
    elif what == "reply" and post:
        reply_to(by=who, post=post, text="Ik.", author=who)
    elif what == "let" and post:
        (
            let_through(by=cast.carla, post=post)
            if post.held
            else reply and let_reply_through(by=cast.carla, reply=reply)
        )
    elif what == "hide" and reply:
        hide(by=cast.carla, message=reply, reason="unkind")
    elif what == "report" and post:
        report(by=who, message=post, reason="other", reporter=who)
    elif what == "helped" and reply:
        this_helped(by=reply.post.author, reply=reply)
    elif what == "close" and post:
        close_post(by=cast.carla, post=post, reason="Klaar.")


def own_things(person: Any) -> set[Any]:
    """What is somebody's own: what she wrote, and what was said under it or about it."""
    mine = set(Post.objects.filter(author=person).values_list("uuid", flat=True))
    mine |= set(Reply.objects.filter(author=person).values_list("uuid", flat=True))
    mine |= set(Reply.objects.filter(post__author=person).values_list("uuid", flat=True))
    reports = Report.objects.filter(reporter=person).values_list("uuid", flat=True)
    receipts = kind_named("receipt").model._base_manager.filter(about_id__in=list(reports))
    return mine | set(receipts.values_list("uuid", flat=True))


@pytest.fixture
def only_our_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock with the jobs that tell people something; the others only take time here."""
    jobs = {job.name: job for job in schedule.jobs() if job.name in {"digest", "late", "square_expire"}}
    assert len(jobs) == 3
    monkeypatch.setattr(schedule, "_jobs", jobs)


@pytest.mark.slow
@pytest.mark.timeout(300)
@given(PLAN, st.sampled_from(Rhythm.values))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_at_most_one_weekly_mail_a_week_plus_own_threads(
    db: Any, only_our_jobs: None, plan: list[Any], rhythm: str
) -> None:
    with transaction.atomic():
        _live_through(plan, rhythm)
        transaction.set_rollback(True)


def _live_through(plan: list[Any], rhythm: str) -> None:
    cast = make_cast()
    Preference.objects.bulk_create(
        Preference(person=cast.named(name), digest=True, threads=rhythm) for name in RESIDENTS
    )
    now = START
    with time_machine.travel(now, tick=False) as clock:
        for what, who, number, hours in plan:
            try:
                with transaction.atomic():
                    do(cast, what, cast.named(who), number)
            except Refused:
                pass
            for step in range(0, hours, 12):
                clock.move_to(now + timedelta(hours=step))
                tell_deeds()
                pass_on()
                run_clock()
            now += timedelta(hours=hours)
    _check(cast, rhythm)


def _check(cast: Cast, rhythm: str) -> None:
    actors = {deed.uuid: deed.actor for deed in Deed.objects.all()}
    for name in RESIDENTS:
        person = cast.named(name)
        weekly = [timezone.localtime(mail.created_at) for mail in mails(person, Subject.WEEK)]
        assert len({moment.isocalendar()[:2] for moment in weekly}) == len(weekly), "two weekly mails in one week"
        own = [mail.created_at for mail in mails(person, Subject.NEWS, Subject.TODAY)]
        assert all(later - earlier >= TOGETHER for earlier, later in pairwise(own))
        if rhythm == Rhythm.DAILY:
            assert len({timezone.localtime(moment).date() for moment in own}) == len(own)
        if rhythm == Rhythm.OFF:
            assert own == []
        notices = Notice.objects.filter(person=person)
        assert not notices.filter(why=Why.DUTY).exists(), "a resident has no duty"
        assert set(notices.values_list("about_id", flat=True)) <= own_things(person), "told about what is not her own"
    assert not [each for each in Notice.objects.all() if each.deed and actors[each.deed] == each.person.uuid]
    others = Person.objects.exclude(first_name__in=[name.title() for name in RESIDENTS])
    assert not MailOut.objects.filter(person__in=others, subject=Subject.WEEK).exists(), "nobody asked for that"


def mails(person: Any, *subjects: str) -> list[MailOut]:
    return list(MailOut.objects.filter(person=person, subject__in=subjects).order_by("created_at", "id"))


@pytest.fixture
def readers(cast: Cast) -> Cast:
    """Everybody wants the weekly mail, and there is one new question."""
    Preference.objects.bulk_create(Preference(person=cast.named(name), digest=True) for name in RESIDENTS)
    draft = Draft(kind="question", title="Wie heeft een boor?", text="kanarie-in-de-mijn")
    placed = place_post(by=cast.carla, area=cast.area, draft=draft, author=cast.carla)
    assert not placed.post.held
    return cast


def test_the_weekly_mail_has_public_titles_of_ones_own_neighbourhood(readers: Cast) -> None:
    send_weekly(timezone.now())
    text = mails(readers.anna, Subject.WEEK)[0].body
    token = readers.anna.preference.stop_digest
    assert "Wie heeft een boor?" in text
    assert "kanarie" not in text
    assert text.endswith(f"https://testserver/stop/{token}/\n")
    assert mails(readers.zoe, Subject.WEEK) == []  # nothing new where she lives: no mail


def test_the_weekly_mail_is_written_once_also_when_it_is_begun_again(readers: Cast) -> None:
    now = timezone.now()
    assert send_weekly(now) == 3
    MailOut.objects.filter(person=readers.bram).delete()  # as if killed half-way
    assert send_weekly(now) == 1
    assert send_weekly(now + timedelta(minutes=5)) == 0
    assert MailOut.objects.filter(subject=Subject.WEEK).count() == 3


def test_a_hidden_title_is_in_no_mail(readers: Cast) -> None:
    hide(by=readers.mo, message=Post.objects.get(), reason="selling")
    assert send_weekly(timezone.now()) == 0


def test_nobody_who_did_not_ask_gets_it(cast: Cast) -> None:
    Preference.objects.create(person=cast.anna)
    send_weekly(timezone.now())
    assert MailOut.objects.count() == 0


def test_speed_of_the_weekly_mail(readers: Cast, record_property: Any) -> None:
    """Goal 30 is measured in bench; here only that it is no order of magnitude away."""
    preference = Preference.objects.select_related("person__area").get(person=readers.anna)
    weekly, begun = Weekly(timezone.now()), time.process_time()
    for _ in range(200):
        mail = weekly.mail_for(preference)
        assert mail is not None
        wire(mail).message().as_bytes()
    per_second = 200 / (time.process_time() - begun)
    record_property("mails_per_second", per_second)
    assert per_second > 100
