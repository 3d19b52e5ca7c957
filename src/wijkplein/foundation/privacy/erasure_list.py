"""The list of erased persons, beside the database: it survives a restore and is replayed after it.

One random id per line; the id means nothing without the database it was erased from.
"""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID

from wijkplein.foundation.community.community import Community


def _path(community: Community) -> Path:
    return community.memory / "erased.txt"


def note_erasure(community: Community, person_id: UUID) -> None:
    """Add an id, durable before the transaction that erases commits: replaying twice does no harm, missing one does."""
    path = _path(community)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    with path.open("a", encoding="ascii") as file:
        file.write(f"{person_id}\n")
        file.flush()
        os.fsync(file.fileno())


def erased_ids(community: Community) -> list[UUID]:
    """Every id ever erased in this community, oldest first; half a line at the end is passed over."""
    path = _path(community)
    if not path.exists():
        return []
    return [UUID(line) for line in path.read_text("ascii").splitlines() if len(line) == len(str(UUID(int=0)))]
