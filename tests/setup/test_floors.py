"""The import contracts of pyproject.toml, each with a seeded fault that must turn it red (design.md section 3)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = (
    "__main__", "settings", "installation", "urls", "wsgi", "commands.serve",
    "foundation.community.keys", "foundation.verbs.models", "foundation.people.models", "foundation.look.assets",
    "delen.square.models", "delen.square.policy", "delen.square.actions", "delen.square.views", "delen.square.forms",
    "delen.agenda.models", "web.views",
)  # fmt: skip
LINT = """
import sys
from importlinter.cli import lint_imports
sys.exit(lint_imports(config_filename=sys.argv[1], no_cache=True))
"""


@pytest.fixture
def house(tmp_path):
    for module in HOUSE:
        path = tmp_path / "wijkplein" / f"{module.replace('.', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
        for folder in [path.parent, *path.parent.parents]:
            if folder == tmp_path:
                break
            (folder / "__init__.py").touch()
    return tmp_path / "wijkplein"


def lint(house):
    return subprocess.run(
        [sys.executable, "-c", LINT, str(ROOT / "pyproject.toml")],
        cwd=house.parent,
        env=os.environ | {"PYTHONPATH": str(house.parent)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_house_in_order_passes(house):
    (house / "web" / "views.py").write_text("from wijkplein.delen.square import actions\n")
    (house / "delen" / "square" / "views.py").write_text("from wijkplein.delen.square import actions, forms\n")
    (house / "foundation" / "people" / "models.py").write_text("import wijkplein.foundation.verbs.models\n")
    done = lint(house)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("importer", "imported", "contract"),
    [
        ("foundation.people.models", "delen.square.models", "A floor knows only the floors below it"),
        ("delen.square.views", "web.views", "A floor knows only the floors below it"),
        ("foundation.community.keys", "foundation.people.models", "The foundation has an order"),
        ("delen.square.actions", "delen.agenda.models", "Rooms of delen do not know each other"),
        ("delen.square.models", "delen.square.policy", "Inside a room"),
        ("delen.square.policy", "delen.square.actions", "Inside a room"),
        ("delen.square.actions", "delen.square.forms", "Inside a room"),
        ("delen.square.forms", "delen.square.views", "Inside a room"),
        ("foundation.community.keys", "settings", "Nothing in the house knows what starts it"),
    ],
)
def test_a_seeded_wrong_import_turns_its_contract_red(house, importer, imported, contract):
    (house / f"{importer.replace('.', '/')}.py").write_text(f"import wijkplein.{imported}\n")
    done = lint(house)
    assert done.returncode == 1
    assert any(contract in line and "BROKEN" in line for line in done.stdout.splitlines()), done.stdout


def test_a_room_on_no_floor_is_refused(house):
    (house / "kelder").mkdir()
    (house / "kelder" / "__init__.py").touch()
    done = lint(house)
    assert "wijkplein.kelder" in done.stdout
    assert done.returncode == 1


def test_tests_may_reach_everywhere(house):
    folder = house / "foundation" / "people" / "tests"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "test_people.py").write_text("import wijkplein.delen.square.models\n")
    assert lint(house).returncode == 0
