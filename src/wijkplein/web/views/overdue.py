"""What waits too long: for whoever works in the area, from the work table."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.receipts.answering import page
from wijkplein.foundation.receipts.policy import Receipts
from wijkplein.foundation.verbs.doors import actor_of, door
from wijkplein.web.overdue import late_receipts


@require_safe
@door(Receipts.late)
def late(request: HttpRequest, area: Area) -> HttpResponse:
    """What is past its day, the longest overdue first."""
    found = late_receipts(area, actor_of(request), after=_after(request.GET.get("na", "")))
    more = f"?na={found.next}" if found.next is not None else ""
    context = {"area": area, "rows": found.rows, "more": more, "continued": "na" in request.GET}
    return page(request, "web/late.html", context)


def _after(text: str) -> UUID | None:
    """The last row already shown; anything that was never in one of our links begins anew."""
    try:
        return UUID(text)
    except ValueError:
        return None
