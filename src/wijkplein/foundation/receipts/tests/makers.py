"""Plain makers for tests of receipts."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.receipts.actions import Issued, issue_receipt
from wijkplein.foundation.verbs.ref import Ref


def make_receipt(area: Area | None, **fields: Any) -> Issued:
    """A receipt for something of a kind that nobody registered."""
    given: dict[str, Any] = {"about": Ref("proefding", uuid4()), "owner_role": "connector", "norm_days": 5}
    return issue_receipt(area=area, **{**given, **fields})
