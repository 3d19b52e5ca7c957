"""`./wijkplein test`: every check, on every engine, with one table and one closing line."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import jobs
import machine
from steps import ROOT, Outcome, Step, lint_steps, pytest_step, run_together

# What touches no database, or walks through a whole town by its pages, runs on one engine: SQLite.
ONCE = (
    "tests/gate",
    "tests/exams",
    "tests/setup",
    "tests/bars",
    "tests/languages",
    "tests/architecture/test_code.py",
    "src/wijkplein/foundation/privacy/guard",
    "src/wijkplein/foundation/privacy/divert",
    "src/wijkplein/foundation/look",
)


class Run:
    """One run of the checks: what was done, and what this machine could not do."""

    def __init__(self, *, strict: bool) -> None:
        self.strict = strict
        self.outcomes: list[Outcome] = []
        self.left_out: list[str] = []
        self.started = time.monotonic()

    def together(self, steps: list[Step]) -> None:
        """Run these at the same time and keep what came out."""
        self.outcomes += run_together(steps)

    def lacks(self, missing: machine.MissingError) -> None:
        """Note a sentence about something that could not be checked."""
        self.left_out.append(str(missing))
        print(missing, file=sys.stderr, flush=True)

    def close(self) -> int:
        """Print the table and the closing line. Returns 1 when anything failed, or (strict) was left out."""
        width = max((len(outcome.name) for outcome in self.outcomes), default=0)
        print()
        for outcome in self.outcomes:
            print(outcome.line(width))
        for sentence in self.left_out:
            print(f"{'FOUT' if self.strict else 'weg '}  {sentence}")
        passed = sum(outcome.passed for outcome in self.outcomes)
        failed = sum(outcome.failed for outcome in self.outcomes) + (len(self.left_out) if self.strict else 0)
        print(f"\nTotaal {time.monotonic() - self.started:.0f} s")
        print(f"{passed} passed, {failed} failed")
        return 1 if failed or not passed else 0


def arguments() -> tuple[argparse.Namespace, list[str]]:
    """Our own options, and everything else: that goes to pytest."""
    parser = argparse.ArgumentParser(
        prog="./wijkplein test",
        description="Kijkt alles na: opmaak, lint, typen, importregels, beveiliging, de tests op SQLite en op "
        "PostgreSQL, en de verhalen in een browser. Andere argumenten gaan naar pytest; dan draaien alleen "
        "die tests.",
    )
    parser.add_argument("--strict", action="store_true", help="wat deze machine niet kan nakijken, telt als fout")
    parser.add_argument("--fast", action="store_true", help="alleen lint en de snelle tests op SQLite")
    parser.add_argument("--jobs", action="store_true", help="toon per taak van docs/jobs.md de tests die hem bewijzen")
    return parser.parse_known_args()


def placed(arguments: list[str]) -> list[str]:
    """Paths among pytest's arguments, made to hold from the root of the checkout, where pytest runs."""
    found = []
    for argument in arguments:
        path, *rest = argument.split("::")
        exists = not argument.startswith("-") and Path(path).exists()
        found.append("::".join([str(Path(path).resolve()), *rest]) if exists else argument)
    return found


def check(run: Run, *, fast: bool, chosen: list[str]) -> None:
    """Do the steps in order: what is quick first, then both engines side by side, then the browser."""
    if not chosen:
        for step in lint_steps():
            run.together([step])
    if fast:
        run.together([pytest_step("tests sqlite", "sqlite", chosen, marks="not browser and not slow")])
        return
    look_for_pango(run)
    on_both_engines(run, chosen)
    in_a_browser(run, chosen)


def on_both_engines(run: Run, chosen: list[str]) -> None:
    """The suite on SQLite and on PostgreSQL at the same time: the two share nothing but the processor."""
    with ExitStack() as stack:
        steps = [pytest_step("tests sqlite", "sqlite", chosen, marks="not browser")]
        try:
            address = stack.enter_context(machine.postgres())
        except machine.MissingError as missing:
            run.lacks(missing)
        else:
            extra = {"WIJKPLEIN_TEST_POSTGRES": address}
            leave = () if chosen else ONCE
            step = pytest_step("tests postgresql", "postgresql", chosen, marks="not browser", extra=extra, leave=leave)
            steps.append(step)
        run.together(steps)


def in_a_browser(run: Run, chosen: list[str]) -> None:
    """The journeys and the accessibility gate, one after another: a browser fills both processors by itself."""
    try:
        browser = machine.chromium()
        machine.browser_packages()
    except machine.MissingError as missing:
        run.lacks(missing)
        return
    extra = {"WIJKPLEIN_CHROMIUM": str(browser)}
    run.together([pytest_step("verhalen in de browser", "sqlite", chosen, marks="browser", extra=extra)])


def look_for_pango(run: Run) -> None:
    """Papers can be drawn, or a sentence says that they were not."""
    try:
        machine.pango()
    except machine.MissingError as missing:
        run.lacks(missing)


def main() -> int:
    """Run what was asked. Returns the exit code: 0 only when something passed and nothing failed."""
    options, rest = arguments()
    if options.jobs:
        return jobs.main()
    chosen = placed(rest)
    os.chdir(ROOT)
    run = Run(strict=options.strict)
    with tempfile.TemporaryDirectory(prefix="wijkplein-test-") as folder:
        # No test may ever come near the towns of this checkout.
        os.environ["WIJKPLEIN_STRICT"] = str(int(options.strict))
        os.environ |= {"WIJKPLEIN_COMMUNITIES": f"{folder}/communities", "WIJKPLEIN_KEYS": f"{folder}/keys"}
        try:
            check(run, fast=options.fast, chosen=chosen)
        except KeyboardInterrupt:
            print("Afgebroken.", file=sys.stderr)
            return 130
    return run.close()


if __name__ == "__main__":
    sys.exit(main())
