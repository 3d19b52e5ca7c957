"""The points judge situations they have not seen, and the file of points is what the tool makes of the corpus."""

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

TOOL = next(p for p in Path(__file__).resolve().parents if (p / "pyproject.toml").exists()) / "tools/fit_divert.py"
# Found and wrong, each writer in turn kept out of the fit. Also measured: 93.6 and 0.0 % (4), 86.0 and 8.3 % (7).
MEASURED = {5: (0.947, 0.037), 6: (0.932, 0.035), 8: (0.749, 0.064), 9: (0.849, 0.029)}
ROOM = 0.01


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


@pytest.fixture(scope="module")
def corpus(tool: ModuleType) -> Any:
    """The posts with their features, and how features are spelled: read once, it takes seconds."""
    return tool.corpus()


@pytest.mark.parametrize("writer", MEASURED)
def test_a_writer_the_points_have_not_seen(tool: ModuleType, corpus: Any, writer: int) -> None:
    """The aim is 95 % and 2 %, as in the exam, and it is not reached on a writer kept out of the fit.

    Writers 4 and 5 are the practice halves of the exams: only the points are new to them, because lists and rules
    were made by people who had read some of these posts. 6 to 9 wrote hundreds of daily posts each without having
    seen a rule, ironic ones and near misses above all: there lists and rules are new as well. The bars keep a refit
    or a change of the lists from silently making it worse.
    """
    posts, spelled = corpus
    assert sum(post.suspicious for post in posts if post.writer == writer) >= 150
    assert sum(not post.suspicious for post in posts if post.writer == writer) >= 150
    found, wrong = tool.shares(tool.by_writer(posts, spelled, writer))
    assert found >= MEASURED[writer][0] - ROOM
    assert wrong <= MEASURED[writer][1] + ROOM


def test_the_final_half_of_an_exam_is_never_read(tool: ModuleType) -> None:
    finals = {
        record["text"]
        for path in (path for files, _ in tool.CORPORA for path in files if path.parent == tool.EXAMS)
        for record in map(json.loads, path.read_text("utf-8").splitlines())
        if record["half"] == "final"
    }
    assert len(finals) >= 600
    assert finals.isdisjoint(record["text"] for _, record in tool._records())


def test_the_file_of_points_is_what_the_tool_writes(tool: ModuleType, corpus: Any) -> None:
    posts, spelled = corpus
    written = tool.written(tool.fitted(posts, spelled), spelled)
    assert written == (tool.DIVERT / "points.toml").read_text(encoding="utf-8")
