"""Stems as they stand in the database: eight letters that only this town can make.

`secure_delete` does not reach everything: when SQLite shifts rows between pages, a copy can stay behind in the
slack of a page (measured: 1 of 100 erased words in an FTS5 index with `secure-delete`). What stays behind from this
index can then not be read, nor guessed word by word without the key, which lies outside the community's folder.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from wijkplein.foundation.community.keys import keys

_BYTES = 5  # forty bits: among 200,000 different words the odds on two sharing a fingerprint are 1 in 50


def fingerprints(stems: Iterable[str]) -> list[str]:
    """The fingerprints of these stems in the open community, sorted and each once.

    Made with the oldest key there is, so that an index outlives a rotation; a town that throws away its oldest
    lookup key builds its index anew (`index.rebuild`).
    """
    secret = keys("lookup")[0].secret
    return sorted({_fingerprint(stem, secret) for stem in stems})


def _fingerprint(stem: str, secret: bytes) -> str:
    digest = hashlib.blake2b(stem.encode(), digest_size=_BYTES, key=secret, person=b"search").digest()
    return base64.b32encode(digest).decode().lower()
