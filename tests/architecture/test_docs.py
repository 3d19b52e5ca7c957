"""Documents that are made from the code are as new as the code; the others keep their promises."""

from __future__ import annotations

import re

from tests.architecture.house import FLOORS, PACKAGE, ROOT
from wijkplein.foundation.verbs.role_table import role_table

URL_TAG = re.compile(r"""{%\s*url\s+["']([a-z_]+):""")
EXTENDS = re.compile(r"""{%\s*(?:extends|include)\s+["']([a-z_]+)/""")


def test_the_role_table_is_fresh() -> None:
    """When red: python tools/write_docs.py"""
    assert (ROOT / "docs" / "rollen.md").read_text("utf-8") == role_table()


def floor_of_room() -> dict[str, int]:
    rooms = {path.name: FLOORS.index(path.parent.name) for path in PACKAGE.glob("*/*") if path.parent.name in FLOORS}
    return {**rooms, "web": FLOORS.index("web")}


def test_a_template_links_only_to_its_own_floor_or_below() -> None:
    floors = floor_of_room()
    wrong = []
    for path in PACKAGE.rglob("*.html"):
        here = path.relative_to(PACKAGE).parts
        floor = FLOORS.index(here[0]) if here[0] in FLOORS else len(FLOORS)
        text = path.read_text("utf-8")
        linked = [*URL_TAG.findall(text), *EXTENDS.findall(text)]
        wrong += [f"{path.name} -> {room}" for room in linked if floors.get(room, 0) > floor]
    assert wrong == []


def test_every_job_in_the_code_is_a_job_we_know() -> None:
    known = set(re.findall(r"^\| ([A-Z]+-\d+) \|", (ROOT / "docs" / "jobs.md").read_text("utf-8"), re.M))
    used = set()
    for path in [*PACKAGE.rglob("test_*.py"), *(ROOT / "tests").rglob("test_*.py")]:
        used |= set(re.findall(r"""mark\.job\(["']([A-Z]+-\d+)["']""", path.read_text("utf-8")))
    assert known
    assert used <= known
