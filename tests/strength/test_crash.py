"""Kill -9 of the real server while six neighbours post (bars R1 and R3)."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from bench.rig import Rig, crash, faults_in
from tests.towns import ENGINE
from wijkplein.foundation.community.binding import close_town, opened

CYCLES = 8 if ENGINE == "sqlite" else 5


@pytest.fixture
def served(make_town: Callable[..., Any], new_slug: Callable[[str], str]) -> Any:
    return make_town("klap", hosts=(f"{new_slug('klap')}.localhost",))


@pytest.fixture
def warm(make_town: Callable[..., Any], new_slug: Callable[[str], str]) -> Any:
    return make_town("warm", hosts=(f"{new_slug('warm')}.localhost",))


@pytest.mark.slow
@pytest.mark.timeout(240)
def test_what_a_neighbour_was_told_survives_kill_9(served: Any, warm: Any) -> None:
    tally = crash(served, CYCLES, warm=warm)
    print(tally.line())
    assert tally.faults == []
    assert len(tally.acknowledged) >= CYCLES * 3
    assert tally.cycles == CYCLES + 1
    # R3. The start of a program is left out: Python, imports and a busy machine say nothing about what a crash costs.
    writes = sorted(each.write for each in tally.recoveries)
    slowest = max(each.worker for each in tally.recoveries)
    print(f"recovery {[round(each, 2) for each in writes]} s, the worker {slowest:.2f} s")
    assert len(writes) == CYCLES
    assert statistics.median(writes) <= 0.6
    assert writes[-1] <= 2
    assert any(each.waiting for each in tally.recoveries)  # the control: the kill left the worker something to do


@pytest.mark.slow
def test_the_count_sees_what_is_lost_double_or_half(served: Any) -> None:
    """The control: with each fault put in by hand the count above says so."""
    rig = Rig(served, worker=False)
    rig.cycle(0.5)
    assert rig.tally.faults == []
    told = rig.tally.acknowledged
    assert told
    assert any("lost" in fault for fault in faults_in(served, {*told, "nooit geplaatst"}))
    from wijkplein.delen.square.models import Post
    from wijkplein.foundation.receipts.models import Receipt

    for wrong, sign in (
        (lambda: Post.objects.filter(text=min(told)).update(text=max(told) if len(told) > 1 else "weg"), "times"),
        (lambda: Receipt.objects.filter(kind="post").first().delete(), "receipts"),
        (lambda: Post.objects.filter(text=min(told)).delete(), "deeds"),
    ):
        with opened(served), transaction.atomic():
            wrong()
            try:
                with opened(served):
                    found = _faults_without_closing(served, told)
            finally:
                transaction.set_rollback(True)
        assert any(sign in fault or "lost" in fault for fault in found), sign
    close_town(served.slug)


def _faults_without_closing(community: Any, told: set[str]) -> list[str]:
    from unittest.mock import patch

    with patch("bench.rig.close_town"):
        return faults_in(community, told)
