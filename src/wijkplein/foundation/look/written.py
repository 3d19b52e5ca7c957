"""What somebody wrote in a form that we did not take: shown again on the page that says no, so that it can be copied.

Only on an answer to the very form it was sent with, only when that form was ours (another site must not put its words
on our pages), and never a code, a receipt's words or a key. Nobody keeps the page (`not_kept` in middleware.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

UNREADABLE = (SuspiciousOperation, OSError, MultiPartParserError, RawPostDataException)
OURS = {"same-origin", "none"}  # Sec-Fetch-Site of our own forms, and of what somebody does in the browser itself

# Every field of our forms in which people write (tests/architecture/test_written.py), with its name above the text.
WRITTEN: dict[str, str | Promise] = {
    "title": _("De titel"),
    "text": _("De tekst"),
    "place": _("De plek"),
    "reported_elsewhere": _("Waar je het al vertelde"),
    "answer": _("Het antwoord"),
    "reason": _("De reden"),
    "party": _("Naar wie het gaat"),
    "what": _("Wat je afspreekt"),
    "description": _("Wat er te zien is"),
    "author_name": _("De voornaam"),
    "first_name": _("De voornaam"),
    "last_name": _("De achternaam"),
    "name": _("De naam"),
    "email": _("Het e-mailadres"),
    "deputy": _("Het e-mailadres van wie invalt"),
    "phone": _("Het telefoonnummer"),
    "street": _("De straat en het nummer"),
    "address": _("Het adres"),
    "function": _("De functie"),
    "words": _("De woorden"),
    "synonyms": _("Woorden die hetzelfde zeggen"),
    "website": _("De website"),
    "complaints_url": _("De pagina voor klachten"),
}
# Typed too, and never shown again: codes, and the three words of a receipt.
NEVER_SHOWN = frozenset({"code", "credential", "first", "second", "third"})


@dataclass(frozen=True)
class Piece:
    """One field with what was written in it."""

    label: str
    text: str


def is_ours(request: HttpRequest) -> bool:
    """Whether a form came from a page of ours: its key was good, or everything the browser tells says so.

    A browser that tells nothing at all (no Sec-Fetch-Site, no Origin, no Referer) proves nothing.
    """
    if getattr(request, "csrf_processing_done", False):
        return True
    own = f"{request.scheme}://{request.get_host()}"
    site, origin, referer = (request.headers.get(name) for name in ("Sec-Fetch-Site", "Origin", "Referer"))
    told = []
    if site is not None:
        told.append(site in OURS)
    if origin is not None:
        told.append(origin == own)
    if referer and not told:
        told.append(_origin_of(referer) == own)
    return bool(told) and all(told)


def fields_of(request: HttpRequest) -> list[tuple[str, str]]:
    """Everything a form sent, as it came; nothing when it cannot be read. A photo cannot be given back."""
    if request.method != "POST":
        return []
    try:
        return [(name, str(value)) for name, values in request.POST.lists() for value in values]
    except UNREADABLE:
        return []


def written_in(request: HttpRequest) -> list[Piece]:
    """What somebody wrote in a form of ours."""
    if request.method != "POST" or not is_ours(request):
        return []
    return [Piece(str(WRITTEN[name]), text) for name, text in fields_of(request) if name in WRITTEN and text.strip()]


def page_before(request: HttpRequest) -> str:
    """The path of our own page on which the form stood; "" when the browser does not tell."""
    referer = request.headers.get("Referer", "")
    if not referer or _origin_of(referer) != f"{request.scheme}://{request.get_host()}":
        return ""
    return urlsplit(referer).path


def _origin_of(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"
