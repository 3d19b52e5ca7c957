"""Loads that take turns: every round in the opposite order, ratios only within a round, medians over the rounds.

So that what else runs on the machine hits all of them, and no target is always first on a warm cache.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.processes import Load, Server, load


@dataclass(frozen=True)
class Target:
    """An address on a server, under so many connections."""

    name: str
    server: Server
    path: str
    connections: int = 8
    headers: tuple[tuple[str, str], ...] = ()


@dataclass
class Rounds:
    """What came out, by target; every list has one load for each round."""

    loads: dict[str, list[Load]] = field(default_factory=dict)

    def ratio(self, name: str, to: str, what: str) -> float:
        """The median of the ratios within each round of one measure of a load."""
        pairs = zip(self.loads[name], self.loads[to], strict=True)
        return statistics.median(getattr(one, what) / max(getattr(other, what), 1e-9) for one, other in pairs)

    def median(self, name: str, what: str) -> float:
        """The median over the rounds of one measure."""
        return statistics.median(getattr(each, what) for each in self.loads[name])

    def tail(self, name: str) -> float:
        """p99 as a multiple of p50, median over the rounds."""
        return statistics.median(each.p99 / each.p50 for each in self.loads[name])

    def faults(self) -> int:
        """Answers that were no answer, of all loads together."""
        return sum(each.errors for loads in self.loads.values() for each in loads)


def take_turns(
    targets: list[Target], *, rounds: int, seconds: int, progress: Callable[[int], None] = lambda done: None
) -> Rounds:
    """Load every target once in each round. A second before the first round is warming up."""
    found = Rounds({target.name: [] for target in targets})
    done = 0
    for number in range(rounds):
        for target in targets if number % 2 == 0 else reversed(targets):
            options = {"connections": target.connections, "headers": dict(target.headers)}
            if number == 0:
                load(target.server, target.path, seconds=1, **options)  # type: ignore[arg-type]  # as load takes them
            found.loads[target.name].append(
                load(target.server, target.path, seconds=seconds, **options)  # type: ignore[arg-type]  # idem
            )
            done += 1
            progress(done)
    return found
