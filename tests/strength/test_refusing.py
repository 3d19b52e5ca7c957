"""`new` and `restore` that refuse leave nothing behind, and can be repeated once it is mended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.towns import TOML
from wijkplein.__main__ import main
from wijkplein.commands import new
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.areas.tests.fictional import BUURTEN, collection
from wijkplein.foundation.community.backup import backups_of, make_backup, make_backup_keys
from wijkplein.foundation.community.binding import close_town, opened
from wijkplein.foundation.community.towns import by_slug, look_around

Said = Callable[[], str]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own, with nothing on it."""
    monkeypatch.setenv("WIJKPLEIN_COMMUNITIES", str(tmp_path / "communities"))
    monkeypatch.setenv("WIJKPLEIN_KEYS", str(tmp_path / "keys"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def said(capfd: Any) -> Said:
    return lambda: " ".join(capfd.readouterr().err.split())


def everything(place: Path) -> set[Path]:
    return set(place.rglob("*"))


def a_town(place: Path, slug: str, host: str) -> None:
    """As far as reading goes."""
    folder = place / "communities" / slug
    folder.mkdir(parents=True)
    toml = TOML.format(name=slug, slug=slug, hosts=f'"{host}"', engine="sqlite", dsn="")
    (folder / "community.toml").write_text(toml, "utf-8")
    (place / "keys").mkdir()
    (place / "keys" / "installation.key").write_text("x" * 48)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["x", "--seed", "rood"], "'rood' is geen kleur"),
        (["x", "--title", "Plein\nname = 'a'"], "titel"),
        (["x", "--host", "https://a/b"], "geen webadres"),
        (["x", "--host", "plein.assen.test"], "plein.assen.test is al het adres van assen"),
        (["x", "--postgres", "postgresql://niemand@127.0.0.1:1/weg"], "antwoordt niet"),
        (["x", "--postgres", "geen adres"], "antwoordt niet"),
        (["x", "--figures", "cijfers.csv"], "--areas"),
    ],
)
def test_new_refuses_and_leaves_nothing(place: Path, said: Said, arguments: list[str], word: str) -> None:
    a_town(place, "assen", "plein.assen.test")
    before = everything(place)
    assert main(["new", *arguments]) == 1
    sentence = said()
    assert word in sentence
    assert "Traceback" not in sentence
    assert everything(place) == before
    assert [community.slug for community in look_around().well] == ["assen"]


GOOD = collection(BUURTEN)


@pytest.mark.parametrize(
    "content",
    [GOOD[: len(GOOD) // 2], "", "geen json", '{"type": "Feature"}', GOOD.encode("utf-16"), b"\x1f\x8bkapot", None, 0],
    ids=["cut off", "empty", "text", "no areas", "utf-16", "gzip", "missing", "folder"],
)
def test_new_with_areas_that_are_no_good(place: Path, said: Said, content: str | bytes | int | None) -> None:
    file = place / "buurten.geojson"
    if content == 0:
        file.mkdir()
    elif content is not None:
        file.write_bytes(content if isinstance(content, bytes) else str(content).encode())
    before = everything(place)
    for _again in range(2):
        assert main(["new", "x", "--areas", str(file)]) == 1
        sentence = said()
        assert "buurten.geojson" in sentence
        assert sentence.count("niets overgenomen") == 1
        assert everything(place) == before


@pytest.mark.django_db
def test_new_that_breaks_off_half_way_takes_everything_back(
    place: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C in the middle; what stood ready in the folder stays, and the second time it works."""
    (place / "buurten.geojson").write_text(GOOD)
    (place / "communities" / "x").mkdir(parents=True)
    (place / "communities" / "x" / "logo.svg").touch()
    before = everything(place)
    command = ["new", "x", "--areas", "buurten.geojson"]

    def stopped(community: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(new, "write_recovery_key", stopped)
        assert main(command) == 130
    assert everything(place) == before
    assert main(command) == 0, said()
    town = by_slug("x")
    with opened(town):
        assert Area.objects.filter(code="BU99010001").exists()
    assert (place / "herstelsleutel-x.txt").exists()
    close_town("x")


def test_restore_looks_at_the_copy_before_it_makes_anything(town: Any, tmp_path: Path, capfd: Any) -> None:
    key = tmp_path / "sleutel.txt"
    key.write_text(make_backup_keys(town))
    backup = make_backup(town)
    root = town.folder.parent
    before = sorted(root.iterdir())
    command = ["restore", "assen2", str(backup), "--key", str(key), "--confirm", "assen2"]
    assert main(command) == 1
    assert f"Deze kopie is van {town.slug}" in capfd.readouterr().err
    assert sorted(root.iterdir()) == before
    assert not (town.keys_folder.parent / "assen2").exists()
    for bad in (b"", b"geen kopie", backup.read_bytes()[:-40]):
        copy = tmp_path / "kopie.wijkplein"
        copy.write_bytes(bad)
        assert main(["restore", town.slug, str(copy), "--key", str(key), "--confirm", town.slug]) == 1
        assert backups_of(town) == [backup]
        assert "Traceback" not in capfd.readouterr().err
