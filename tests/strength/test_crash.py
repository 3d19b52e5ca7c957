"""Kill -9 of the real server while six neighbours post (bars R1 and R3)."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from bench.rig import Rig, crash, faults_in
from tests.strength.conftest import LONG, patient
from tests.towns import ENGINE
from wijkplein.foundation.community.binding import close_town, opened

CYCLES = LONG * (8 if ENGINE == "sqlite" else 5)


@pytest.fixture
def served(make_town: Callable[..., Any], new_slug: Callable[[str], str]) -> Any:
    return make_town("klap", hosts=(f"{new_slug('klap')}.localhost",))


@pytest.fixture
def warm(make_town: Callable[..., Any], new_slug: Callable[[str], str]) -> Any:
    return make_town("warm", hosts=(f"{new_slug('warm')}.localhost",))


@pytest.mark.slow
@patient
def test_what_a_neighbour_was_told_survives_kill_9(served: Any, warm: Any) -> None:
    tally = crash(served, CYCLES, warm=warm)
    print(tally.line())
    assert tally.faults == []
    assert len(tally.acknowledged) >= CYCLES * 3
    assert tally.cycles == CYCLES + 1
    # R3: what the crash costs, beside opening the same town when nothing was killed. Both in a process that has all
    # code loaded: how long Python takes to start on a busy machine says nothing about recovery.
    killed, closed = ([each.write for each in some] for some in (tally.recoveries, tally.openings))
    assert len(killed) == len(closed) == CYCLES
    usual, slowest = statistics.median(closed), max(each.worker for each in tally.recoveries)
    print(
        f"after kill -9 {[round(each, 2) for each in killed]} s, closed well {usual:.2f} s, the worker {slowest:.2f} s"
    )
    assert statistics.median(killed) - usual <= 0.6
    assert max(killed) - usual <= 2
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
