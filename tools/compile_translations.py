"""Compiles the language files (.po) to what gettext reads (.mo), when they changed. Standard library only.

Called by `./wijkplein` before every command and by setup.py before packing, so no machine needs the gettext tools.
Format of .mo: GNU gettext manual, "The Format of GNU MO Files".
"""

from __future__ import annotations

import ast
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

LOCALE = Path(__file__).resolve().parent.parent / "src" / "wijkplein" / "locale"
PART = re.compile(r'^(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d+)\])?\s+((?:"(?:[^"\\\n]|\\.)*"\s*)+)', re.MULTILINE)
QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"')


class Entry(NamedTuple):
    """One text of a language file: its key, its Dutch plural when it has one, and what it says in the language."""

    context: str
    text: str
    plural: str
    told: tuple[str, ...]
    fuzzy: bool

    @property
    def key(self) -> bytes:
        """What gettext looks it up by."""
        name = f"{self.context}\4{self.text}" if self.context else self.text
        return (f"{name}\0{self.plural}" if self.plural else name).encode()


def entries(text: str) -> Iterator[Entry]:
    """Read a language file; texts that were taken out (#~) are skipped."""
    for block in re.split(r"\n\s*\n", text):
        found = PART.findall(block)
        if found:
            said = {name: _unquoted(value) for name, _, value in found if name != "msgstr"}
            told = tuple(_unquoted(value) for name, _, value in found if name == "msgstr")
            fuzzy = re.search(r"^#,.*\bfuzzy\b", block, re.MULTILINE) is not None
            yield Entry(said.get("msgctxt", ""), said["msgid"], said.get("msgid_plural", ""), told, fuzzy)


def compiled(text: str) -> bytes:
    """The .mo of a language file: sorted keys, only what is translated and sure."""
    known = sorted((entry.key, "\0".join(entry.told).encode()) for entry in entries(text) if _sure(entry))
    start = 28 + 16 * len(known)  # the header of seven numbers, then two tables of a length and a place each
    tables: list[bytes] = []
    strings = b""
    for column in (0, 1):
        for pair in known:
            tables.append(struct.pack("<II", len(pair[column]), start + len(strings)))
            strings += pair[column] + b"\0"
    header = struct.pack("<7I", 0x950412DE, 0, len(known), 28, 28 + 8 * len(known), 0, start)
    return header + b"".join(tables) + strings


def ensure() -> bool:
    """Compile what differs from its language file. True when something was written."""
    written = False
    for source in sorted(LOCALE.parent.glob("locale*/*/LC_MESSAGES/*.po")):
        target, content = source.with_suffix(".mo"), compiled(source.read_text("utf-8"))
        if not target.exists() or target.read_bytes() != content:
            fresh = target.with_suffix(".mo.new")
            fresh.write_bytes(content)
            fresh.replace(target)  # a server may be reading the old one
            written = True
    return written


def _sure(entry: Entry) -> bool:
    return not entry.fuzzy and all(entry.told)


def _unquoted(value: str) -> str:
    return "".join(ast.literal_eval(part) for part in QUOTED.findall(value))


if __name__ == "__main__":
    ensure()
    sys.exit(0)
