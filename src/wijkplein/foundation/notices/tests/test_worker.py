"""The worker: looks before it locks, survives kill -9, and never lets one town stop another."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import datetime
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import Cast
from wijkplein.foundation.community.binding import current, opened
from wijkplein.foundation.community.community import read_community
from wijkplein.foundation.community.lock import WriteLock
from wijkplein.foundation.community.mailing import outbox
from wijkplein.foundation.notices import worker as module
from wijkplein.foundation.notices.models import MailOut
from wijkplein.foundation.notices.tests.makers import make_mail
from wijkplein.foundation.notices.tests.smtp import Postbus, mail_server
from wijkplein.foundation.notices.worker import Worker

MAILS, KILLS = 200, 5


def silent(sentence: str) -> None:
    """Nobody listens."""


@pytest.fixture
def work(cast: Cast) -> Any:
    """A worker for the open town, that did what there was to do."""
    worker = Worker(lambda: [current()], say=silent)
    while worker.round():
        pass
    yield worker
    worker.let_go()


def _look_at_everything(worker: Worker) -> None:
    for town in worker._towns.values():
        town.looked.clear()


def test_an_idle_round_only_looks(work: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*given: Any, **named: Any) -> None:
        raise AssertionError("an idle worker took the write lock")

    monkeypatch.setattr(WriteLock, "acquire", locked)
    _look_at_everything(work)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert work.round() == 0
    assert len(seen) >= 6
    assert {query["sql"].split()[0] for query in seen.captured_queries} == {"SELECT"}


def test_a_round_with_a_mail_does_lock(work: Worker, cast: Cast) -> None:
    """The control for the test above."""
    make_mail(cast.anna)
    with CaptureQueriesContext(connection) as seen:
        assert work.round() == 1
    assert any(query["sql"].startswith("UPDATE") for query in seen.captured_queries)


def test_the_worker_tells_that_it_lives(work: Worker) -> None:
    """`doctor` reads it: a worker that stands still must be seen by the technician, not by the residents."""
    alive = current().memory / "worker.json"
    alive.unlink(missing_ok=True)
    _look_at_everything(work)
    work.round()
    age = timezone.now() - datetime.fromisoformat(json.loads(alive.read_text("ascii"))["at"])
    assert age.total_seconds() < 60


def test_a_second_worker_keeps_out_of_a_town_that_has_one(work: Worker, cast: Cast) -> None:
    said: list[str] = []
    second = Worker(lambda: [current()], say=said.append)
    make_mail(cast.anna)
    assert second.round() == 0
    assert "een andere werker" in said[0]
    work.let_go()
    second.let_go()
    second._listed_at = -1e9
    assert second.round() > 0
    second.let_go()


def test_a_town_that_goes_wrong_does_not_stop_the_others(
    work: Worker, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    broken = Worker(lambda: [current()], say=said.append)
    work.let_go()
    monkeypatch.setattr(module, "tell_deeds", lambda **named: 1 / 0)
    assert broken.round() == 0
    assert "ZeroDivisionError" in said[0]
    monkeypatch.undo()
    make_mail(cast.anna)
    assert broken.round() == 0
    for town in broken._towns.values():
        town.not_before = 0.0
    assert broken.round() > 0
    broken.let_go()


def test_one_worker_serves_two_towns_and_never_crosses(towns: Any, django_db_blocker: Any, new_slug: Any) -> None:
    with django_db_blocker.unblock():
        both = [towns.make(new_slug("links")), towns.make(new_slug("rechts"))]
        for community in both:
            with opened(community):
                make_mail(address=f"iemand@{community.slug}.test", body=f"Mail van {community.slug}\n")
        worker = Worker(lambda: both, say=silent)
        while worker.round():
            pass
        worker.let_go()
    for community in both:
        (file,) = outbox(community).glob("*.eml")
        mail = message_from_bytes(file.read_bytes())
        assert mail["To"] == f"iemand@{community.slug}.test"
        assert mail["Message-ID"].endswith(f"@{community.hosts[0]}>")
        assert community.slug in str(mail.get_payload(decode=True))


def _start(slug: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "wijkplein", "work", slug]
    return subprocess.Popen(command, env=os.environ.copy(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _town_with_mail(towns: Any, slug: str, port: int, mails: int) -> Any:
    community = towns.make(slug)
    toml = community.folder / "community.toml"
    settings = f'[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n'
    toml.write_text(toml.read_text("utf-8") + settings, "utf-8")
    community = read_community(community.folder)
    with opened(community):
        MailOut.objects.bulk_create(
            MailOut(occasion=f"r12:{number}", address=f"nr{number}@buurt.test", subject="news", body=f"Mail {number}\n")
            for number in range(mails)
        )
    return community


def _until(box: Postbus, count: int, *, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while len(box.raw) < count and time.monotonic() < end:
        time.sleep(0.02)
    assert len(box.raw) >= count, len(box.raw)


@pytest.mark.slow
def test_kill_9_loses_no_mail_and_doubles_have_the_same_id(towns: Any, django_db_blocker: Any, new_slug: Any) -> None:
    """Bar R12, the short one: 5 kills. `bench crash` runs 200 kills over 2,000 mails."""
    with mail_server() as (box, port), django_db_blocker.unblock():
        box.slow = 0.01
        community = _town_with_mail(towns, new_slug("moord"), port, MAILS)
        chance = random.Random(12)
        for kill in range(1, KILLS + 1):
            process = _start(community.slug)
            _until(box, kill * MAILS // (KILLS + 2))
            time.sleep(chance.random() * 0.05)
            os.kill(process.pid, signal.SIGKILL)
            process.communicate()
        process = _start(community.slug)
        _until(box, MAILS)
        with opened(community):
            end = time.monotonic() + 60
            while MailOut.objects.filter(sent_at=None).exists() and time.monotonic() < end:
                time.sleep(0.05)
            left = MailOut.objects.filter(sent_at=None).count()
            ids = set(MailOut.objects.values_list("message_id", flat=True))
        process.terminate()
        _out, error = process.communicate(timeout=30)
    assert process.returncode == 0, error
    seen = Counter((message["To"], message["Message-ID"]) for message in box.messages)
    assert left == 0
    assert len({to for to, _id in seen}) == MAILS
    assert {message_id for _to, message_id in seen} == ids
    assert len(seen) == MAILS  # nobody got a double with another id
    print(f"R12: {MAILS} mails, {KILLS} kills, {len(box.raw) - MAILS} doubles with the same Message-ID")


@pytest.mark.slow
def test_sigterm_finishes_the_mail_in_hand(towns: Any, django_db_blocker: Any, new_slug: Any) -> None:
    with mail_server() as (box, port), django_db_blocker.unblock():
        box.slow = 0.05
        community = _town_with_mail(towns, new_slug("stop"), port, 60)
        process = _start(community.slug)
        _until(box, 5)
        process.terminate()
        process.communicate(timeout=30)
        with opened(community):
            sent = MailOut.objects.exclude(sent_at=None).count()
    assert process.returncode == 0
    assert sent == len(box.raw) < 60


def test_the_loop_loads_no_pdf_or_map_library() -> None:
    """They weigh tens of MB; an idle worker on a small machine does without."""
    code = (
        "import django, sys; django.setup(set_prefix=False); import wijkplein.foundation.notices.worker;"
        "print(sorted({'weasyprint', 'shapely', 'numpy'} & set(sys.modules)))"
    )
    here = Path(__file__).resolve().parents[5]
    found = subprocess.run(
        [sys.executable, "-c", code], env=os.environ.copy(), capture_output=True, cwd=here, check=True
    )
    assert found.stdout.decode().strip() == "[]"
