"""One cast everywhere: tests, demo and screenshots (design.md section 4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest


@dataclass
class Cast:
    """The people every test knows, and the two areas they live in."""

    area: Any
    other_area: Any
    anna: Any
    bram: Any
    carla: Any
    sam: Any
    marieke: Any
    koen: Any
    els: Any
    piet: Any
    wim: Any
    mo: Any
    zoe: Any
    fatima: Any

    def named(self, name: str) -> Any:
        """By first name in lower case; `visitor` is the visitor."""
        from wijkplein.foundation.verbs.actors import VISITOR

        return VISITOR if name == "visitor" else getattr(self, name)


@pytest.fixture
def cast(db: Any) -> Cast:
    """The cast in the database of the test community."""
    from tests.people_of_the_cast import make_cast

    return make_cast()
