"""The sheet for the fridge and the welcome card: PDF/UA, one page, read at arm's length."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from wijkplein.foundation.look import kept
from wijkplein.foundation.receipts.drawing import OnlyData
from wijkplein.web.paper import DoesNotFit, pdf
from wijkplein.web.tests.makers import make_public, put_post

A4 = (595, 842)
A5 = (420, 595)


def sizes_of(reader: PdfReader) -> list[tuple[float, str]]:
    """Every piece of text with its size in points."""
    found: list[tuple[float, str]] = []

    def look(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        if text.strip():
            found.append((abs(size * tm[3] * cm[3]), text.strip()))

    for page in reader.pages:
        page.extract_text(visitor_text=look)
    return found


def drawn(client: Client, path: str) -> PdfReader:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    return PdfReader(io.BytesIO(answer.content))


@pytest.fixture
def full(cast: Any) -> Any:
    """An area with people, and more and longer posts than fit on paper."""
    kept.forget()
    make_public(cast.carla, "connector", "maandag tot en met vrijdag in De Koeberg")
    make_public(cast.marieke, "area_director", "dinsdag en donderdag, loop gerust binnen")
    for number in range(6):
        put_post(
            cast, f"{number} Wie weet een goede fietsenmaker die ook aan huis komt en niet te duur is " + "x " * 15
        )
    return cast


@pytest.mark.parametrize(
    ("path", "most", "size", "smallest"),
    [
        ("/buurt/molenrij-oost/koelkast/vel.pdf", 1, A4, 14),
        ("/koelkast/vel.pdf", 1, A4, 14),
        ("/buurt/molenrij-oost/koelkast/groot.pdf", 2, A4, 22),
        ("/buurt/molenrij-oost/nieuw-hier/kaart.pdf", 1, A5, 14),
        ("/nieuw-hier/kaart.pdf", 1, A5, 14),
    ],
)
def test_paper_is_tagged_titled_dutch_embedded_and_large(
    full: Any, client: Client, path: str, most: int, size: tuple[int, int], smallest: int
) -> None:
    reader = drawn(client, path)
    root = reader.trailer["/Root"]
    assert len(reader.pages) <= most
    assert tuple(round(float(side)) for side in reader.pages[0].mediabox[2:]) == size
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("nl")
    assert reader.metadata is not None
    assert reader.metadata.title
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert any(key in below for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    pieces = sizes_of(reader)
    assert min(points for points, _text in pieces) >= smallest - 0.1
    number = max(points for points, text in pieces if "0000" in text)
    assert number == max(points for points, _text in pieces)


def test_the_number_is_larger_than_the_qr(full: Any, client: Client) -> None:
    """On the A4 the number is set in 50 points: about 120 by 17 mm; the QR is 20 by 20 mm."""
    pieces = sizes_of(drawn(client, "/koelkast/vel.pdf"))
    points = max(points for points, text in pieces if "0000" in text)
    assert points * 0.5 * len("0000 - 12 34 56") * 25.4 / 72 > 4 * 20


def test_paper_says_what_the_page_says(full: Any, client: Client) -> None:
    text = " ".join(page.extract_text() for page in drawn(client, "/buurt/molenrij-oost/koelkast/vel.pdf").pages)
    for words in ("Molenrij-Oost", "0000 - 12 34 56", "Carla", "buurtverbinder", "fietsenmaker", "Ik zoek hulp"):
        assert words in text.replace("\n", " ")


def test_what_is_drawn_once_is_not_drawn_again(full: Any, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get("/koelkast/vel.pdf")
    monkeypatch.setattr("wijkplein.web.views.printed.pdf", None)
    assert client.get("/koelkast/vel.pdf").content == first.content
    again = client.get("/koelkast/vel.pdf", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_what_never_fits_is_a_mistake_of_ours(db: None) -> None:
    with pytest.raises(DoesNotFit):
        pdf("web/paper/fridge.html", iter([]), pages=1)


def test_paper_opens_nothing_but_what_it_brings_along() -> None:
    with pytest.raises(ValueError):
        OnlyData().fetch("file:///etc/passwd")


@pytest.mark.job("MEP-13")
def test_somebody_new_reads_whom_to_call_and_three_things_to_do(full: Any, client: Client) -> None:
    page = client.get("/buurt/molenrij-oost/nieuw-hier/").content.decode()
    assert "Carla is buurtverbinder" in page
    assert page.count("<li><h3>") == 3
    assert "0000 - 12 34 56" in page
    assert "nieuw-hier/kaart.pdf" in page
