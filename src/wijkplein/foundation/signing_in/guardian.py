"""The card for a parent or guardian of somebody under sixteen (story A5): an address, a number, and nothing kept."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True)
class GuardianCard:
    """What stands on the card: a short address to type over, and the same as a QR to scan."""

    address: str
    qr: str


def guardian_card(request: HttpRequest) -> GuardianCard:
    """The card of this community. `qr` is a data address of an SVG; the card holds nothing about the child."""
    url = request.build_absolute_uri(reverse("signing_in:for_guardians"))
    drawing = segno.make(url, error="m", micro=False).svg_data_uri(scale=4, border=2)
    return GuardianCard(address=url.partition("://")[2].rstrip("/"), qr=drawing)
