"""Kill -9 of everything that serves, while six neighbours post real forms; then count (bars R1, R3, R7).

What a neighbour was told is placed must be there once, with its receipt and its line in the diary. A form that
got no answer is sent again after the restart, as a browser does, and must still have one effect.
"""

from __future__ import annotations

import os
import statistics
from contextlib import ExitStack
from typing import Any

from bench.rig import crash
from bench.towns import filled_town

NAME = "crash"
HELP = "kill -9 onder belasting: 1.000 keer op SQLite, en op PostgreSQL als WIJKPLEIN_TEST_POSTGRES er is"


def run(report: Any) -> None:
    """1,000 cycles on SQLite and 500 on PostgreSQL, or as many as asked with --cycles."""
    _one(report, "sqlite", report.cycles or 1_000)
    if os.environ.get("WIJKPLEIN_TEST_POSTGRES"):
        _one(report, "postgresql", report.cycles or 500)


def _one(report: Any, engine: str, cycles: int) -> None:
    with ExitStack() as stack:
        community, _environment = stack.enter_context(filled_town(engine))
        warm, _environment = stack.enter_context(filled_town(engine, beside=community))
        progress = stack.enter_context(report.progress(f"kill -9, {engine}", cycles))
        tally = crash(community, cycles, warm=warm, progress=progress)
    report.figure(f"{engine}: cycli", tally.cycles)
    report.figure(f"{engine}: bevestigd", len(tally.acknowledged))
    report.figure(f"{engine}: nog eens verstuurd", tally.unanswered)
    report.figure(f"{engine}: verloren, dubbel of half", len(tally.faults), goal=0)
    killed, closed = ([each.write for each in some] for some in (tally.recoveries, tally.openings))
    report.figure(
        f"{engine}: na kill -9 tot eerste bevestigde schrijfactie, mediaan", statistics.median(killed), "s", 0.6
    )
    report.figure(f"{engine}: na kill -9 tot eerste bevestigde schrijfactie, hoogste", max(killed), "s", 2.0)
    report.figure(f"{engine}: hetzelfde na netjes sluiten, mediaan", statistics.median(closed), "s")
    report.figure(f"{engine}: werker heeft alles verteld, hoogste", max(each.worker for each in tally.recoveries), "s")
    restarts = tally.restarts
    report.figure(f"{engine}: met het starten van het programma erbij, mediaan", statistics.median(restarts), "s")
    report.figure(f"{engine}: met het starten van het programma erbij, hoogste", max(restarts), "s")
    for fault in tally.faults[:20]:
        report.say(fault)
