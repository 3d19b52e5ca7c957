"""Backups and what comes back from them (bars R4, PR3, misuse cases M28 and M30)."""

from __future__ import annotations

import shutil
import time
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tests.strength.towns_under_load import names_in, under_load
from wijkplein.foundation.areas.models import Area
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
from wijkplein.foundation.community.community import read_community
from wijkplein.foundation.community.errors import CommunityError
from wijkplein.foundation.community.making import make_community
from wijkplein.foundation.community.restoring import look_into, restore_backup, toml_in
from wijkplein.foundation.community.signing import signer
from wijkplein.foundation.community.stamp import BUSY, is_ready, wanted
from wijkplein.foundation.people.models import Person

CANARIES = ("Kanariewoord-Zonnebloem", "kanarie.vogel@example.test", "0612345678", "Kanariestraat")


def nobody(community: Any) -> int:
    """A replay when nobody was erased."""
    return 0


def restored_names(community: Any, backup: Path, private: str) -> set[str]:
    restore_backup(community, backup, private=private, replay=nobody)
    return names_in(community)


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


def fill(community: Any) -> None:
    with opened(community):
        Area.objects.create(name=CANARIES[3], slug="kanariestraat", kind="own")
        Person.objects.create(first_name=CANARIES[0], email=CANARIES[1])
        (community.media / "foto.webp").write_bytes(CANARIES[2].encode() * 20)


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


def test_back_to_how_it_was(town: Any) -> None:
    private = make_backup_keys(town)
    fill(town)
    backup = make_backup(town)
    with opened(town):
        Area.objects.all().delete()
        later = Area.objects.create(name="later", slug="later", kind="own")
        (town.media / "foto.webp").unlink()
        (town.media / "later.webp").write_bytes(b"x")
    about = restore_backup(town, backup, private=private, replay=nobody)
    assert about["slug"] == town.slug
    with opened(town):
        assert is_ready()
        assert set(Area.objects.values_list("slug", flat=True)) == {"kanariestraat"}
        assert Person.objects.get().email == CANARIES[1]
        assert Area.objects.create(name="nieuw", slug="nieuw", kind="own").pk >= later.pk  # numbers go on
        assert sorted(path.name for path in town.media.iterdir()) == ["foto.webp"]


def test_a_connection_that_was_open_sees_the_restored_town(town: Any) -> None:
    """A file put in the place of another would leave every serving thread writing into the old one."""
    import threading

    private = make_backup_keys(town)
    fill(town)
    backup = make_backup(town)
    found: list[Any] = []
    go, ready = threading.Event(), threading.Event()

    def serve() -> None:
        from wijkplein.foundation.community.binding import close_pool

        with opened(town):
            Area.objects.create(name="na de kopie", slug="erna", kind="own")
        ready.set()
        go.wait(60)
        with opened(town):
            found.extend(Area.objects.values_list("slug", flat=True))
            Area.objects.create(name="na het terugzetten", slug="nieuw", kind="own")
        close_pool()

    thread = threading.Thread(target=serve)
    thread.start()
    ready.wait(60)
    try:
        restore_backup(town, backup, private=private, replay=nobody)
    finally:
        go.set()
        thread.join()
    assert found == ["kanariestraat"]
    assert "na het terugzetten" in names_in(town)


def test_a_fresh_machine_gets_everything_including_its_keys(
    town: Any, towns: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the backup and the recovery key are left; a town made anew has keys of its own that open nothing."""
    private = make_backup_keys(town)
    fill(town)
    with opened(town):
        signed = signer("volg").sign("anna")
    (town.memory / "erased.txt").write_text("0b0b0b0b-0000-4000-8000-000000000000\n")
    backup = make_backup(town)

    monkeypatch.setenv("WIJKPLEIN_KEYS", str(tmp_path / "keys"))
    toml = toml_in(backup, private=private)
    if town.engine == "postgresql":
        toml = toml.replace(town.dsn, towns._database(town.slug, None))
    fresh = make_community(tmp_path / "communities" / town.slug, toml)
    restore_backup(fresh, backup, private=private, replay=nobody)
    with opened(fresh):
        assert is_ready()
        assert Person.objects.get().first_name == CANARIES[0]
        assert signer("volg").unsign(signed) == "anna"
        assert signer("volg").sign("anna").rpartition(":")[0].rpartition(":")[0] == "anna"
    assert (fresh.media / "foto.webp").exists()
    assert (fresh.memory / "erased.txt").read_text().startswith("0b0b")
    for file in town.keys_folder.glob("*.key"):
        lines = (fresh.keys_folder / file.name).read_text().splitlines()
        assert lines[-1] == file.read_text().splitlines()[-1]  # what was in use, is in use
        assert len(lines) == 2  # and the key this machine made still opens what it sealed
    assert {path.stat().st_mode & 0o777 for path in fresh.keys_folder.glob("*.key")} == {0o600}
    from wijkplein.foundation.community.binding import close_town

    close_town(town.slug)


def test_who_was_erased_stays_erased_before_the_first_request(town: Any) -> None:
    """The town never holds, not for one moment, who asked to be erased after the backup was made."""
    private = make_backup_keys(town)
    fill(town)
    backup = make_backup(town)
    with opened(town):
        Person.objects.all().delete()
    ready_while_replaying: list[bool] = []
    people_in_town: list[int] = []

    def replay(prepared: Any) -> int:
        gone = Person.objects.filter(first_name=CANARIES[0])
        ready_while_replaying.append(town.stamp_file.read_text() != BUSY)
        if town.engine == "sqlite":
            import sqlite3

            people_in_town.append(
                sqlite3.connect(town.database).execute("select count(*) from people_person").fetchone()[0]
            )
        return gone.delete()[0]

    assert restore_backup(town, backup, private=private, replay=replay)["erasures"] == 1
    assert ready_while_replaying == [False]
    assert sum(people_in_town) == 0
    with opened(town):
        assert is_ready()
        assert not Person.objects.exists()
    assert_bytes_gone(town, CANARIES[0])


def assert_bytes_gone(town: Any, word: str) -> None:
    from tests.strength.bytes_on_disk import places_of

    assert places_of(town, word) == []


def test_a_replay_that_fails_changes_nothing(town: Any) -> None:
    private = make_backup_keys(town)
    fill(town)
    backup = make_backup(town)
    with opened(town):
        Area.objects.create(name="later", slug="later", kind="own")

    def broken(prepared: Any) -> int:
        raise CommunityError("kapot")

    with pytest.raises(CommunityError, match="kapot"):
        restore_backup(town, backup, private=private, replay=broken)
    with opened(town):
        assert is_ready()
        assert Area.objects.filter(slug="later").exists()
    assert (town.media / "foto.webp").exists()


def test_wrong_key_damaged_file_and_other_town_change_nothing(town: Any, make_town: Any) -> None:
    private = make_backup_keys(town)
    fill(town)
    backup = make_backup(town)
    other = make_town("ander")
    cut = backup.with_name("cut.wijkplein")
    cut.write_bytes(backup.read_bytes()[:-50])
    empty = backup.with_name("empty.wijkplein")
    empty.touch()
    wrong = new_key = make_backup_keys(other)
    for community, source, key, sentence in (
        (town, backup, wrong, "past niet"),
        (town, cut, private, "past niet"),
        (town, empty, private, "geen reservekopie"),
        (other, backup, private, "Deze kopie is van"),
    ):
        with pytest.raises(CommunityError, match=sentence):
            restore_backup(community, source, private=key, replay=nobody)
        with opened(community):
            assert is_ready()
    assert new_key
    assert names_in(town) == {CANARIES[3]}


def test_a_damaged_database_is_put_aside(make_town: Any) -> None:
    """The day on which a backup is really needed."""
    town = make_town(engine="sqlite")
    private = make_backup_keys(town)
    fill(town)
    backup = make_backup(town)
    from wijkplein.foundation.community.binding import close_town

    close_town(town.slug)
    town.database.write_bytes(b"kapot" * 5_000)
    for end in ("-wal", "-shm"):
        town.database.with_name(town.database.name + end).unlink(missing_ok=True)
    about = restore_backup(town, backup, private=private, replay=nobody)
    assert about["aside"].read_bytes()[:5] == b"kapot"
    assert names_in(town) == {CANARIES[3]}


def test_a_backup_without_a_key_or_a_disk_says_what_to_do(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (town.keys_folder / PUBLIC_KEY).unlink(missing_ok=True)
    with pytest.raises(CommunityError, match="--new-key"):
        make_backup(town)
    make_backup_keys(town)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wijkplein.foundation.community.backup.take_snapshot", full)
    with pytest.raises(CommunityError, match="No space left"):
        make_backup(town)
    assert backups_of(town) == []
    assert list(town.folder.glob("scratch-*")) == []


def test_old_backups_go_and_a_jumping_clock_takes_not_all(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

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


def test_an_older_schema_comes_up_to_date(town: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The backup was made by the version before this one: its tables are built as they were, then brought on."""
    from django.core.management import call_command
    from django.db import connection

    private = make_backup_keys(town)
    with opened(town):
        call_command("migrate", "sessions", "zero", verbosity=0)
        Area.objects.create(name="oud", slug="oud", kind="own")
    backup = make_backup(town)
    assert read_community(town.folder) == town
    assert restored_names(town, backup, private) == {"oud"}
    with opened(town):
        assert is_ready()
        assert "django_session" in connection.introspection.table_names()
    assert town.stamp_file.read_text() == wanted()


def test_the_erasure_list_is_replayed_by_the_people_room(town: Any) -> None:
    """PR3 with the real thing: somebody erases herself, an older backup comes back, and she does not."""
    from tests.strength.bytes_on_disk import places_of
    from wijkplein.foundation.people.holding import replay_erasures
    from wijkplein.foundation.privacy.rights import erase_person

    private = make_backup_keys(town)
    fill(town)
    backup = make_backup(town)
    with opened(town):
        erase_person(Person.objects.get().uuid)
    about = restore_backup(town, backup, private=private, replay=replay_erasures)
    assert about["erasures"] == 1
    with opened(town):
        assert Person.objects.get().erased_at is not None
    assert places_of(town, CANARIES[0]) == []
    assert places_of(town, CANARIES[1]) == []


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
