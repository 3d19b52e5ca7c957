"""The points judge situations they have not seen, and the file of points is what the tool makes of the corpus."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

TOOL = next(p for p in Path(__file__).resolve().parents if (p / "pyproject.toml").exists()) / "tools/fit_divert.py"
FOUND = {1: 0.63, 2: 0.69}  # measured 64.1 % and 70.4 %
WRONG = {1: 0.019, 2: 0.084}  # measured 0.9 % and 7.4 %


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

    Both corpora were written to be harder than daily posts. The bars are what was measured minus one
    point, so that a refit or a change of the lists cannot silently make it worse.
    """
    posts, spelled = tool.corpus()
    for writer in (1, 2):
        assert sum(post.suspicious for post in posts if post.writer == writer) >= 800
        assert sum(not post.suspicious for post in posts if post.writer == writer) >= 1_000
        found, wrong = tool.shares(tool.by_writer(posts, spelled, writer), tool.THRESHOLD)
        assert found >= FOUND[writer]
        assert wrong <= WRONG[writer]


def test_the_file_of_points_is_what_the_tool_writes(tool: ModuleType) -> None:
    posts, spelled = tool.corpus()
    written = tool.written(tool.fitted(posts, spelled), spelled, tool.THRESHOLD)
    assert written == (tool.DIVERT / "points.toml").read_text(encoding="utf-8")
