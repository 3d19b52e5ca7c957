"""Paper: the sheet for the fridge and the welcome card, as PDF/UA (a screen is never required, guarantee 3)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

import wijkplein
from wijkplein.foundation.receipts.slip import house_font

STYLE = Path(wijkplein.__file__).parent / "foundation/look/css/82-paper.css"
PDF = "application/pdf"

_one_at_a_time = Lock()  # drawing takes a second of a core; a crowd must not take them all


class DoesNotFit(Exception):
    """Even with the least on it the sheet needs more pages than it may have: a mistake in our template."""


def pdf(template: str, contexts: Iterator[dict[str, Any]], *, pages: int) -> bytes:
    """The first of these contexts, fullest first, that fits on `pages` pages, drawn. Raises DoesNotFit."""
    from wijkplein.foundation.receipts import drawing  # only who prints waits for weasyprint

    with _one_at_a_time:
        for context in contexts:
            laid_out = drawing.lay_out(_sheet(template, context))
            if len(laid_out.pages) <= pages:
                return drawing.draw(laid_out)
    raise DoesNotFit(template)


def _sheet(template: str, context: dict[str, Any]) -> str:
    """A page that brings its style and letter along itself. Paper is in Dutch and says u."""
    with translation.override("nl"):
        own = {"style": STYLE.read_text("utf-8"), "font": house_font()}
        return render_to_string("web/paper/sheet.html", {**context, **own, "template": template})
