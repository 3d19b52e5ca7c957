"""Making backups: whole under load, sealed, and kept as long as they should be (bar R4, misuse case M28)."""

from __future__ import annotations

import os
import shutil
import time
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.strength.canary_town import CANARIES, fill, restored_names
from tests.strength.towns_under_load import under_load
from wijkplein.foundation.community import restoring, snapshot
from wijkplein.foundation.community.backup import (
    PUBLIC_KEY,
    back_up_when_due,
    backups_of,
    forget_old,
    make_backup,
    make_backup_keys,
    scratch,
)
from wijkplein.foundation.community.binding import opened
from wijkplein.foundation.community.errors import CommunityError
from wijkplein.foundation.community.restoring import look_into


def missing_after_backup_under_load(community: Any) -> tuple[set[str], Any]:
    """Back up while neighbours write, restore, and give what was acknowledged before the start and is not there."""
    private = make_backup_keys(community)
    with under_load(community) as load:
        time.sleep(1.5)
        before = set(load.acknowledged)
        started = time.monotonic()
        backup = make_backup(community)
        ended = time.monotonic()
        time.sleep(0.5)
    assert len(before) > 20
    assert len(load.acknowledged) > len(before)
    print(
        f"backup {ended - started:.2f} s, {len(load.acknowledged)} writes,"
        f" p99 meanwhile {load.slowest(started, ended) * 1000:.0f} ms"
    )
    return before - restored_names(community, backup, private), load


@pytest.mark.slow
def test_a_backup_under_load_holds_every_acknowledged_write_and_stops_nobody(town: Any) -> None:
    missing, load = missing_after_backup_under_load(town)
    assert missing == set()
    assert load.errors == []


def test_a_copy_of_the_file_is_caught(make_town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: who copies the file forgets the log beside it, and the test above must see that."""
    community = make_town(engine="sqlite")

    def copied(source: Path, target: Path) -> dict[str, Any]:
        shutil.copyfile(source, target)
        return {"last_deed": 0, "migrations": []}

    monkeypatch.setattr(snapshot, "_copy_sqlite", copied)
    missing, _load = missing_after_backup_under_load(community)
    assert missing


def test_a_stolen_backup_tells_nothing(town: Any) -> None:
    """M28: not one canary in its bytes, nothing unsealed left behind, and no opening without the key."""
    private = make_backup_keys(town)
    fill(town)
    backup = make_backup(town)
    content = backup.read_bytes()
    assert [word for word in CANARIES if word.encode() in content] == []
    assert backup.stat().st_mode & 0o777 == 0o600
    assert list(town.folder.glob("scratch-*")) == []
    assert private.encode() not in b"".join(path.read_bytes() for path in town.keys_folder.iterdir())
    with pytest.raises(CommunityError, match="past niet"):
        look_into(town, backup, private=make_backup_keys(town))


def test_the_canaries_would_have_been_found(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test above: a backup that is not sealed shows them."""

    class Open:
        def __init__(self, target: Any, *, public: str) -> None:
            self.write = target.write

        def close(self) -> None:
            pass

    monkeypatch.setattr("wijkplein.foundation.community.backup.Sealer", Open)
    make_backup_keys(town)
    fill(town)
    content = make_backup(town).read_bytes()
    assert all(word.encode() in content for word in CANARIES if "@" not in word and word[:2] != "Ka")
    assert CANARIES[3].encode() in content


def test_a_backup_without_a_key_or_a_disk_says_what_to_do(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (town.keys_folder / PUBLIC_KEY).unlink(missing_ok=True)
    with pytest.raises(CommunityError, match="--new-key"):
        make_backup(town)
    make_backup_keys(town)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wijkplein.foundation.community.backup.take_snapshot", full)
    with pytest.raises(CommunityError, match="lukte niet: Een bestand past niet meer op de schijf"):
        make_backup(town)
    assert backups_of(town) == []
    assert list(town.folder.glob("scratch-*")) == []


def test_old_backups_go_and_a_jumping_clock_takes_not_all(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    make_backup_keys(town)
    first = make_backup(town)
    now = time.time()
    day = 86_400
    ages = [400, 36, *range(34, 9, -1), 9.2, 9.1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0.5, 0.4, 0.1]
    for number, age in enumerate(ages):
        path = first.with_name(f"{town.slug}-{number:03}.wijkplein")
        path.touch()
        os.utime(path, (now - age * day, now - age * day))
    first.unlink()
    gone = forget_old(town)
    assert {path.name for path in gone} >= {f"{town.slug}-000.wijkplein", f"{town.slug}-001.wijkplein"}
    kept = len(backups_of(town))
    assert kept + len(gone) == len(ages)
    assert 30 <= kept <= 40
    for path in backups_of(town):
        os.utime(path, (now - 400 * day, now - 400 * day))
    forget_old(town)
    assert len(backups_of(town)) == 7


def test_looking_remembers_that_it_opens(town: Any) -> None:
    private = make_backup_keys(town)
    about = look_into(town, make_backup(town), private=private)
    assert about["last_deed"] == 0
    assert (town.memory / restoring.TESTED).exists()


def test_a_killed_command_leaves_no_plain_copy_for_long(town: Any) -> None:
    left = town.folder / "scratch-999999999"
    left.mkdir()
    (left / "db.sqlite3").write_bytes(b"Kanarie")
    with scratch(town):
        assert not left.exists()


def test_the_clock_makes_a_backup_only_when_something_was_done(town: Any) -> None:
    from wijkplein.foundation.verbs.models import Deed

    def done() -> None:
        with opened(town):
            Deed.objects.create(verb="x.y", kind="post", about_id=uuid.uuid4(), at=timezone.now())

    assert back_up_when_due(town, timedelta(0)) is None  # no recovery key
    make_backup_keys(town)
    assert back_up_when_due(town, timedelta(0)) is not None
    assert back_up_when_due(town, timedelta(0)) is None
    done()
    assert back_up_when_due(town, timedelta(hours=1)) is None
    assert back_up_when_due(town, timedelta(0)) is not None
    assert len(backups_of(town)) == 2
