"""JSON lines: one JSON object on each line of a file, and for what is none a Dutch sentence with its line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any


class NotALine(ValueError):
    """A line that is no good, with its number in the sentence."""

    def __init__(self, path: Path, number: int, reason: str) -> None:
        super().__init__(f"{path.name}, regel {number}: {reason.rstrip('.')}.")


class _NoNumber(ValueError):
    """NaN and Infinity are Python's, not JSON's."""


def objects(path: Path) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """Number (from 1) and object of each line; None for an empty one. A byte order mark and CRLF are accepted.

    Raises NotALine at the first line that is no good, and OSError.
    """
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                yield number, _object(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line)
            except ValueError as error:
                raise NotALine(path, number, str(error)) from None


def text_of(record: Mapping[str, object], field: str) -> str:
    """A field that has to be a text. Raises ValueError (Dutch)."""
    if field not in record:
        raise ValueError(f'het veld "{field}" ontbreekt; daar hoort een tekst te staan')
    value = record[field]
    if not isinstance(value, str):
        raise ValueError(f'het veld "{field}" hoort een tekst te zijn')
    return value


def _object(line: bytes) -> dict[str, Any] | None:
    if not (text := _decoded(line).strip(" \t\r\n")):
        return None
    try:
        found = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise ValueError(f"dit is geen geldige JSON (teken {error.pos + 1})") from None
    except _NoNumber:
        raise
    except ValueError:  # Python's own limit
        raise ValueError("hier staat een getal met te veel cijfers") from None
    except RecursionError:
        raise ValueError("de haken zijn te diep genest") from None
    if not isinstance(found, dict):
        raise ValueError("hier hoort een JSON-object te staan, tussen { en }")
    return found


def _decoded(line: bytes) -> str:
    if b"\0" in line:
        raise ValueError("dit lijkt UTF-16. Bewaar het bestand als UTF-8")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"dit is geen tekst in UTF-8 (byte {error.start + 1})") from None


def _no_number(name: str) -> None:
    raise _NoNumber(f"{name} is geen getal in JSON")
