"""Reading GeoJSON one feature at a time, so that a whole country never stands in memory as text.

The standard library can decode one JSON value out of a longer text; what is missing is a window that grows
until that value fits. That also tells exactly where a broken file breaks, which a technician needs to know.
"""

import gzip
import io
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from wijkplein.plain_errors import reason_of

CHUNK = 1 << 20  # characters read at a time
LARGEST_VALUE = 1 << 26  # characters; a single area larger than this is a damaged file, not an area
GZIP_MARK = b"\x1f\x8b"
WHITESPACE = " \t\r\n"


class AreaFileError(ValueError):
    """A file with areas or figures cannot be used. The text is Dutch and names the file and the place."""

    def __init__(self, path: Path, reason: str, place: str = "") -> None:
        where = f", {place}" if place else ""
        super().__init__(f"{path.name}{where}: {reason}")
        self.path = path


class _Broken(Exception):
    """The text is not JSON from here on; `at` counts characters from the start of the file."""

    def __init__(self, reason: str, at: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.at = at


def _no_number(_name: str) -> None:
    """NaN and Infinity are not JSON; as a figure they are missing, as a coordinate they are refused later."""


class _Window:
    """A window over a text that is too long to hold; it gives one JSON value or mark at a time."""

    def __init__(self, text: TextIO) -> None:
        self.text = text
        self.buffer = ""
        self.at = 0
        self.dropped = 0
        self.decoder = json.JSONDecoder(parse_constant=_no_number)

    def more(self) -> bool:
        """Make the window larger; False at the end of the file."""
        self.dropped += self.at
        self.buffer = self.buffer[self.at :]
        self.at = 0
        # Twice as much each time: a large value is then decoded a few times, not hundreds of times.
        added = self.text.read(max(CHUNK, len(self.buffer)))
        self.buffer += added
        return bool(added)

    def peek(self) -> str:
        """The next character that is not white space; empty at the end of the file."""
        while True:
            while self.at < len(self.buffer) and self.buffer[self.at] in WHITESPACE:
                self.at += 1
            if self.at < len(self.buffer):
                return self.buffer[self.at]
            if not self.more():
                return ""

    def broken(self, reason: str, at: int | None = None) -> _Broken:
        """The error for this place."""
        return _Broken(reason, self.dropped + (self.at if at is None else at) + 1)

    def take(self, mark: str) -> None:
        """Step over one mark of punctuation, or say what stands there instead."""
        found = self.peek()
        if found != mark:
            if not found:
                raise self.broken(f"hier houdt het bestand op; er hoort nog {mark!r} te staan.")
            raise self.broken(f"hier hoort {mark!r} te staan, maar er staat {found!r}.")
        self.at += 1

    def value(self) -> object:
        """The next JSON value."""
        self.peek()
        while True:
            try:
                found, end = self.decoder.raw_decode(self.buffer, self.at)
            except json.JSONDecodeError as error:
                wrong = self.broken("het bestand is hier stuk of houdt hier op.", error.pos)
                if len(self.buffer) - self.at > LARGEST_VALUE or not self.more():
                    raise wrong from error
                continue
            except RecursionError as error:
                raise self.broken("de haken zijn hier te diep genest.") from error
            size = end - self.at
            # A number that ends where the window ends may go on behind it.
            if end == len(self.buffer) and self.more():
                continue
            self.at += size
            return cast(object, found)

    def items(self) -> Iterator[object]:
        """The values of the list that starts here, one by one."""
        self.take("[")
        if self.peek() == "]":
            self.take("]")
            return
        while True:
            yield self.value()
            if self.peek() == "]":
                self.take("]")
                return
            self.take(",")


def _opened(stream: BinaryIO) -> TextIO:
    """The text of a plain or gzipped file; told apart by content, because names lie."""
    mark = stream.read(len(GZIP_MARK))
    stream.seek(0)
    raw = cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if mark == GZIP_MARK else stream
    return io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")


def _collection(window: _Window) -> Iterator[object]:
    """The features of the one FeatureCollection (or single Feature) in this window."""
    members: dict[object, object] = {}
    window.take("{")
    listed = False
    while window.peek() != "}":
        name = window.value()
        window.take(":")
        if name == "features":
            listed = True
            yield from window.items()
        else:
            members[name] = window.value()
        if window.peek() != "}":
            window.take(",")
    window.take("}")
    if window.peek():
        raise window.broken("achter het einde van de GeoJSON staat nog iets.")
    if members.get("type") == "Feature" and not listed:
        yield members
    elif not listed:
        raise window.broken("dit is geen GeoJSON met een lijst 'features'.")


def label(feature: object) -> str:
    """How to name a feature in an error: its first property that looks like a code or a name."""
    properties = feature.get("properties") if isinstance(feature, dict) else None
    texts = [value for value in (properties or {}).values() if isinstance(value, str) and value.strip()]
    return texts[0].strip()[:40] if texts else "zonder naam"


def features(path: Path) -> Iterator[object]:
    """Each feature of a GeoJSON file (plain or gzipped), in order, decoded but not yet judged.

    Raises AreaFileError at the place where the file is broken, cut off, not UTF-8 or not GeoJSON. Because the
    features before that place were already given out, callers collect everything before they write anything.
    """
    seen, last = 0, ""
    try:
        with path.open("rb") as stream, _opened(stream) as text:
            for feature in _collection(_Window(text)):
                yield feature
                seen, last = seen + 1, label(feature)
    except _Broken as error:
        after = f"na gebied {seen} ({last})" if seen else "vóór het eerste gebied"
        raise AreaFileError(path, error.reason, f"{after}, teken {error.at}") from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        after = f"na gebied {seen} ({last})" if seen else "aan het begin"
        raise AreaFileError(path, "het gzip-bestand is afgebroken of beschadigd.", after) from error
    except UnicodeDecodeError as error:
        raise AreaFileError(path, "dit is geen tekst in UTF-8.", f"na gebied {seen}") from error
    except OSError as error:
        raise AreaFileError(path, f"het bestand is niet te lezen: het {reason_of(error)}.") from error
