"""The points judge situations they have not seen, and the file of points is what the tool makes of the corpus."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

TOOL = next(p for p in Path(__file__).resolve().parents if (p / "pyproject.toml").exists()) / "tools/fit_divert.py"
# Each writer in turn kept out of the fit: what was measured, minus one point (FOUND) or plus one (WRONG).
FOUND = {1: 0.845, 2: 0.793, 3: 0.906, 4: 0.945, 5: 0.924}  # measured 85.5, 80.3, 91.6, 95.5 and 93.4 %
WRONG = {1: 0.044, 2: 0.095, 3: 0.087, 4: 0.010, 5: 0.016}  # measured 3.4, 8.5, 7.7, 0.0 and 0.6 %


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The tool as a module; it stands outside the package because no town runs it."""
    spec = importlib.util.spec_from_file_location("fit_divert", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_a_writer_the_points_have_not_seen(tool: ModuleType) -> None:
    """The aim is 95 % and 2 %, as in the exam, and it is not reached on a writer kept out of the fit.

    Writers 1 to 3 wrote for developers, and harder than daily posts; 4 and 5 are the practice halves of the
    exams. Only the points are new to such a writer: lists and rules were made by people who have seen some of
    these posts. The bars keep a refit or a change of the lists from silently making it worse.
    """
    posts, spelled = tool.corpus()
    for writer in range(1, len(tool.CORPORA) + 1):
        assert sum(post.suspicious for post in posts if post.writer == writer) >= 150
        assert sum(not post.suspicious for post in posts if post.writer == writer) >= 150
        found, wrong = tool.shares(tool.by_writer(posts, spelled, writer), tool.THRESHOLD)
        assert found >= FOUND[writer], writer
        assert wrong <= WRONG[writer], writer


def test_the_final_half_of_an_exam_is_never_read(tool: ModuleType) -> None:
    finals = {
        record["text"]
        for path in (path for files in tool.CORPORA for path in files if path.parent == tool.EXAMS)
        for record in map(json.loads, path.read_text("utf-8").splitlines())
        if record["half"] == "final"
    }
    assert len(finals) >= 600
    assert finals.isdisjoint(record["text"] for _, record in tool._records())


def test_the_file_of_points_is_what_the_tool_writes(tool: ModuleType) -> None:
    posts, spelled = tool.corpus()
    written = tool.written(tool.fitted(posts, spelled), spelled, tool.THRESHOLD)
    assert written == (tool.DIVERT / "points.toml").read_text(encoding="utf-8")
