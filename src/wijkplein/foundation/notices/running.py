"""Background tasks of the open town: django-tasks without its worker, which knows one database and never tries again.

A task can be begun twice (kill -9 between doing and noting), so tasks must bear that. Arguments are ids only.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.base import TaskContext
from django_tasks_db.models import DBTaskResult

from wijkplein.foundation.notices.retrying import next_try, place_of_error
from wijkplein.foundation.notices.turn import Turn

KEEP = timedelta(days=7)
BATCH = 10
WORKER = "wijkplein-work"

log = logging.getLogger("wijkplein.worker")


def run_tasks(now: datetime | None = None, *, turn: Turn | None = None) -> int:
    """Run what is ready. Gives how many ran; 0 when nothing is ready (then nothing is locked)."""
    moment, turn = now or timezone.now(), turn or Turn()
    done = 0
    for row in list(DBTaskResult.objects.ready()[:BATCH]):
        if turn.over:
            break
        done += _claimed(row, moment) and _run(row, moment)
    return done


def take_back_orphans() -> int:
    """Tasks of a worker that was killed are ready again. Only for whoever holds the lock of this town."""
    return DBTaskResult.objects.running().update(status=TaskResultStatus.READY)


def old_tasks(now: datetime) -> QuerySet[DBTaskResult]:
    """Finished more than a week ago (domain.md 4.13)."""
    found: QuerySet[DBTaskResult] = DBTaskResult.objects.finished().filter(finished_at__lt=now - KEEP)
    return found


def _claimed(row: DBTaskResult, now: datetime) -> bool:
    """Ours, when nobody else was first. Each attempt adds a worker, so the row counts its own tries."""
    row.worker_ids = [*row.worker_ids, WORKER]
    ready = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.READY)
    return bool(ready.update(status=TaskResultStatus.RUNNING, started_at=now, worker_ids=row.worker_ids))


def _run(row: DBTaskResult, now: datetime) -> int:
    try:
        value = _call(row)
    except Exception as error:  # noqa: BLE001  # a task's mistake must not stop the worker; it is kept, shown and retried
        log.error("task %s failed: %s", row.task_path, place_of_error(error))
        _not_done(row, error, now)
    else:
        row.set_successful(value)
    return 1


def _call(row: DBTaskResult) -> Any:
    task, result = row.task, row.task_result
    context: Any = result  # the package's own types do not agree with each other
    if task.takes_context:
        return task.call(TaskContext(task_result=context), *result.args, **result.kwargs)
    return task.call(*result.args, **result.kwargs)


def _not_done(row: DBTaskResult, error: Exception, now: datetime) -> None:
    """Again later, or given up. The trace stays out of the table: it may quote what somebody wrote."""
    again = next_try(len(row.worker_ids), now)
    row.status = TaskResultStatus.READY if again else TaskResultStatus.FAILED
    row.exception_class_path = f"{type(error).__module__}.{type(error).__qualname__}"
    row.traceback = ""
    if again:
        row.run_after = again
    else:
        row.finished_at = now
    row.save(update_fields=["status", "exception_class_path", "traceback", "run_after", "finished_at"])
