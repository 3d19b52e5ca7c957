"""`./wijkplein test --jobs`: which tests prove which row of docs/jobs.md.

One line for each job: ID, tab, number of tests marked with it, tab, their names. A parametrised test counts
once.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
JOBS = ROOT / "docs" / "jobs.md"
ROW = re.compile(r"^\|\s*([A-Z][A-Z0-9]*-\d+)\s*\|", re.MULTILINE)


class Marked:
    """A pytest plugin that notes the tests behind each @pytest.mark.job."""

    def __init__(self) -> None:
        self.tests: dict[str, set[tuple[str, str]]] = defaultdict(set)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Read the marks of everything that was collected."""
        for item in session.items:
            name = getattr(item, "originalname", None) or item.name
            for mark in item.iter_markers("job"):
                for job in mark.args:
                    self.tests[job].add((item.nodeid.split("[")[0], name))


def main() -> int:
    """Print the list. Exit code 1 when collecting fails, or when a test names a job that does not exist."""
    if not JOBS.exists():
        print("docs/jobs.md ontbreekt; zonder die lijst is er niets te tellen.", file=sys.stderr)
        return 1
    os.chdir(ROOT)
    marked, silent = Marked(), io.StringIO()
    with contextlib.redirect_stdout(silent):
        code = pytest.main(["--collect-only", "-q", "-p", "no:cacheprovider"], plugins=[marked])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        print(silent.getvalue(), file=sys.stderr)
        return 1
    lines, unknown = report(JOBS.read_text("utf-8"), marked.tests)
    print("\n".join(lines))
    if unknown:
        print(f"Tests noemen een taak die niet in docs/jobs.md staat: {', '.join(unknown)}.", file=sys.stderr)
    return 1 if unknown else 0


def report(text: str, tests: dict[str, set[tuple[str, str]]]) -> tuple[list[str], list[str]]:
    """The printed lines for the list of jobs in `text`, and the jobs that tests name but the list does not."""
    jobs = list(dict.fromkeys(ROW.findall(text)))
    lines = []
    for job in jobs:
        names = [name for _, name in sorted(tests.get(job, ()))]
        lines.append(f"{job}\t{len(names)}\t{', '.join(names)}")
    return lines, sorted(set(tests) - set(jobs))


if __name__ == "__main__":
    sys.exit(main())
