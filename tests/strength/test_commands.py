"""`doctor`, `restore` and `bench` as somebody types them."""

from __future__ import annotations

import json
import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from wijkplein.__main__ import main
from wijkplein.commands import bench
from wijkplein.commands.health import BAD, GOOD, WARN, examine
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.backup import make_backup, make_backup_keys
from wijkplein.foundation.community.binding import opened
from wijkplein.foundation.people.models import Person, Role


@pytest.fixture
def healthy(town: Any) -> Any:
    """A town in which nothing is red."""
    make_backup_keys(town)
    make_backup(town)
    (town.memory / "worker.json").write_text(json.dumps({"at": timezone.now().isoformat()}))
    with opened(town):
        person = Person.objects.create(first_name="Carla")
        for name in ("connector", "area_director", "platform_manager", "privacy_officer"):
            Role.objects.create(person=person, name=name, since=timezone.localdate())
    return town


def levels(town: Any) -> dict[str, str]:
    """The worst there is of each."""
    with opened(town):
        found = sorted(examine(town), key=lambda finding: (GOOD, WARN, BAD).index(finding.level))
    return {finding.what: finding.level for finding in found}


def test_a_healthy_town_has_nothing_red(healthy: Any) -> None:
    found = levels(healthy)
    assert BAD not in found.values(), found
    assert found["reservekopie"] == WARN  # never opened yet: it counts as not tried
    assert found["sleutels"] == found["database"] == found["rollen"] == found["klok"] == GOOD
    assert main(["doctor", healthy.slug]) == 0


def test_doctor_names_each_thing_that_is_wrong(healthy: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = time.time() - 3 * 86_400
    [backup] = (healthy.folder.parent.parent / "backups" / healthy.slug).glob("*")
    os.utime(backup, (old, old))
    assert levels(healthy)["reservekopie"] == BAD
    (healthy.keys_folder / "data.key").chmod(0o644)
    assert levels(healthy)["sleutels"] == BAD
    (healthy.keys_folder / "data.key").rename(tmp_path / "weg.key")
    assert levels(healthy)["sleutels"] == BAD
    (tmp_path / "weg.key").rename(healthy.keys_folder / "data.key")
    silent = timezone.now() - timedelta(hours=1)
    (healthy.memory / "worker.json").write_text(json.dumps({"at": silent.isoformat()}))
    assert levels(healthy)["werker"] == BAD
    monkeypatch.chdir(tmp_path)
    (tmp_path / f"herstelsleutel-{healthy.slug}.txt").touch()
    assert levels(healthy)["herstelsleutel"] == WARN
    with opened(healthy):
        Role.objects.exclude(name="connector").delete()
    assert levels(healthy)["rollen"] == WARN
    with opened(healthy):
        Role.objects.all().delete()
    assert levels(healthy)["rollen"] == BAD
    assert main(["doctor", healthy.slug]) == 1


def test_doctor_sees_a_clock_that_runs_behind(healthy: Any) -> None:
    from wijkplein.foundation.verbs.models import Deed

    with opened(healthy):
        person = Person.objects.get()
        later = timezone.now() + timedelta(days=1)
        Deed.objects.create(verb="x.y", kind="person", about_id=person.uuid, actor=person.uuid, at=later)
    assert levels(healthy)["klok"] == BAD


def test_the_dry_run_of_retention_touches_nothing(healthy: Any, capfd: Any) -> None:
    assert main(["doctor", "--retention", healthy.slug]) == 0
    assert "Volgkaartjes" in capfd.readouterr().err
    with opened(healthy):
        assert Person.objects.count() == 1


def test_restore_refuses_without_the_typed_name(town: Any, tmp_path: Path, capfd: Any) -> None:
    """Misuse case M30."""
    key = tmp_path / "sleutel.txt"
    key.write_text(make_backup_keys(town))
    with opened(town):
        Area.objects.create(name="voor", slug="voor", kind="own")
    backup = make_backup(town)
    with opened(town):
        Area.objects.create(name="na", slug="na", kind="own")
    command = ["restore", town.slug, str(backup), "--key", str(key)]
    for typed in ([], ["--confirm", "ja"], ["--confirm", town.slug.upper()]):
        assert main([*command, *typed]) == 1
        assert "Er is niets veranderd" in capfd.readouterr().err
    assert main([*command, "--look"]) == 0
    with opened(town):
        assert Area.objects.filter(slug="na").exists()
    assert levels(town)["reservekopie"] == GOOD
    assert main([*command, "--confirm", town.slug]) == 0
    with opened(town):
        assert not Area.objects.filter(slug="na").exists()
    # How it was before stands in a backup of its own, so a mistake can be undone.
    newest = max((town.folder.parent.parent / "backups" / town.slug).glob("*"))
    assert newest != backup
    assert main(["restore", town.slug, str(newest), "--key", str(key), "--confirm", town.slug]) == 0
    with opened(town):
        assert Area.objects.filter(slug="na").exists()


def test_bench_lists_what_there_is_and_explains_a_wheel(capfd: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["bench"]) == 0
    assert "kill -9" in capfd.readouterr().err
    assert main(["bench", "bestaat-niet"]) == 1
    assert "Kies uit: " in capfd.readouterr().err
    monkeypatch.setattr(bench, "CHECKOUT", Path("/nergens"))
    assert main(["bench", "crash"]) == 1
    assert "Haal de broncode op" in capfd.readouterr().err
