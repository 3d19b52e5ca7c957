"""Seal a stream for somebody who is not here: with a public key on the server, opened only with the private one.

X25519 with a fresh key pair per file, HKDF-SHA256, and ChaCha20-Poly1305 over chunks of 1 MiB. Each chunk's
nonce is its number and whether it is the last, so that chunks cannot be swapped, dropped or cut off.
"""

from __future__ import annotations

import base64
import struct
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wijkplein.foundation.community.errors import CommunityError

MAGIC = b"wijkplein-sealed-1\n"
CHUNK = 1 << 20  # bytes
TAG = 16  # bytes
KEY = 32  # bytes


def new_pair() -> tuple[str, str]:
    """(private, public) as base64 text: the first goes off the server, the second stays."""
    private = X25519PrivateKey.generate()
    return _text(private.private_bytes_raw()), _text(private.public_key().public_bytes_raw())


class Sealer:
    """A file to write to: what is written goes sealed into `sealed`. Only `close()` makes it whole."""

    def __init__(self, sealed: IO[bytes], *, public: str) -> None:
        ephemeral = X25519PrivateKey.generate()
        salt = ephemeral.public_key().public_bytes_raw()
        recipient = X25519PublicKey.from_public_bytes(base64.b64decode(public))
        self._cipher = _cipher(ephemeral.exchange(recipient), salt)
        self._sealed = sealed
        self._waiting = bytearray()
        self._number = 0
        sealed.write(MAGIC + salt)

    def write(self, data: bytes) -> int:
        """Take any number of bytes. A full chunk waits until there is more, because the last one is marked."""
        self._waiting += data
        while len(self._waiting) > CHUNK:
            self._put(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def close(self) -> None:
        """Write the last chunk, also when it is empty."""
        self._put(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _put(self, chunk: bytes, *, last: bool) -> None:
        self._sealed.write(self._cipher.encrypt(_nonce(self._number, last=last), chunk, None))
        self._number += 1


class Opener:
    """A file to read from: what `sealed` holds, opened. Read to the end: only then nothing was cut off.

    Raises CommunityError, at once or while reading, when the key is another one or the file was changed.
    """

    def __init__(self, sealed: IO[bytes], *, private: str) -> None:
        if sealed.read(len(MAGIC)) != MAGIC:
            raise CommunityError("Dit is geen reservekopie van Wijkplein.")
        salt = sealed.read(KEY)
        try:
            secret = X25519PrivateKey.from_private_bytes(base64.b64decode(private, validate=True))
            self._cipher = _cipher(secret.exchange(X25519PublicKey.from_public_bytes(salt)), salt)
        except ValueError:  # too short, or no base64
            raise _does_not_open() from None
        self._sealed = sealed
        self._next = sealed.read(CHUNK + TAG)
        self._opened = bytearray()
        self._number = 0
        self._done = False

    def read(self, size: int) -> bytes:
        """At most `size` bytes; fewer only at the end."""
        while len(self._opened) < size and not self._done:
            self._open_chunk()
        found = bytes(self._opened[:size])
        del self._opened[:size]
        return found

    def _open_chunk(self) -> None:
        chunk, self._next = self._next, self._sealed.read(CHUNK + TAG)
        self._done = not self._next
        try:
            self._opened += self._cipher.decrypt(_nonce(self._number, last=self._done), chunk, None)
        except InvalidTag:
            raise _does_not_open() from None
        self._number += 1


def read_key(path: Path) -> str:
    """The key in a file: its last line that is not a remark. Raises CommunityError when there is none."""
    try:
        lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
    except (OSError, UnicodeDecodeError):
        raise CommunityError(f"{path} is niet te lezen. Geef het bestand met de sleutel.") from None
    keys = [line for line in lines if line and not line.startswith("#")]
    if not keys:
        raise CommunityError(f"In {path} staat geen sleutel.")
    return keys[-1]


def _does_not_open() -> CommunityError:
    return CommunityError(
        "Deze herstelsleutel past niet op deze reservekopie, of het bestand is beschadigd. Er is niets veranderd."
    )


def _cipher(shared: bytes, salt: bytes) -> ChaCha20Poly1305:
    derived = HKDF(algorithm=hashes.SHA256(), length=KEY, salt=salt, info=MAGIC).derive(shared)
    return ChaCha20Poly1305(derived)


def _nonce(number: int, *, last: bool) -> bytes:
    return struct.pack(">IQ", int(last), number)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
