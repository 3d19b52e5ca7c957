"""Bar A3: the gate finds every barrier sown into our own pages, and nothing on the clean ones."""

from __future__ import annotations

import pytest

from tests.browser import Visit, serve
from tests.gate import RULES, Fault, Gate, Options
from tests.gate.exam.seeds import CORE, SEEDS
from tests.gate.exam.site import NAMES, ORIGIN, Seed, Site, clean
from tests.gate.validator import validate


def _check(
    visit: Visit, name: str, site: Site, *, only: tuple[str, ...] = (), options: Options | None = None
) -> list[Fault]:
    path = f"/{name}"
    serve(visit.page, site.files(path), origin=ORIGIN)
    return Gate(visit.page, options).check(f"{ORIGIN}{path}", only=only)


def _seeds() -> list[object]:
    return [pytest.param(seed, id=seed.name, marks=[] if seed in CORE else pytest.mark.slow) for seed in SEEDS]


@pytest.mark.parametrize("seed", _seeds())
def test_a_sown_barrier_is_found(visit: Visit, seed: Seed) -> None:
    faults = _check(visit, seed.page, seed.sow(clean(seed.page)), only=(seed.rule,))
    assert {fault.rule for fault in faults} == {seed.rule}


@pytest.mark.parametrize("name", [*NAMES[:2], pytest.param(NAMES[2], marks=pytest.mark.slow)])
def test_the_clean_page_has_no_findings(visit: Visit, name: str) -> None:
    assert _check(visit, name, clean(name)) == []


def test_the_form_sent_back_has_no_findings_by_daylight(visit: Visit) -> None:
    assert _check(visit, "errors", clean("errors"), options=Options(schemes=("light",), axe_widths=(390,))) == []


def test_the_exam_is_large_enough_and_asks_about_every_rule() -> None:
    names = [seed.name for seed in SEEDS]
    assert len(names) == len(set(names)) >= 60
    assert len(CORE) == 12
    assert {seed.rule for seed in SEEDS} == set(RULES)


def test_the_clean_pages_are_standard_html() -> None:
    assert validate({name: clean(name).html for name in NAMES}) == []
