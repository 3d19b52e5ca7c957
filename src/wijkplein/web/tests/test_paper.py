"""The sheet for the fridge and the welcome card: PDF/UA, one page, read at arm's length."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.look import kept
from wijkplein.foundation.receipts.drawing import OnlyData
from wijkplein.web import paper
from wijkplein.web.paper import pdf
from wijkplein.web.press import DoesNotFit
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


@pytest.fixture
def shelf(db: None) -> Iterator[Path]:
    """The papers of this town, empty before and after."""
    folder = current().folder / paper.FOLDER
    for each in folder.glob("*"):
        each.unlink()
    yield folder
    for each in folder.glob("*"):
        each.unlink()


def making(seconds: float, made: list[int]) -> Callable[[], bytes]:
    def make() -> bytes:
        made.append(1)
        time.sleep(seconds)
        return b"%PDF"

    return make


def test_a_paper_that_another_worker_made_is_not_made_again(
    full: Any, shelf: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get("/koelkast/vel.pdf")
    kept.forget()  # another process has another memory
    monkeypatch.setattr("wijkplein.web.views.printed.pdf", None)
    assert client.get("/koelkast/vel.pdf").content == first.content


def test_another_text_is_another_paper(full: Any, shelf: Path, client: Client) -> None:
    first = client.get("/koelkast/vel.pdf")
    put_post(full, "Wie heeft een kruiwagen?")
    second = client.get("/koelkast/vel.pdf", headers={"If-None-Match": first.headers["ETag"]})
    assert second.status_code == 200
    assert second.content != first.content
    assert len(list(shelf.glob("*.pdf"))) == 2


def test_another_brand_is_another_tag(full: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    community = current()
    first = kept.tag_of("vel")
    other = replace(community, brand=replace(community.brand, phone="0800 - 1"))
    monkeypatch.setattr("wijkplein.foundation.look.kept.current", lambda: other)
    assert kept.tag_of("vel") != first


def test_twenty_at_the_same_time_are_one_making_and_most_are_told_to_come_back(shelf: Path) -> None:
    """Two threads have to do with paper; all others of the process stay free for who reads the square."""
    made: list[int] = []
    town, gate = current(), threading.Barrier(20)
    answers: list[str] = []

    def ask(_number: int) -> None:
        gate.wait()
        try:
            answers.append(paper.made_for_all("vel", making(0.5, made), folder=town.folder / paper.FOLDER).decode())
        except paper.Busy:
            answers.append("busy")

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(ask, range(20)))
    assert len(made) == 1
    assert (answers.count("%PDF"), answers.count("busy")) == (2, 18)


def test_who_waits_too_long_for_another_process_is_told_to_come_back(
    full: Any, shelf: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "PATIENCE", 0.2)
    shelf.mkdir(exist_ok=True)
    with paper._alone(shelf):  # as another worker would hold it: a lock of its own
        answer = client.get("/koelkast/vel.pdf")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "even druk" in answer.content.decode()


def test_old_papers_make_room_and_a_failed_making_leaves_nothing(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "KEPT", 3)
    for number in range(6):
        paper.made_for_all(f"vel {number}", making(0, []))
    assert len(list(shelf.glob("*.pdf"))) == 3

    def broken() -> bytes:
        raise RuntimeError

    for _again in range(5):  # and the turns are given back
        with pytest.raises(RuntimeError):
            paper.made_for_all("stuk", broken)
    assert len(list(shelf.glob("*"))) == 4  # three papers and the lock
