"""What the addresses of the receipts matrix point at."""

from __future__ import annotations

from typing import Any

from wijkplein.foundation.receipts.actions import CallWish, ask_call_back
from wijkplein.foundation.receipts.models import CallBack
from wijkplein.foundation.receipts.tests.makers import make_receipt
from wijkplein.foundation.verbs.actors import VISITOR


def matrix_objects(cast: Any) -> dict[str, Any]:
    """A receipt of anna and a call-back of a visitor, both in the area of the cast."""
    receipt = make_receipt(cast.area, holder=cast.anna).receipt
    ask_call_back(by=VISITOR, area=cast.area, wish=CallWish(name="Riet", phone="+31612345678"))
    call = CallBack.objects.get()
    of_call = {f"receipts:{name}": {"ref": call.uuid} for name in ("call", "no_answer", "spoken")}
    of_area = {f"receipts:{name}": {"ref": cast.area.slug} for name in ("waiting", "type_over")}
    return {"receipts:open": {"secret": "x" * 22}, "receipts:mine": {"ref": receipt.uuid}, **of_call, **of_area}
