"""`./wijkplein` on a made-up machine: a stand-in Python writes down how it was called."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STAND_IN = """#!/bin/sh
# A Python that only remembers. "-m venv FOLDER" makes FOLDER/bin/python out of itself, as the real one does.
printf '%s\\n' "$*" | tr '\\n' ' ' >>"$CALLS"; echo >>"$CALLS"
case "$1 $2" in
"-c import sys; sys.exit(sys.version_info < (3, 11))") exit "${TOO_OLD:-0}" ;;
"-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
"-m pip") exit "${NO_NETWORK:-0}" ;;
"-m wijkplein") echo "town $WIJKPLEIN_COMMUNITIES" ;;
esac
"""
SHELLS = [shell for shell in ("dash", "bash", "sh") if shutil.which(shell)]


@dataclass
class Machine:
    """A checkout in a folder with spaces, and a PATH with one Python on it."""

    root: Path
    bin: Path
    calls: Path
    shell: str = "sh"

    def run(self, *arguments: str, cwd: Path | None = None, **extra: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": f"{self.bin}:/usr/bin:/bin", "CALLS": str(self.calls), "HOME": str(self.root)}
        return subprocess.run(
            [shutil.which(self.shell) or "sh", str(self.root / "wijkplein"), *arguments],
            cwd=cwd or self.root,
            env=environment | extra,
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
        )

    def called(self, word: str) -> int:
        return sum(word in line for line in self.calls.read_text().splitlines())


@pytest.fixture
def machine(tmp_path):
    root = tmp_path / "een map met spaties"
    (root / "tools").mkdir(parents=True)
    shutil.copy(ROOT / "wijkplein", root / "wijkplein")
    (root / "requirements.lock").write_text("a==1\n")
    (root / "requirements-dev.lock").write_text("a==1\nb==1\n")
    found = Machine(root, tmp_path / "bin", tmp_path / "calls")
    found.bin.mkdir()
    # Every name the script tries, so that no real Python of this computer answers.
    for name in ("python3", "python3.11", "python3.12", "python3.13", "python3.14", "python"):
        (found.bin / name).write_text(STAND_IN)
        (found.bin / name).chmod(0o755)
    return found


@pytest.mark.parametrize("shell", SHELLS)
def test_it_sets_up_and_hands_over_from_any_folder(machine, tmp_path, shell):
    machine.shell = shell
    done = machine.run("serve", "--port", "80", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"town {machine.root}/communities\n"
    assert machine.called("-m wijkplein serve --port 80") == 1


def test_what_set_up_says_stays_out_of_the_output(machine):
    done = machine.run("evaluate", "guard")
    assert done.stdout.startswith("town ")
    assert "Pakketten installeren" in done.stderr


def test_only_the_first_run_installs(machine):
    machine.run("serve")
    machine.run("serve")
    assert machine.called("-m pip install") == 1


def test_another_lock_installs_again(machine):
    machine.run("serve")
    (machine.root / "requirements.lock").write_text("a==2\n")
    machine.run("serve")
    assert machine.called("-m pip install") == 2


def test_a_moved_checkout_installs_again(machine, tmp_path):
    machine.run("serve")
    machine.root = machine.root.rename(tmp_path / "elders")
    machine.run("serve")
    assert machine.called("-m pip install") == 2


def test_every_package_is_checked_against_its_hash(machine):
    machine.run("serve")
    assert machine.called("--require-hashes -r") == 1


def test_a_town_gets_no_tools_of_the_checks(machine):
    machine.run("serve")
    assert machine.called("requirements-dev.lock") == 0


def test_the_checks_get_their_own_lock_and_runner(machine):
    machine.run("test", "--strict")
    assert machine.called("requirements-dev.lock") == 1
    assert machine.called("tools/check.py --strict") == 1


def test_a_failed_install_is_a_sentence_and_is_tried_again(machine):
    failed = machine.run("serve", NO_NETWORK="1")
    assert failed.returncode == 1
    assert "Is er internet?" in failed.stderr
    assert machine.run("serve").returncode == 0


def test_an_old_python_is_refused_in_one_sentence(machine):
    done = machine.run("serve", TOO_OLD="1")
    assert done.returncode == 1
    assert "Python 3.11 of nieuwer" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_one_may_not_write_is_a_sentence(machine):
    machine.root.chmod(0o555)
    try:
        done = machine.run("serve")
    finally:
        machine.root.chmod(0o755)
    assert "Je mag niet schrijven" in done.stderr


def test_a_link_to_the_script_works(machine, tmp_path):
    (tmp_path / "wp").symlink_to(machine.root / "wijkplein")
    done = subprocess.run(
        ["sh", str(tmp_path / "wp"), "doctor"],
        env={"PATH": f"{machine.bin}:/usr/bin:/bin", "CALLS": str(machine.calls)},
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert done.stdout == f"town {machine.root}/communities\n"
