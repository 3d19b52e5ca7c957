"""What the addresses of the commitments matrix point at."""

from __future__ import annotations

from typing import Any

from wijkplein.foundation.commitments.tests.test_commitments import make


def matrix_objects(cast: Any) -> dict[str, Any]:
    """A public commitment of the connector; a new one is made about that one."""
    ref = make(cast).uuid
    pages = {f"commitments:{name}": {"ref": ref} for name in ("one", "step", "finish", "move", "drop")}
    return {**pages, "commitments:make": {"kind": "commitment", "about": ref}}
