"""Somebody without rights on the towns gets one sentence from each command, never a trace."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError

from wijkplein.__main__ import main
from wijkplein.commands import rotate

PR_CAPBSET_DROP, OVERRIDE, READ_SEARCH = 24, 1, 2  # prctl(2), capabilities(7)


def without_the_rights_of_root() -> None:
    """In the child, before it starts: root reads everything; without these two it is as shut out as anybody."""
    libc = ctypes.CDLL(None)
    for capability in (OVERRIDE, READ_SEARCH):
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


@pytest.fixture
def shut(tmp_path: Path) -> Iterator[dict[str, Any]]:
    """An installation of somebody else, as `new` leaves it: what is inside is for the owner only."""
    keys = tmp_path / "keys"
    town = tmp_path / "communities" / "assen"
    for folder in (keys / "assen", town):
        folder.mkdir(parents=True)
    (town / "community.toml").write_text('name = "Assen"\nhosts = ["assen.test"]\n')
    (keys / "installation.key").write_text("x" * 48)
    for place in (keys, town):
        place.chmod(0)
    (tmp_path / "communities").chmod(0o500)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WIJKPLEIN_")}
    places = {"WIJKPLEIN_COMMUNITIES": str(tmp_path / "communities"), "WIJKPLEIN_KEYS": str(keys)}
    dropping = {"preexec_fn": without_the_rights_of_root} if os.geteuid() == 0 else {}
    yield {"env": environment | places, "cwd": tmp_path, **dropping}
    for place in (keys, town, tmp_path / "communities"):
        place.chmod(0o700)


@pytest.mark.parametrize(
    "command",
    [
        "doctor",
        "doctor assen",
        "migrate",
        "backup",
        "backup assen",
        "work --once",
        "serve --port 1",
        "manager assen a@b.nl",
        "rotate assen",
        "import areas assen x.geojson",
        "restore assen x.wijkplein --key x.txt",
        "new ander",
    ],
)
def test_each_command_says_who_may(shut: dict[str, Any], command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "wijkplein", *command.split()],
        check=False,
        **shut,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == 1
    assert "rechten" in done.stderr or "gebruiker van Wijkplein" in done.stderr
    assert len([line for line in done.stderr.splitlines() if line]) <= 2


def test_a_database_that_cannot_be_opened_is_a_sentence_too(monkeypatch: pytest.MonkeyPatch, capfd: Any) -> None:
    def shut_database(_options: Any) -> int:
        raise OperationalError("unable to open database file")

    monkeypatch.setattr(rotate, "run", shut_database)
    assert main(["rotate", "assen"]) == 1
    assert "De database is niet te gebruiken" in capfd.readouterr().err
    monkeypatch.setattr(rotate, "run", lambda _options: 1 // 0)
    with pytest.raises(ZeroDivisionError):  # a mistake of ours keeps its trace
        main(["rotate", "assen"])
