"""Processes with threads that write rows as fast as they may, and what their waiting looked like."""

from __future__ import annotations

import json
import subprocess
import sys
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

WRITER = """
import json, sys, threading, time
from wijkplein.commands.setup import start_django
start_django()
from django.db import connection, transaction
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.binding import close_pool, opened
from wijkplein.foundation.community.towns import by_slug
community, seconds, name = by_slug(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
turns, errors = [], []
def write(thread):
    end, number = time.monotonic() + seconds, 0
    try:
        while time.monotonic() < end:
            with opened(community):
                connection.ensure_connection()  # the first time it takes longer than any queue
                asked = time.monotonic()
                with transaction.atomic():
                    got = time.monotonic()
                    Area.objects.create(name=f"{name}{thread}", slug=f"{name}-{thread}-{number}", kind="own")
                turns.append((asked, got, time.monotonic()))
            number += 1
        close_pool()
    except Exception as error:
        errors.append(repr(error))
threads = [threading.Thread(target=write, args=(number,)) for number in range(int(sys.argv[4]))]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(json.dumps({"turns": turns, "errors": errors}))
"""


def writers(
    community: Any, *, processes: int, threads: int, seconds: float = 3, before: str = ""
) -> list[dict[str, Any]]:
    """Start them together; gives what each said. `before`: code that runs in them first."""
    code = WRITER.replace("from django.db", f"{before}\nfrom django.db", 1)
    named = [[community.slug, str(seconds), f"p{number}", str(threads)] for number in range(processes)]
    running = [subprocess.Popen([sys.executable, "-c", code, *each], stdout=subprocess.PIPE) for each in named]
    return [json.loads(process.communicate(timeout=60)[0]) for process in running]


@dataclass(frozen=True)
class Waits:
    """Of all writes together, in seconds: how long they took, how long one kept the turn, who went before whom."""

    whole: list[float]
    longest_turn: float
    overtaken: list[int]

    @property
    def worst(self) -> float:
        return self.whole[-1]

    def at(self, share: float) -> float:
        return self.whole[int((len(self.whole) - 1) * share)]


def waits_in(results: list[dict[str, Any]]) -> Waits:
    """The clock is the machine's own, so moments in two processes can be laid side by side."""
    turns = sorted((turn for result in results for turn in result["turns"]), key=lambda turn: turn[1])
    granted = [got for _asked, got, _done in turns]
    between = [number - bisect_right(granted, asked) for number, (asked, _got, _done) in enumerate(turns)]
    whole = sorted(done - asked for asked, _got, done in turns)
    return Waits(whole, max(done - got for _asked, got, done in turns), sorted(between))
