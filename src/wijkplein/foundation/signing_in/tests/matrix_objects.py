"""What the addresses of the matrix point at: sam, who lost his second step, and a device of nobody."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wijkplein.foundation.signing_in.actions import ask_way_back


class Objects:
    """Keyword arguments by page; made only when asked, because each cell makes its own."""

    def __init__(self, cast: Any) -> None:
        self.cast = cast

    def get(self, name: str, default: Any = None) -> Any:
        """For "signing_in:page"; nothing is sent with a POST."""
        room, _colon, page = name.partition(":")
        if room == "signing_in" and hasattr(self, page):
            return getattr(self, page)()
        return default

    def way_back_confirm(self) -> dict[str, Any]:
        return {"ref": ask_way_back(by=self.cast.carla, person=self.cast.sam, how="in_person").uuid}

    def out_there(self) -> dict[str, Any]:
        return {"device": UUID(int=0)}

    def remove_factor(self) -> dict[str, Any]:
        return {"pk": 1}


def matrix_objects(cast: Any) -> Objects:
    """Called by the runner once for each cell."""
    return Objects(cast)
