"""The keys of a community, in a folder outside its own: whoever has the folder cannot read the people.

One file per purpose with one line per key: `<id> <base64>`. The last line is the one in use; older ones
still open what was sealed with them, so that keys can rotate.
"""

from __future__ import annotations

import base64
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.community.community import Community
from wijkplein.foundation.community.errors import CommunityError

PURPOSES = ("data", "signing", "receipts", "lookup", "readlog")
KEY_BYTES = 32


@dataclass(frozen=True)
class Key:
    """One secret with the short id that stands beside everything sealed with it."""

    id: str
    secret: bytes


class KeyGone(CommunityError):
    """Something was sealed with a key that is no longer there."""


def make_keys(community: Community) -> None:
    """Make what is missing; never touch a key that is there."""
    community.keys_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for purpose in PURPOSES:
        path = _path(community.keys_folder, purpose)
        if not path.exists():
            _append(path, _new_key())


def add_keys(file: Path, more: Path) -> None:
    """For a restore: add the keys of `more` to `file`; the one in use there stays in use, its rows need it.

    What is no list of keys (the public key of backups) comes from `more`.
    """
    if file.suffix != ".key":
        file.write_bytes(more.read_bytes())
        return
    stays = file.read_text("ascii").splitlines() if file.exists() else []
    extra = [line for line in more.read_text("ascii").splitlines() if line not in stays]
    file.write_text("".join(f"{line}\n" for line in [*extra, *stays]), "ascii")


def key(purpose: str) -> Key:
    """The key in use for this purpose in the open community."""
    return keys(purpose)[-1]


def keys(purpose: str) -> tuple[Key, ...]:
    """All keys of this purpose, oldest first. Raises CommunityError when the key file is gone."""
    path = _path(current().keys_folder, purpose)
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise CommunityError(
            f"De sleutel {path} ontbreekt. Zet de sleutelmap terug; zonder sleutel blijft alles dicht."
        ) from None


def key_by_id(purpose: str, key_id: str) -> Key:
    """The key something was sealed with. Raises KeyGone when it is no longer there."""
    for candidate in keys(purpose):
        if candidate.id == key_id:
            return candidate
    raise KeyGone(f"Sleutel {key_id} voor {purpose} is er niet meer.")


def start_new_key(purpose: str) -> Key:
    """From now on everything is sealed with a fresh key; the older ones still open what they sealed."""
    fresh = _new_key()
    _append(_path(current().keys_folder, purpose), fresh)
    return fresh


def forget_old_keys(purpose: str) -> int:
    """Keep only the key in use. What was sealed with another one is lost: first seal it anew. Gives how many went."""
    path = _path(current().keys_folder, purpose)
    lines = path.read_text("ascii").splitlines()
    half = path.with_suffix(".half")
    half.unlink(missing_ok=True)
    _append(half, key(purpose))
    half.replace(path)
    return len(lines) - 1


@lru_cache(maxsize=256)  # asked ten times while one form is handled
def _path(folder: Path, purpose: str) -> Path:
    return folder / f"{purpose}.key"


def _new_key() -> Key:
    return Key(secrets.token_hex(4), secrets.token_bytes(KEY_BYTES))


def _append(path: Path, key: Key) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(f"{key.id} {base64.b64encode(key.secret).decode()}\n")
        file.flush()
        os.fsync(file.fileno())


@lru_cache(maxsize=256)  # by path and time: keys are files, not rows, and never cross towns
def _read(path: Path, changed: int) -> tuple[Key, ...]:
    lines = (line.split() for line in path.read_text("ascii").splitlines() if line.strip())
    return tuple(Key(key_id, base64.b64decode(secret)) for key_id, secret in lines)
