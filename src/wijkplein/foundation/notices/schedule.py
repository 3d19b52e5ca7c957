"""The clock of the house: what happens each day at six, and each Monday at eight, in Amsterdam.

A job runs once for each moment, also after a restart; when the worker was down it catches up with the last moment
only. Rooms add theirs in `ready()`:

    daily("square_expire", expire_old_posts)
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cronsim import CronSim
from django.utils import timezone

from wijkplein.foundation.notices.models import Run
from wijkplein.foundation.notices.retrying import kind_of_error, next_try, place_of_error
from wijkplein.foundation.notices.turn import Turn

SIX = "0 6 * * *"
MONDAY_AT_EIGHT = "0 8 * * 1"
FORGOTTEN = timedelta(days=8)  # no job is older than this, so one look finds every run that counts

log = logging.getLogger("wijkplein.worker")
Work = Callable[[datetime], object]


@dataclass(frozen=True)
class Job:
    """`work` gets the moment at which it runs, can be done twice, and is left out when it is later than `late_by`."""

    name: str
    cron: str
    work: Work
    late_by: timedelta


_jobs: dict[str, Job] = {}


def daily(name: str, work: Work) -> None:
    """Do this every day at 06:00. Raises ValueError when the name is taken."""
    _add(Job(name, SIX, work, timedelta(days=1)))


def weekly(name: str, work: Work, *, late_by: timedelta) -> None:
    """Do this every Monday at 08:00, or not at all when that is longer ago than `late_by`."""
    _add(Job(name, MONDAY_AT_EIGHT, work, late_by))


def jobs() -> list[Job]:
    """Every job, in the order in which the rooms added them."""
    return list(_jobs.values())


def last_moment(cron: str, now: datetime) -> datetime:
    """The last time this was due, in Amsterdam time as the clock on the wall shows it (summer time too)."""
    local = timezone.localtime(now).replace(microsecond=0) + timedelta(seconds=1)
    return next(CronSim(cron, local, reverse=True)).astimezone(UTC)


def run_clock(now: datetime | None = None, *, turn: Turn | None = None) -> int:
    """Run what is due. Gives how many jobs ran; 0 when there is nothing to do (then nothing is locked)."""
    moment, turn = now or timezone.now(), turn or Turn()
    known = {(run.job, run.due_at): run for run in Run.objects.filter(due_at__gt=moment - FORGOTTEN)}
    done = 0
    for job in jobs():
        due_at = last_moment(job.cron, moment)
        if turn.over:
            break
        if moment - due_at <= job.late_by and _waits(known.get((job.name, due_at)), moment):
            _run(job, due_at, moment)
            done += 1
    return done


def _add(job: Job) -> None:
    if job.name in _jobs and _jobs[job.name] != job:
        raise ValueError(f"Two jobs are called {job.name}.")
    _jobs[job.name] = job


def _waits(run: Run | None, now: datetime) -> bool:
    """Not begun, begun and killed, or failed and due again."""
    if run is None:
        return True
    if run.done_at is not None:
        return False
    return run.tries == 0 or (run.next_try_at is not None and run.next_try_at <= now)


def _run(job: Job, due_at: datetime, now: datetime) -> None:
    run, _new = Run.objects.get_or_create(job=job.name, due_at=due_at, defaults={"started_at": now})
    try:
        job.work(now)
    except Exception as error:  # noqa: BLE001  # one room's job must not stop the others; it is kept, shown and retried
        log.error("job %s failed: %s", job.name, place_of_error(error))
        run.tries, run.last_error = run.tries + 1, kind_of_error(error)
        run.next_try_at = next_try(run.tries, now)
    else:
        run.done_at = timezone.now()
    run.save()
