"""What comes back from a backup, who does not, and what a restore that fails leaves (bars R4, PR3, misuse case M30)."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.strength.bytes_on_disk import places_of
from tests.strength.canary_town import CANARIES, fill, nobody, restored_names
from tests.strength.towns_under_load import names_in
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.backup import make_backup, make_backup_keys
from wijkplein.foundation.community.binding import close_pool, close_town, opened
from wijkplein.foundation.community.community import read_community
from wijkplein.foundation.community.errors import CommunityError
from wijkplein.foundation.community.making import make_community
from wijkplein.foundation.community.restoring import read_through, restore_backup
from wijkplein.foundation.community.signing import signer
from wijkplein.foundation.community.stamp import BUSY, is_ready, wanted
from wijkplein.foundation.people.models import Person


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
    private = make_backup_keys(town)
    fill(town)
    backup = make_backup(town)
    found: list[Any] = []
    go, ready = threading.Event(), threading.Event()

    def serve() -> None:
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
    _about, toml = read_through(backup, private=private)
    if town.engine == "postgresql":
        toml = toml.replace(town.dsn, towns._database(town.slug, towns.templates[town.engine]))
    folder = tmp_path / "communities" / town.slug
    if town.engine == "sqlite":
        folder.mkdir(parents=True)
        shutil.copyfile(towns.templates[town.engine].database, folder / town.database.name)
    fresh = make_community(folder, toml)
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
    close_town(town.slug)
    town.database.write_bytes(b"kapot" * 5_000)
    for end in ("-wal", "-shm"):
        town.database.with_name(town.database.name + end).unlink(missing_ok=True)
    about = restore_backup(town, backup, private=private, replay=nobody)
    assert about["aside"].read_bytes()[:5] == b"kapot"
    assert names_in(town) == {CANARIES[3]}


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
