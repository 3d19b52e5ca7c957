"""What the operating system refuses, as a Dutch sentence that says what to do."""

from __future__ import annotations

import errno

# What is the matter with the file, and what to do about it.
REASONS = {
    errno.ENOENT: ("is er niet", "Kijk of de naam klopt."),
    errno.EACCES: ("mag je niet gebruiken", "Doe dit als de gebruiker van Wijkplein, of geef jezelf rechten."),
    errno.EPERM: ("mag je niet gebruiken", "Doe dit als de gebruiker van Wijkplein, of geef jezelf rechten."),
    errno.EISDIR: ("is een map", "Noem een bestand."),
    errno.ENOTDIR: ("ligt niet in een map", "Kijk of de naam klopt."),
    errno.EEXIST: ("bestaat al", "Kies een andere naam."),
    errno.ENOSPC: ("past niet meer op de schijf", "Maak ruimte en doe het nog eens."),
    errno.EROFS: ("staat op een schijf waarop je niet kunt schrijven", "Kies een andere plaats."),
    errno.ENAMETOOLONG: ("heeft een te lange naam", "Kies een kortere."),
}


def reason_of(error: OSError) -> str:
    """The end of a sentence that begins with the file: "is er niet"."""
    known = REASONS.get(error.errno or 0)
    return known[0] if known else f"gaf een fout ({error.strerror or error})"


def sentence_of(error: OSError) -> str:
    """The whole sentence, with the file and what to do."""
    place = str(error.filename or "Een bestand")
    _reason, advice = REASONS.get(error.errno or 0, ("", "Los dat op en doe het nog eens."))
    return f"{place} {reason_of(error)}. {advice}"
