"""A photo, read with distrust and written anew: only pixels pass, nothing of the file itself (bar S8, case M22)."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps

MOST_BYTES = 12 * 1024 * 1024
MOST_PIXELS = 40_000_000  # a file of a few kB can unfold to gigabytes: refused before it unfolds
LARGE, SMALL = 1600, 640  # longest side in pixels
QUALITY = 78
READABLE = ("JPEG", "PNG", "WEBP")  # no SVG (it can hold script), no HEIC (our reader does not know it)


class NotAPicture(ValueError):
    """The file is refused; the text says in Dutch why and what to do."""


@dataclass(frozen=True)
class Picture:
    """A photo as we keep it: two WebP files and the size of the large one in pixels."""

    large: bytes
    small: bytes
    width: int
    height: int


def read_picture(upload: IO[bytes], size: int) -> Picture:
    """Re-encode an uploaded photo of `size` bytes. Raises NotAPicture with a sentence for its sender."""
    if size > MOST_BYTES:
        raise NotAPicture(_("Deze foto is groter dan 12 MB. Maak hem kleiner of stuur hem eerst naar jezelf."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # Pillow only warns of a bomb, or of a file with a broken tail
            return _encode(upload)
    except NotAPicture:
        raise
    except (OSError, ValueError, SyntaxError, EOFError, Warning, Image.DecompressionBombError, MemoryError) as error:
        raise NotAPicture(_unreadable()) from error


def _encode(upload: IO[bytes]) -> Picture:
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # weasyprint sets it for the whole process: half a photo would pass
    with Image.open(upload, formats=READABLE) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise NotAPicture(_("Deze foto heeft te veel beeldpunten. Maak hem kleiner en probeer het nog eens."))
        opened.draft("RGB", (LARGE, LARGE))  # a JPEG is read smaller at once
        upright = ImageOps.exif_transpose(opened)
        pixels = _flat(upright)
    large = _within(pixels, LARGE)
    return Picture(_webp(large), _webp(_within(large, SMALL)), large.width, large.height)


def _flat(image: Image.Image) -> Image.Image:
    """Only pixels on white: no alpha, no palette, no profile, no comment."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        see_through = image.convert("RGBA")
        flat = Image.new("RGB", image.size, "white")
        flat.paste(see_through, mask=see_through.getchannel("A"))
        return flat
    flat = Image.new("RGB", image.size)
    flat.paste(image.convert("RGB"))
    return flat


def _within(image: Image.Image, side: int) -> Image.Image:
    smaller = image.copy()
    smaller.thumbnail((side, side), Image.Resampling.LANCZOS)
    return smaller


def _webp(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "WEBP", quality=QUALITY, method=4, exif=b"", icc_profile=b"", xmp=b"")
    return out.getvalue()


def _unreadable() -> str:
    return _(
        "Dit bestand kunnen we niet als foto lezen. Kies een foto van het soort JPEG, PNG of WebP. Een iPhone maakt "
        "soms HEIC: stuur de foto dan eerst naar jezelf, of maak er een schermafdruk van."
    )
