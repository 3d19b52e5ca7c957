"""Bringing a town to a new version: all of it or nothing, and the town next door notices nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test import Client

from wijkplein.__main__ import main
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community import stamp
from wijkplein.foundation.community.backup import backups_of, make_backup_keys
from wijkplein.foundation.community.binding import opened
from wijkplein.foundation.community.errors import CommunityError
from wijkplein.foundation.community.making import migrate
from wijkplein.foundation.community.stamp import BUSY, applied, closed_to_visitors, is_ready, settle, wanted


def status(community: Any) -> int:
    return (
        Client(HTTP_HOST=community.hosts[0], raise_request_exception=False)
        .get("/afbeelding-die-er-niet-is/", secure=True)
        .status_code
    )


def step_back(community: Any) -> str:
    """As the version before this one left it."""
    with opened(community):
        call_command("migrate", "sessions", "zero", verbosity=0)
        Area.objects.create(name="van voor de migratie", slug="ervoor", kind="own")
        old = applied()
    stamp._write(community, old)
    return old


def test_a_town_of_the_old_version_answers_503_and_the_other_one_answers(make_town: Any) -> None:
    old, other = make_town("oud"), make_town("bij")
    step_back(old)
    assert status(old) == 503
    assert status(other) == 404
    migrate(old)
    assert status(old) == 404


def test_visitors_read_503_while_it_runs_and_the_other_town_goes_on(make_town: Any) -> None:
    busy, other = make_town("bezig"), make_town("bij")
    assert status(busy) == 404
    with closed_to_visitors(busy):
        assert status(busy) == 503
        assert status(other) == 404
        with pytest.raises(CommunityError, match="al bijgewerkt"):
            migrate(busy)
    assert status(busy) == 404


def test_the_503_page_says_what_to_do(make_town: Any) -> None:
    town = make_town("bezig")
    with closed_to_visitors(town):
        answer = Client(HTTP_HOST=town.hosts[0]).get("/", secure=True)
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "0000 - 12 34 56" in answer.content.decode()


def test_a_step_that_fails_leaves_the_town_as_it_was(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    old = step_back(town)

    def fails() -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM areas_area")
        raise DatabaseError("kolom bestaat al")

    with opened(town):
        with monkeypatch.context() as broken:
            broken.setattr(connection, "check_constraints", fails)
            with pytest.raises(CommunityError, match="gebleven zoals hij was"):
                migrate(town)
        assert applied() == old
        assert "django_session" not in connection.introspection.table_names()
        assert Area.objects.filter(slug="ervoor").exists()
    assert town.stamp_file.read_text() == old


def test_the_command_backs_up_first_and_goes_on_with_the_next(
    make_town: Any, monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> None:
    first, second = make_town("a-eerst"), make_town("b-daarna")
    make_backup_keys(second)
    for town in (first, second):
        step_back(town)
    assert main(["migrate", first.slug, second.slug]) == 1
    said = " ".join(capfd.readouterr().err.split())
    assert "ontbreekt. Maak een herstelsleutel" in said  # no backup, no migration
    assert status(first) == 503
    assert status(second) == 404
    assert len(backups_of(second)) == 1
    assert main(["migrate", second.slug]) == 0
    assert len(backups_of(second)) == 1
    assert main(["migrate", "--no-backup", first.slug]) == 0
    assert status(first) == 404


KILLED = """
import os, signal, sys
from wijkplein.commands.setup import start_django
start_django()
from wijkplein.foundation.community import making
from wijkplein.foundation.community.towns import by_slug
honest = making.call_command
def deadly(name, **options):
    if name == "createcachetable":
        os.kill(os.getpid(), signal.SIGKILL)
    honest(name, **options)
making.call_command = deadly
making.migrate(by_slug(sys.argv[1]))
"""


def test_killed_in_the_middle_the_old_version_goes_on_and_the_new_one_can_try_again(town: Any) -> None:
    old = step_back(town)
    done = subprocess.run([sys.executable, "-c", KILLED, town.slug], env=os.environ, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert town.stamp_file.read_text() == BUSY
    assert "wijkplein migrate" in settle(town)
    assert town.stamp_file.read_text() == old
    with opened(town):
        assert "django_session" not in connection.introspection.table_names()
        assert Area.objects.filter(slug="ervoor").exists()
    migrate(town)
    assert settle(town) == ""
    with opened(town):
        assert is_ready()
        assert Area.objects.filter(slug="ervoor").exists()
    assert town.stamp_file.read_text() == wanted()


def test_a_database_that_was_away_is_not_remembered_as_unready(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(town):
        with monkeypatch.context() as away:
            away.setattr(stamp, "applied", lambda: "")
            assert not is_ready()
        assert is_ready()


def test_a_stamp_written_within_one_tick_of_the_clock_is_noticed(town: Any) -> None:
    """Two stamps can have the same time; a request between them must not remember the first as the second."""
    with opened(town):
        assert is_ready()
        moment = town.stamp_file.stat()
        stamp._write(town, BUSY)
        os.utime(town.stamp_file, ns=(moment.st_atime_ns, moment.st_mtime_ns))
        assert not is_ready()
        stamp._write(town, wanted())
        os.utime(town.stamp_file, ns=(moment.st_atime_ns, moment.st_mtime_ns))
        assert is_ready()


def test_many_threads_see_the_gate_close(town: Any) -> None:
    stop, seen = threading.Event(), set()

    def look() -> None:
        from wijkplein.foundation.community.binding import close_pool

        while not stop.is_set():
            with opened(town):
                seen.add(is_ready())
        close_pool()

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    with closed_to_visitors(town):
        time.sleep(0.2)
    stop.set()
    for thread in threads:
        thread.join()
    assert False in seen
