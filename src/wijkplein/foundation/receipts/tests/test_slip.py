"""The slip on paper."""

from __future__ import annotations

import io
import re
import socket

import pypdf
import pytest

from tests.cast import Cast
from wijkplein.foundation.receipts.drawing import OnlyData
from wijkplein.foundation.receipts.slip import pdf_of, qr_drawing, slip_html, slip_pdf
from wijkplein.foundation.receipts.tests.makers import make_receipt

BASE = "https://proef.test/"


def test_the_slip_is_one_tagged_dutch_pdf_with_words_and_telephone(cast: Cast) -> None:
    issued = make_receipt(cast.area)
    reader = pypdf.PdfReader(io.BytesIO(slip_pdf(issued, about="Wie heeft een ladder?", base=BASE)))
    text = re.sub(r"\s+", " ", reader.pages[0].extract_text())
    assert len(reader.pages) == 1
    assert issued.words in text
    assert "0000 - 12 34 56" in text
    root = reader.trailer["/Root"]
    assert root["/Lang"].startswith("nl")
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_a_long_text_with_a_long_title_still_fits_on_one_page(cast: Cast) -> None:
    issued = make_receipt(cast.area)
    pdf = slip_pdf(
        issued, about="Wie wil met mij wandelen op dinsdag in het park? " * 2, text="Ik zoek iemand. " * 40, base=BASE
    )
    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 1


def test_the_slip_says_u_and_never_je(cast: Cast) -> None:
    html = slip_html(make_receipt(cast.area), about="Ladder", base=BASE)
    words = set(re.findall(r"[a-z]+", re.sub(r"<[^>]+>", " ", html.partition("<body>")[2]).lower()))
    assert "uw" in words
    assert not words & {"je", "jij", "jouw"}


def test_nothing_is_smaller_than_16_points_and_the_number_is_larger_than_the_qr(cast: Cast) -> None:
    html = slip_html(make_receipt(cast.area), about="Ladder", base=BASE)
    style = html.partition("<style>")[2].partition("</style>")[0]
    sizes = [float(size) for size in re.findall(r"(?:font-size: |font: )(\d+)pt", style)]
    assert min(sizes) >= 16
    phone = float(re.search(r"\.phone \{ font-size: (\d+)pt", style)[1])
    qr = float(re.search(r"\.foot img \{ width: (\d+)mm", style)[1]) / 25.4 * 72
    assert phone * 0.5 * len("0000 - 12 34 56") > 3 * qr  # half the size is about the width of a figure


def test_the_qr_leads_to_the_secret_and_the_words_stand_in_no_address(cast: Cast) -> None:
    issued = make_receipt(cast.area)
    html = slip_html(issued, about="Ladder", base=BASE)
    assert qr_drawing(f"https://proef.test/v/{issued.secret}/").partition(",")[2][:40] in html
    assert "proef.test/volgkaartje/" in html


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "http://127.0.0.1/", "https://example.org/x.png", "ftp://x/y"]
)
def test_the_paper_fetches_nothing_but_data(address: str) -> None:
    with pytest.raises(ValueError, match="data"):
        OnlyData().fetch(address)


def test_text_of_a_sender_cannot_make_the_server_fetch(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[object] = []
    monkeypatch.setattr(socket, "create_connection", lambda *args, **kwargs: tried.append(args))
    html = slip_html(make_receipt(cast.area), about='<img src="http://127.0.0.1:1/x">', base=BASE)
    assert "<img src=&quot;http" in html.replace("&#x27;", "'").replace("&lt;", "<").replace("&gt;", ">")
    pdf_of('<html lang="nl"><title>x</title><img alt="x" src="http://127.0.0.1:1/x.png"><p>tekst</p></html>')
    assert tried == []


def test_somebody_whose_role_is_not_public_is_not_named(cast: Cast) -> None:
    issued = make_receipt(cast.area)
    assert "Carla," not in slip_html(issued, about="Ladder", base=BASE)
    cast.carla.roles.update(public=True)
    assert "Carla, buurtverbinder" in slip_html(issued, about="Ladder", base=BASE)
