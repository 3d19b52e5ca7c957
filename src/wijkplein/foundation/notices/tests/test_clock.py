"""The clock: six o'clock in Amsterdam, once a day, also after a restart and over summer time. And tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from tests.cast import Cast
from wijkplein.foundation.notices import schedule
from wijkplein.foundation.notices.lateness import owner_and_next, tell_late
from wijkplein.foundation.notices.models import Notice, Run
from wijkplein.foundation.notices.retrying import WAITS
from wijkplein.foundation.notices.running import run_tasks, take_back_orphans
from wijkplein.foundation.notices.schedule import MONDAY_AT_EIGHT, SIX, Job, last_moment, run_clock
from wijkplein.foundation.receipts.actions import issue_receipt
from wijkplein.foundation.verbs.registry import ref_to

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("cron", "now", "then"),
    [
        (SIX, "2026-11-21 05:59:59.900", "2026-11-20 06:00"),
        (SIX, "2026-11-21 06:00", "2026-11-21 06:00"),
        (SIX, "2026-03-29 06:30", "2026-03-29 06:00"),
        (SIX, "2026-03-29 05:30", "2026-03-28 06:00"),
        (SIX, "2026-10-25 06:00:01", "2026-10-25 06:00"),
        (SIX, "2026-10-25 02:30", "2026-10-24 06:00"),
        (MONDAY_AT_EIGHT, "2026-11-23 07:59", "2026-11-16 08:00"),
        (MONDAY_AT_EIGHT, "2026-11-23 08:00", "2026-11-23 08:00"),
    ],
)
def test_the_last_moment(cron: str, now: str, then: str) -> None:
    assert last_moment(cron, at(now)) == at(then)


@pytest.fixture
def ran(db: Any, monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """One job, and when it ran."""
    moments: list[datetime] = []
    jobs = {"proef": Job("proef", SIX, moments.append, timedelta(days=1))}
    monkeypatch.setattr(schedule, "_jobs", jobs)
    return moments


def test_once_a_day_for_a_year_also_over_summer_time(ran: list[datetime]) -> None:
    now, end = at("2026-01-01 12:00"), at("2026-12-31 12:00")
    while now <= end:
        run_clock(now)
        now += timedelta(hours=7)
    days = [timezone.localtime(moment).date() for moment in ran]
    assert len(ran) == Run.objects.count() == 365
    assert {date(2026, 3, 29), date(2026, 10, 25)} <= set(days)


def test_after_a_week_away_only_the_last_moment_is_caught_up(ran: list[datetime]) -> None:
    run_clock(at("2026-11-01 07:00"))
    run_clock(at("2026-11-08 03:00"))
    run_clock(at("2026-11-08 03:01"))
    assert ran == [at("2026-11-01 07:00"), at("2026-11-08 03:00")]


def test_a_job_that_was_killed_is_begun_again(ran: list[datetime]) -> None:
    Run.objects.create(job="proef", due_at=at("2026-11-21 06:00"))
    run_clock(at("2026-11-21 06:05"))
    assert len(ran) == 1


def test_a_job_that_fails_is_tried_again_and_stops_no_other(db: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[datetime] = []

    def broken(now: datetime) -> None:
        raise RuntimeError("anna@buurt.test")

    jobs = {name: Job(name, SIX, work, timedelta(days=1)) for name, work in (("a", broken), ("b", done.append))}
    monkeypatch.setattr(schedule, "_jobs", jobs)
    now = at("2026-11-21 06:00")
    run_clock(now)
    run_clock(now + timedelta(seconds=30))
    run = Run.objects.get(job="a")
    assert (run.tries, run.last_error, len(done)) == (1, "RuntimeError", 1)
    run_clock(now + WAITS[0])
    run.refresh_from_db()
    assert run.tries == 2


def test_a_weekly_job_that_is_too_late_waits_for_next_week(db: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[datetime] = []
    job = Job("week", MONDAY_AT_EIGHT, ran.append, timedelta(hours=24))
    monkeypatch.setattr(schedule, "_jobs", {"week": job})
    run_clock(at("2026-11-24 08:01"))
    assert ran == []
    run_clock(at("2026-11-24 07:59"))
    assert len(ran) == 1


def test_what_is_late_is_told_to_the_owner_and_the_next_once_a_week(cast: Cast) -> None:
    with time_machine.travel(at("2026-11-02 10:00"), tick=False):
        issue_receipt(about=ref_to(cast.area), area=cast.area, owner_role="connector", norm_days=1)
    for day in range(3, 25):
        tell_late(at(f"2026-11-{day:02} 06:00"))
    per_person = {name: Notice.objects.filter(person=cast.named(name)).count() for name in ("carla", "marieke", "mo")}
    assert per_person == {"carla": 4, "marieke": 4, "mo": 0}


def test_when_a_role_is_vacant_the_next_in_the_chain_is_the_owner(cast: Cast) -> None:
    cast.carla.roles.all().delete()
    names = [person.first_name for person in owner_and_next("connector", cast.area, date(2026, 11, 3))]
    assert names == ["Marieke", "Mo"]
    cast.marieke.roles.all().delete()
    assert [person.first_name for person in owner_and_next("connector", cast.area, date(2026, 11, 3))] == ["Mo"]


CALLS: list[int] = []


@task()
def note(number: int) -> None:
    CALLS.append(number)
    if number < 0:
        raise ValueError("the words of somebody")


@pytest.fixture
def calls() -> Iterator[list[int]]:
    CALLS.clear()
    yield CALLS
    CALLS.clear()


def test_a_task_runs_once(db: Any, calls: list[int]) -> None:
    note.enqueue(3)
    assert run_tasks() == 1
    assert run_tasks() == 0
    assert calls == [3]


def test_a_task_that_fails_is_tried_six_times_and_keeps_no_words(db: Any, calls: list[int]) -> None:
    note.enqueue(-1)
    now = timezone.now()
    for wait in (*WAITS, timedelta()):
        with time_machine.travel(now, tick=False):
            assert run_tasks(now) == 1
            assert run_tasks(now) == 0
        now += wait
    row = DBTaskResult.objects.get()
    assert (row.status, len(calls), row.traceback) == ("FAILED", 6, "")
    assert row.exception_class_path == "builtins.ValueError"


def test_a_task_of_a_killed_worker_is_taken_back(db: Any, calls: list[int]) -> None:
    note.enqueue(5)
    DBTaskResult.objects.update(status="RUNNING")
    assert run_tasks() == 0
    assert take_back_orphans() == 1
    run_tasks()
    assert calls == [5]
