"""What the addresses of the themes matrix point at."""

from __future__ import annotations

from typing import Any


def matrix_objects(cast: Any) -> dict[str, Any]:
    """One of the themes a town starts with."""
    return {"themes:change": {"ref": "ontmoeten"}}
