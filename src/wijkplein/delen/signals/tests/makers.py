"""Plain makers for tests of signals."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast
from wijkplein.delen.signals.actions import Noticed, Told, tell
from wijkplein.foundation.verbs.actors import VISITOR


def make_signal(cast: Cast, by: Any = VISITOR, **changes: Any) -> Noticed:
    """A wish about light near the park."""
    given = {"kind": "wish", "text": "Het is te donker bij het park.", "place": "Lindelaan"}
    area = changes.pop("area", cast.area)
    return tell(by=by, area=area, told=Told(**{**given, **changes}))
