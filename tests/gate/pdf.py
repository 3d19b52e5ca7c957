"""A PDF made by us must be tagged, or it must not be the only form (reliability.md 4.2, downloads)."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from tests.gate.faults import Fault


def check_pdf(data: bytes, where: str = "pdf") -> list[Fault]:
    """What keeps a screen reader out of a PDF. Raises pypdf's PdfReadError when it is no PDF."""
    return [Fault("pdf", where, why) for why in _faults(PdfReader(io.BytesIO(data)))]


def _faults(reader: PdfReader) -> Iterator[str]:
    root = reader.root_object
    if not _dictionary(root, "/MarkInfo").get("/Marked"):
        yield "is not tagged"
    if not _dictionary(root, "/StructTreeRoot"):
        yield "has no structure tree"
    if not root.get("/Lang"):
        yield "does not say its language"
    if not (reader.metadata and reader.metadata.title):
        yield "has no title"
    if not _dictionary(root, "/ViewerPreferences").get("/DisplayDocTitle"):
        yield "shows its file name instead of its title"
    if not "".join(page.extract_text() for page in reader.pages).strip():
        yield "holds pictures of text instead of text"


def _dictionary(parent: DictionaryObject, key: str) -> DictionaryObject:
    found = parent.get(key)
    held = found.get_object() if found is not None else None
    return held if isinstance(held, DictionaryObject) else DictionaryObject()
