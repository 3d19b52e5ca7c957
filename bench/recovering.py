"""How long after a kill -9 until something is acknowledged again, without the start of a program (bar R3).

Starting Python and importing takes the same time whatever happened before, and depends on the machine; what the crash
itself costs is opening the database, folding in its log, and everything that a process does the first time. So a
process that has all code loaded, and has served another town, stands by until the kill. Each recovery happens in a
fork of it, which never had anything of this town open.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
START = """
from wijkplein.commands.setup import start_django
start_django()
from bench.standing_by import stand_by
stand_by()
"""


@dataclass(frozen=True)
class Recovery:
    """Seconds from the word to start: until the first acknowledged write, and until nobody waits for the worker."""

    write: float
    worker: float
    waiting: int  # deeds that nobody had been told of
    text: str  # what was acknowledged


class StandBy:
    """The process that waits. `warm` is a town it may serve beforehand, `session` a cookie of somebody there."""

    def __init__(self, warm: Any, session: str, environment: dict[str, str]) -> None:
        command = [sys.executable, "-c", START, warm.slug, session]
        path = os.pathsep.join(filter(None, (str(ROOT), environment.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            command, env={**environment, "PYTHONPATH": path}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def wait_until_ready(self) -> None:
        """Call it before the kill. Raises AssertionError when the process did not come up."""
        assert self._read() == "ready"

    def recover(self, community: Any, session: str) -> Recovery:
        """Open this town, write as somebody who was signed in before, and let the worker catch up."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([community.slug, session]) + "\n")
        self._process.stdin.flush()
        return Recovery(**json.loads(self._read()))

    def _read(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def stop(self) -> None:
        """End it; it reads that there is nothing more to do."""
        self._process.communicate(timeout=60)
