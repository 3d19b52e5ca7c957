"""One town that cannot be read, or that takes an address of another, leaves the others as they are."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.towns import ENGINE
from wijkplein.__main__ import main
from wijkplein.foundation.community.binding import close_town
from wijkplein.foundation.community.community import communities_root
from wijkplein.foundation.community.hosts import community_at
from wijkplein.foundation.community.towns import ADDRESSES, by_slug, look_around


@pytest.fixture
def healthy(make_town: Any) -> Any:
    return make_town("gezond", engine="sqlite")


@pytest.fixture
def sick(make_town: Any) -> Iterator[Any]:
    """A town that visitors know, broken by a hand; its file comes back at the end, for the other tests."""
    town = make_town("kapot", engine="sqlite")
    assert status(town) == 200
    toml = town.folder / "community.toml"
    before = toml.read_text("utf-8")
    toml.write_text(before.replace('name = "', "name = [\n"), "utf-8")
    later(toml)
    yield town
    toml.write_text(before, "utf-8")


def later(file: Path) -> None:
    """As if it was changed in another second than the one before."""
    stat = file.stat()
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns + 2_000_000_000))


def status(town: Any) -> int:
    browser = Client(HTTP_HOST=town.hosts[0], raise_request_exception=False)
    return int(browser.get("/", secure=True).status_code)


def no_glance(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second has passed: the folders are looked at again."""
    monkeypatch.setattr("wijkplein.foundation.community.hosts.GLANCE", -1.0)


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("name = [", 1, "schrijfwijze"),
        ('name = "Kapot"\nhosts = "kapot.test"\n', 2, "lijst"),
        ('name = "Kapot"\nhosts = ["kapot.test"]\n[brand]\nseed = "rood"\n', 4, "kleur"),
        ('name = "Kapot"\nhosts = ["kapot.test"]\n[database]\nengine = "mysql"\n', 4, "sqlite"),
        ('name = "Kapot"\nhosts = ["kapot.test"]\nbrand = 3\n', 0, "vorm"),
        ('name = "Kapot"\nhosts = ["kapot.test"]\n[proxies]\ntrusted = "veel"\n', 0, "vorm"),
        (b"name = \xff", 0, "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_line(
    tmp_path: Path, text: str | bytes, line: int, word: str
) -> None:
    folder = tmp_path / "kapot"
    folder.mkdir()
    (folder / "community.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    [fault] = look_around(tmp_path).faults
    assert fault.slug == "kapot"
    assert str(folder / "community.toml") in fault.reason
    assert (f"regel {line}:" in fault.reason) == bool(line)
    assert word in fault.reason
    assert look_around(tmp_path).well == ()


def test_a_sick_town_answers_503_and_the_others_go_on(
    healthy: Any, sick: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_glance(monkeypatch)
    with caplog.at_level(logging.ERROR, "wijkplein.towns"):
        assert [status(healthy) for _ in range(3)] == [200] * 3
        assert status(sick) == 503
        page = Client(HTTP_HOST=sick.hosts[0]).get("/", secure=True).content.decode()
    assert "We zijn zo terug" in page
    told = [each.getMessage() for each in caplog.records if str(sick.folder) in each.getMessage()]
    assert len(told) == 1
    assert "regel 2" in told[0]


def test_commands_pass_a_sick_town_over_and_doctor_names_it(healthy: Any, sick: Any, capfd: Any) -> None:
    main(["doctor", healthy.slug])
    assert sick.slug not in capfd.readouterr().err
    assert main(["doctor", sick.slug]) == 1
    said = "".join(capfd.readouterr().err.split())
    assert "regel2:hierkloptdeschrijfwijzeniet" in said.replace("│", "")
    assert main(["migrate", healthy.slug]) == 0
    assert main(["work", "--once", healthy.slug]) == 0
    capfd.readouterr()
    assert main(["migrate", "--check"]) == 1
    close_town(f"sjabloon-{ENGINE}")  # looking at all towns opened the one that others are copied from
    assert f"{sick.slug}: overgeslagen" in capfd.readouterr().err
    assert main(["migrate", sick.slug]) == 1
    assert "community.toml, regel 2" in capfd.readouterr().err


def test_the_town_that_had_an_address_first_keeps_it(
    healthy: Any, make_town: Any, capfd: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when its own file is the younger one, after a restart, and while it cannot be read."""
    no_glance(monkeypatch)
    other = make_town("aaa-ander", engine="sqlite")
    assert community_at(healthy.hosts[0]) == healthy
    toml = other.folder / "community.toml"
    before = toml.read_text("utf-8")
    toml.write_text(before.replace("hosts = [", f'hosts = ["{healthy.hosts[0]}", '), "utf-8")
    later(healthy.folder / "community.toml")
    assert community_at(healthy.hosts[0]) == healthy
    assert status(other) == 200
    assert by_slug(other.slug).hosts == other.hosts
    [fault] = look_around().faults_of(other.slug)
    assert healthy.hosts[0] in fault.reason
    assert "regel 2" in fault.reason
    assert json.loads((communities_root() / ADDRESSES).read_text())[healthy.hosts[0]] == healthy.slug
    assert main(["doctor", other.slug]) == 1
    whole = (healthy.folder / "community.toml").read_text("utf-8")
    (healthy.folder / "community.toml").write_text("name = [", "utf-8")
    assert status(healthy) == 503
    (healthy.folder / "community.toml").write_text(whole, "utf-8")
    toml.write_text(before, "utf-8")
    assert status(healthy) == 200
    close_town(other.slug)


def test_a_town_that_leaves_an_address_gives_it_free(healthy: Any, make_town: Any) -> None:
    other = make_town("erft", engine="sqlite")
    left = healthy.hosts[0]
    for town, hosts in ((healthy, '"weg.test"'), (other, f'"{left}"')):
        toml = town.folder / "community.toml"
        toml.write_text(toml.read_text("utf-8").replace(f'hosts = ["{town.hosts[0]}"]', f"hosts = [{hosts}]"), "utf-8")
    assert look_around().addresses[left] == other.slug


def test_a_folder_that_cannot_be_looked_into_is_one_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("dicht", "lost+found", "open"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "community.toml").write_text(f'name = "a"\nhosts = ["{name}.test"]\n')
    is_file = Path.is_file

    def shut(path: Path) -> bool:
        if path.parent.name != "open":
            raise PermissionError(13, "Permission denied", str(path))
        return is_file(path)

    monkeypatch.setattr(Path, "is_file", shut)
    monkeypatch.setattr(Path, "read_text", lambda path, *_: path.read_bytes().decode() if shut(path) else "")
    towns = look_around(tmp_path)
    assert [community.slug for community in towns.well] == ["open"]
    assert [fault.slug for fault in towns.faults] == ["dicht"]
    assert "gebruiker van Wijkplein" in towns.faults[0].reason
