"""What the addresses of the matrix point at: carla's role, and a way back that carla asked for sam."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from wijkplein.foundation.people.actions import ask_way_back
from wijkplein.foundation.people.models import Role

NOWHERE = UUID(int=0)


class Objects:
    """Keyword arguments by page; made only when asked, because each cell makes its own."""

    def __init__(self, cast: Any) -> None:
        self.cast = cast

    def get(self, name: str, default: Any = None) -> Any:
        """For "people:page"; nothing is sent with a POST."""
        room, _colon, page = name.partition(":")
        if room == "people" and hasattr(self, page):
            return getattr(self, page)()
        return default

    def role_end(self) -> dict[str, Any]:
        return {"ref": Role.objects.get(person=self.cast.carla).uuid}

    access_end = role_end

    def way_back_confirm(self) -> dict[str, Any]:
        return {"ref": ask_way_back(by=self.cast.carla, person=self.cast.sam, how="in_person").uuid}

    def out_there(self) -> dict[str, Any]:
        return {"device": NOWHERE}

    def remove_factor(self) -> dict[str, Any]:
        return {"pk": 1}


def matrix_objects(cast: Any) -> Objects:
    """Called by the runner once for each cell."""
    return Objects(cast)
