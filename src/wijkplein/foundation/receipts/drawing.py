"""Drawing PDF/UA. It stands apart because loading weasyprint takes a second: only who prints should wait for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

UA = "pdf/ua-1"  # tagged, with title and language (EN 301 549, chapter 10)


class OnlyData(URLFetcher):
    """Opens nothing but data: addresses, so that no text of anybody makes the server fetch something (bar S9)."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=["data"], allow_redirects=False)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Raises ValueError for any other address; weasyprint then leaves the picture out."""
        if not url.startswith("data:"):
            raise ValueError("Only data: addresses are opened.")
        return super().fetch(url, headers)


def lay_out(html: str) -> Any:
    """The pages of a document that brings everything along itself; `write_pdf(pdf_variant=UA)` gives the bytes."""
    return HTML(string=html, url_fetcher=OnlyData()).render(pdf_variant=UA)


def draw(pages: Any) -> bytes:
    """The PDF of laid out pages."""
    pdf: bytes = pages.write_pdf(pdf_variant=UA)
    return pdf
