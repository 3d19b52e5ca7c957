"""The receipt (volgkaartje) on paper: for whoever has no screen, and for the door of the fridge.

Letters and slips say u (design.md section 11). The telephone number is larger than the QR, because calling is the
way that works for everybody; nothing is smaller than 16 points (issue 2, part 3). Used by every room that gives
receipts; a room only says what the receipt is about.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import segno
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.community.brand import Brand
from wijkplein.foundation.receipts.actions import Issued
from wijkplein.foundation.receipts.clock import day_in_words
from wijkplein.foundation.receipts.owners import OnIt, who_is_on_it
from wijkplein.foundation.receipts.status import Status

FONT = "build/fonts"
QUIET = 2  # modules of white around the code


@dataclass(frozen=True)
class PaperSlip:
    """What stands on the paper. `address` is the QR's; `short_address` is what somebody can type."""

    about: str
    text: str
    words: str
    address: str
    short_address: str
    qr: str
    due: str
    who: OnIt
    brand: Brand
    is_open: bool


def paper_slip(issued: Issued, *, about: str, base: str, text: str = "") -> PaperSlip:
    """The slip of a fresh receipt.

    `about` is one line on what it is for, `text` what was written down; `base` is the address of the town with its
    scheme, such as `request.build_absolute_uri("/")`.
    """
    receipt, root = issued.receipt, base.rstrip("/")
    address = root + reverse("receipts:open", args=[issued.secret])
    with translation.override("nl"):
        return PaperSlip(
            about=about,
            text=text,
            words=issued.words,
            address=address,
            short_address=root.partition("//")[2] + reverse("receipts:words"),
            qr=qr_drawing(address),
            due=day_in_words(receipt.due_on),
            who=who_is_on_it(receipt),
            brand=current().brand,
            is_open=receipt.is_open,
        )


def slip_html(issued: Issued, *, about: str, base: str, text: str = "") -> str:
    """The slip as a page of its own, to look at or to print from a browser."""
    slip = paper_slip(issued, about=about, base=base, text=text)
    with translation.override("nl"):
        return render_to_string("receipts/slip.html", {"slip": slip, "font": house_font()})


def slip_pdf(issued: Issued, *, about: str, base: str, text: str = "") -> bytes:
    """The slip as one PDF/UA page. Never call it inside `act`: drawing takes a second."""
    return pdf_of(slip_html(issued, about=about, base=base, text=text))


def status_html(status: Status) -> str:
    """How a matter stands, on paper in large letters."""
    with translation.override("nl"):
        return render_to_string(
            "receipts/large.html", {"status": status, "brand": current().brand, "font": house_font()}
        )


def pdf_of(html: str) -> bytes:
    """A tagged PDF (PDF/UA-1) of a page that brings everything along itself."""
    from wijkplein.foundation.receipts import drawing  # only who prints waits for weasyprint

    return drawing.draw(drawing.lay_out(html))


def qr_drawing(address: str) -> str:
    """A QR code as a data address for an image. Raises segno.DataOverflowError for an address over 2 kB."""
    return str(segno.make(address, error="m", micro=False).svg_data_uri(border=QUIET, omitsize=True))


@cache
def house_font() -> str:
    """The house letter as a data address, or "" when the assets were not built: then a letter of the machine."""
    folder = finders.find(FONT)
    files = sorted(_latin(str(folder))) if folder else []
    if not files:
        return ""
    return "data:font/woff2;base64," + base64.b64encode(files[0].read_bytes()).decode()


def _latin(folder: str) -> list[Path]:
    return [path for path in Path(folder).glob("latin-*.woff2") if "ext" not in path.name]
