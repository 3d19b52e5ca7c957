"""The runner of the checks: it counts right, and nothing that goes wrong counts as right."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from tools import jobs, steps


@pytest.fixture(autouse=True)
def logs(tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    monkeypatch.setattr(steps, "LOGS", tmp_path / "logs")


def outcome_of(code, **options):
    [outcome] = steps.run_together([steps.Step("stap", [sys.executable, "-c", code], **options)])
    return outcome


def test_a_check_that_passes_counts_once():
    outcome = outcome_of("pass")
    assert (outcome.passed, outcome.failed) == (1, 0)


def test_a_check_that_fails_counts_and_shows_its_output(capfd):
    outcome = outcome_of("print('regel 12 is fout'); raise SystemExit(1)")
    assert (outcome.passed, outcome.failed) == (0, 1)
    assert "regel 12 is fout" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("line", "code", "passed", "failed"),
    [
        ("12 passed, 3 skipped in 1.00s", 0, 12, 0),
        ("2 failed, 10 passed in 1.00s", 1, 10, 2),
        ("1 failed, 10 passed, 2 errors in 1.00s", 1, 10, 3),
        ("10 passed in 1.00s", 1, 10, 1),  # ended badly after the count: a plug-in or a leak
        ("", 0, 0, 0),
        ("Segmentation fault", 139, 0, 1),
        ("no tests ran in 0.01s", 5, 0, 1),
    ],
)
def test_pytests_own_count_is_read(line, code, passed, failed):
    outcome = outcome_of(f"print({line!r}); raise SystemExit({code})", counted=True)
    assert (outcome.passed, outcome.failed) == (passed, failed)


def test_a_choice_that_matches_nothing_on_one_engine_is_no_failure():
    outcome = outcome_of("raise SystemExit(5)", counted=True, may_be_empty=True)
    assert outcome.failed == 0


def test_steps_run_at_the_same_time():
    wait = [sys.executable, "-c", "import time; time.sleep(0.6)"]
    outcomes = steps.run_together([steps.Step("een", wait), steps.Step("twee", wait)])
    assert max(outcome.seconds for outcome in outcomes) < 1.1


JOBS = "| ID | De taak |\n|---|---|\n| MOP-01 | Een bus |\n| MBA-06 | Een bord |\n"


def collected(*items):
    marked = jobs.Marked()
    marked.pytest_collection_finish(SimpleNamespace(items=list(items)))
    return marked.tests


def item(nodeid, *ids):
    name = nodeid.split("::")[-1].split("[")[0]
    marks = [SimpleNamespace(args=ids)] if ids else []
    return SimpleNamespace(nodeid=nodeid, originalname=name, name=name, iter_markers=lambda _: iter(marks))


def test_every_job_has_a_line_also_without_a_test():
    lines, unknown = jobs.report(JOBS, collected(item("a.py::test_bus", "MOP-01")))
    assert lines == ["MOP-01\t1\ttest_bus", "MBA-06\t0\t"]
    assert not unknown


def test_a_parametrised_test_counts_once():
    lines, _ = jobs.report(JOBS, collected(item("a.py::test_bus[1]", "MOP-01"), item("a.py::test_bus[2]", "MOP-01")))
    assert lines[0] == "MOP-01\t1\ttest_bus"


def test_a_test_for_an_unknown_job_is_named():
    _, unknown = jobs.report(JOBS, collected(item("a.py::test_bus", "MOP-99")))
    assert unknown == ["MOP-99"]
