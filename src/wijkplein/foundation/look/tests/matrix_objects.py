"""What the addresses of the look point at."""

from __future__ import annotations

from wijkplein.foundation.look import assets


def matrix_objects(cast: object) -> dict[str, object]:
    """The sheet of today: its address carries its digest."""
    return {"sheet": {"digest": assets.stylesheet_digest()}}
