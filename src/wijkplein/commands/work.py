"""`wijkplein work`: mail, reminders and the daily clock, for every town in one process."""

from __future__ import annotations

import argparse
import signal
from functools import partial
from typing import TYPE_CHECKING

from wijkplein.commands import CommandError
from wijkplein.commands.setup import add_community, chosen, passed_over, say, start_django
from wijkplein.foundation.community.community import Community, communities_root
from wijkplein.foundation.community.towns import all_communities

if TYPE_CHECKING:
    from wijkplein.foundation.notices.worker import Worker

HELP = "Doe het werk op de achtergrond: mail versturen en lezen, berichten rondbrengen, elke dag opruimen."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_community(parser)
    parser.add_argument("--once", action="store_true", help="doe wat er ligt en stop (voor cron en voor een proef)")


def run(options: argparse.Namespace) -> int:
    """Work until stopped with Ctrl-C or SIGTERM; what was begun is finished first."""
    start_django()
    from wijkplein.foundation.notices.worker import Worker

    sick = passed_over(options)
    if not chosen(options) and not sick:
        raise CommandError(f"Er is nog geen gemeenschap in {communities_root()}. Maak er een met: wijkplein new NAAM")
    worker = Worker(partial(_still_well, options.communities), say=say)
    _stop_when_asked(worker)
    if options.once:
        _until_nothing_waits(worker)
        return 0
    say("De werker is begonnen. Stop hem met Ctrl-C.")
    worker.run()
    say("De werker is gestopt. Wat er nog ligt, gaat verder als je hem weer start.")
    return 0


def _still_well(named: list[str]) -> list[Community]:
    """Asked again and again: a town that became sick meanwhile is passed over until it is mended."""
    return [community for community in all_communities() if not named or community.slug in named]


def _until_nothing_waits(worker: Worker) -> None:
    try:
        while worker.round() and not worker.stopping.is_set():
            pass
    finally:
        worker.let_go()


def _stop_when_asked(worker: Worker) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _signal, _frame: worker.stopping.set())
