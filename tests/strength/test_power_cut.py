"""The power goes out and only synced bytes survive (bar R2)."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.strength.conftest import LONG, patient
from wijkplein.foundation.community.binding import close_town

pytestmark = patient
COMMITS = 300 * LONG
SOURCE = Path(__file__).with_name("power_cut.c")
WRITER = """
import sys
from wijkplein.commands.setup import start_django
start_django()
from wijkplein.foundation.community.backends.sqlite import base
base.PRAGMAS = tuple(each.replace("synchronous=FULL", f"synchronous={sys.argv[2]}") for each in base.PRAGMAS)
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.binding import opened
from wijkplein.foundation.community.towns import by_slug
with opened(by_slug(sys.argv[1])):
    for number in range(10_000_000):
        Area.objects.create(name="stroom", slug=f"stroom-{number}", kind="own")
        print(number, flush=True)
"""


@pytest.fixture(scope="module")
def preload(tmp_path_factory: Any) -> Path:
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        if os.environ.get("WIJKPLEIN_STRICT") == "1":
            pytest.fail("a C compiler is missing, and strict mode does not allow that")
        pytest.skip("a C compiler is missing (apt install gcc libc6-dev)")
    library = tmp_path_factory.mktemp("stroom") / "power_cut.so"
    subprocess.run([compiler, "-O1", "-shared", "-fPIC", "-o", library, SOURCE, "-ldl", "-lpthread"], check=True)
    return library


def lost_in_power_cut(community: Any, preload: Path, shadow: Path, synchronous: str) -> tuple[int, int]:
    """(acknowledged, lost) when the power goes out after 300 commits."""
    close_town(community.slug)
    with sqlite3.connect(community.database) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    shadow.mkdir()
    shutil.copyfile(community.database, shadow / community.database.name)
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, community.slug, synchronous],
        env={**os.environ, "LD_PRELOAD": str(preload), "SHADOW": str(shadow)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    told = {int(writer.stdout.readline()) for _ in range(COMMITS)}
    writer.send_signal(signal.SIGKILL)
    told |= {int(line) for line in writer.communicate()[0].split()}
    for path in community.folder.glob(f"{community.database.name}*"):
        if path.suffix not in (".lock", ".gate"):
            path.unlink()
    for path in shadow.iterdir():
        path.replace(community.folder / path.name)
    with sqlite3.connect(community.database) as database:
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        there = {
            int(slug[7:]) for (slug,) in database.execute("SELECT slug FROM areas_area WHERE slug LIKE 'stroom-%'")
        }
    database.close()
    return len(told), len(told - there)


@pytest.mark.slow
def test_a_power_cut_loses_nothing_that_was_acknowledged(make_town: Any, preload: Path, tmp_path: Path) -> None:
    told, lost = lost_in_power_cut(make_town(engine="sqlite"), preload, tmp_path / "schaduw", "FULL")
    assert told >= COMMITS
    assert lost == 0


@pytest.mark.slow
def test_the_setting_most_blogs_advise_loses_writes(make_town: Any, preload: Path, tmp_path: Path) -> None:
    """The control: without it, nobody knows that the model cuts anything at all."""
    told, lost = lost_in_power_cut(make_town(engine="sqlite"), preload, tmp_path / "schaduw", "NORMAL")
    assert told >= COMMITS
    assert lost > 0
    print(f"synchronous=NORMAL: {lost} of {told} lost")
