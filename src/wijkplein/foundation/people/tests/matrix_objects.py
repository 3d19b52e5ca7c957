"""What the addresses of the matrix point at: carla's role and days, els at the corporation, carla acting for anna."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from wijkplein.foundation.people.actions import add_membership, add_organisation, give_mandate, plan_duty
from wijkplein.foundation.people.models import Organisation, Role
from wijkplein.foundation.verbs.actors import SYSTEM


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

    access_end = role_show = role_end

    def _organisation(self) -> Organisation:
        return add_organisation(by=SYSTEM, name="De Wiek", kind="housing")

    def organisation(self) -> dict[str, Any]:
        return {"ref": self._organisation().uuid}

    organisation_change = organisation_end = organisation

    def membership_end(self) -> dict[str, Any]:
        return {"ref": add_membership(by=SYSTEM, person=self.cast.els, organisation=self._organisation()).uuid}

    def duty_end(self) -> dict[str, Any]:
        cast = self.cast
        shift = plan_duty(by=SYSTEM, person=cast.carla, role="connector", area=cast.area, weekdays="135")
        return {"ref": shift.uuid}

    duty_away = duty_end

    def mandate_end(self) -> dict[str, Any]:
        until = timezone.localdate() + timedelta(days=30)
        return {"ref": give_mandate(by=self.cast.anna, proxy=self.cast.carla, until=until).uuid}

    acting_begin = mandate_end


def matrix_objects(cast: Any) -> Objects:
    """Called by the runner once for each cell."""
    return Objects(cast)
