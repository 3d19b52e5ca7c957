"""What the addresses of the matrix point at."""

from __future__ import annotations

from typing import Any

from wijkplein.delen.signals.tests.makers import make_signal

OF_AN_AREA = ("area", "area_choose", "fridge", "fridge_pdf", "fridge_large_pdf", "welcome", "welcome_pdf", "late")


def matrix_objects(cast: Any) -> dict[str, Any]:
    """The area of the cast for every page of an area, and a signal told there."""
    here: dict[str, Any] = {name: {"ref": cast.area.slug} for name in OF_AN_AREA}
    here["signal_ask"] = {"ref": make_signal(cast).signal.uuid}
    return {**here, "area_choose POST": {"keuze": "onthouden"}}
