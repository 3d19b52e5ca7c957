"""What the address of this room points at."""

from __future__ import annotations


def matrix_objects(cast: object) -> dict[str, object]:
    return {"demo:sign_in": {"token": "nooit.gegeven"}}
