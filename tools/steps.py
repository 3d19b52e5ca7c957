"""The steps of the checks: a command, a log, a time and a count."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOGS = ROOT / ".tools" / "logs"
SHOWN = 150  # lines of a failing step on the screen; the whole stands in its log
COUNTS = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)\b")
NOTHING_COLLECTED = 5  # pytest's exit code


@dataclass(frozen=True)
class Step:
    """One command. `counted`: its last line is pytest's count; otherwise it counts as one check."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    counted: bool = False
    may_be_empty: bool = False

    @property
    def log(self) -> Path:
        """Where the output goes."""
        return LOGS / f"{self.name.replace(' ', '-')}.log"


@dataclass(frozen=True)
class Outcome:
    """What came out of a step. Time in seconds."""

    name: str
    seconds: float
    passed: int
    failed: int
    skipped: int = 0

    def line(self, width: int) -> str:
        """One row of the closing table."""
        skipped = f", {self.skipped} overgeslagen" if self.skipped else ""
        word = "FOUT" if self.failed else "goed"
        return (
            f"{word}  {self.name:<{width}}  {self.seconds:7.1f} s  "
            f"{self.passed} geslaagd, {self.failed} mislukt{skipped}"
        )


def lint_steps() -> list[Step]:
    """Everything that reads the code without running the tests, quickest first."""
    python = sys.executable
    places = [name for name in ("src", "tests", "tools", "bench", "setup.py") if (ROOT / name).exists()]
    imports = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(show_timings=False))"
    django = [python, "-W", "error", "tools/django_command.py"]
    return [
        Step("opmaak", [python, "-m", "ruff", "format", "--check", "--quiet", "--diff", *places]),
        Step("lint", [python, "-m", "ruff", "check", "--quiet", *places]),
        Step("importregels", [python, "-c", imports]),
        Step(
            "beveiliging",
            [python, "-m", "bandit", "--quiet", "-ll", "-c", "pyproject.toml", "-r", "src", "tools"],
        ),
        Step("django check", [*django, "check", "--deploy", "--fail-level", "WARNING"]),
        Step("migraties", [*django, "makemigrations", "--check", "--dry-run"]),
        Step("typen", [python, "-m", "mypy", "src/wijkplein"]),
    ]


def pytest_step(
    name: str,
    engine: str,
    chosen: list[str],
    *,
    marks: str,
    extra: dict[str, str] | None = None,
    leave: Iterable[str] = (),
) -> Step:
    """The suite on one engine ("sqlite" or "postgresql"), or the part of it that was asked for; `leave` is left out."""
    command = [sys.executable, "-m", "pytest", "-q", "--durations=15", "--durations-min=2"]
    if marks:
        command += ["-m", marks]
    command += [f"--ignore={ROOT / path}" for path in leave]
    environment = {"WIJKPLEIN_TEST_ENGINE": engine} | (extra or {})
    return Step(name, [*command, *chosen], environment, counted=True, may_be_empty=bool(chosen))


def run_together(steps: list[Step]) -> list[Outcome]:
    """Run the steps at the same time; each writes its own log, and shows it when it fails."""
    LOGS.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    running = [(step, _start(step)) for step in steps]
    outcomes = []
    try:
        while running:
            ended = [pair for pair in running if pair[1].poll() is not None]
            running = [pair for pair in running if pair not in ended]
            outcomes += [_outcome(step, process.returncode, time.monotonic() - started) for step, process in ended]
            if running:
                time.sleep(0.05)
    finally:
        for _, process in running:
            process.terminate()
    return outcomes


def _start(step: Step) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONUNBUFFERED": "1", "COLUMNS": "110"} | step.environment
    with step.log.open("wb") as log:
        return subprocess.Popen(
            step.command,
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )


def _outcome(step: Step, code: int, seconds: float) -> Outcome:
    output = step.log.read_text("utf-8", errors="replace")
    outcome = _counted(step, code, output, seconds) if step.counted else _single(step, code, seconds)
    print(outcome.line(len(step.name)), flush=True)
    if outcome.failed:
        lines = output.splitlines()
        print("\n".join(lines[-SHOWN:]))
        print(f"-- {step.name}: alles staat in {step.log.relative_to(ROOT)}\n", flush=True)
    return outcome


def _single(step: Step, code: int, seconds: float) -> Outcome:
    return Outcome(step.name, seconds, passed=int(code == 0), failed=int(code != 0))


def _counted(step: Step, code: int, output: str, seconds: float) -> Outcome:
    """Pytest's own count; ending badly without one is a failure, and so is a suite without tests."""
    last = next((line for line in reversed(output.splitlines()) if COUNTS.search(line)), "")
    counts = {word.rstrip("s"): int(number) for number, word in COUNTS.findall(last)}
    failed = counts.get("failed", 0) + counts.get("error", 0)
    excused = code == 0 or (code == NOTHING_COLLECTED and step.may_be_empty)
    if not failed and not excused:
        failed = 1
    return Outcome(step.name, seconds, counts.get("passed", 0), failed, counts.get("skipped", 0))
