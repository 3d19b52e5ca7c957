"""What the addresses of the signals matrix point at."""

from __future__ import annotations

from typing import Any

from wijkplein.delen.signals.tests.makers import make_signal

OF_ONE = (
    "one", "answer", "forward", "drop", "make_neutral", "tell_all", "collect", "pick_up", "returned", "reopen",
    "promise",
)  # fmt: skip


def matrix_objects(cast: Any) -> dict[str, Any]:
    """A fresh signal in the area of the cast."""
    ref = make_signal(cast).signal.uuid
    pages = {f"signals:{name}": {"ref": ref} for name in OF_ONE}
    return {**pages, **{f"signals:{name}": {"ref": cast.area.slug} for name in ("waiting", "tell_for")}}
