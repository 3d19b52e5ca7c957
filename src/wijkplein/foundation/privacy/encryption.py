"""Contact data, readable only with a key that stands outside the database.

A sealed value is `1:<key id>:<base64 of nonce and ciphertext>`: AES-256-GCM, with the field's name as
associated data, so that a value moved to another column does not open.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.db.models.lookups import Exact

from wijkplein.foundation.community.keys import KeyGone, key, key_by_id

VERSION = "1"
NONCE_BYTES = 12


class CannotOpen(ValueError):
    """A sealed value was changed, moved to another column, or sealed by another town or with a key that is gone."""


def seal(text: str, *, field: str) -> str:
    """Encrypt a text for one field with the key in use."""
    in_use = key("data")
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(in_use.secret).encrypt(nonce, text.encode(), field.encode())
    return f"{VERSION}:{in_use.id}:{base64.b64encode(nonce + sealed).decode()}"


def unseal(sealed: str, *, field: str) -> str:
    """Decrypt what `seal` gave. Raises CannotOpen."""
    try:
        version, key_id, payload = sealed.split(":")
        raw = base64.b64decode(payload, validate=True)
        if version != VERSION:
            raise CannotOpen(f"Unknown format {version} in {field}.")
        secret = key_by_id("data", key_id).secret
        return AESGCM(secret).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], field.encode()).decode()
    except (InvalidTag, KeyGone, ValueError) as error:
        raise CannotOpen(f"A value of {field} does not open.") from error


def fingerprint(text: str, *, purpose: str) -> str:
    """An HMAC to find an exact value again without keeping it; useless without the key."""
    secret = key("lookup").secret
    return hmac.new(secret, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


class SealedTextField(models.TextField):
    """A text that stands encrypted in the database. It can not be searched or sorted, on purpose."""

    description = "encrypted text"

    @property
    def sealed_as(self) -> str:
        """What binds a value to this column; whoever has this is sealed anew with a new key (resealing.py)."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        """Open what the database holds; the empty text is not sealed."""
        return unseal(value, field=self.sealed_as) if value else value

    def get_prep_value(self, value: Any) -> Any:
        """Seal what goes to the database."""
        text = super().get_prep_value(value)
        return seal(text, field=self.sealed_as) if text else text

    def get_lookup(self, lookup_name: str) -> Any:
        """Only emptiness can be asked of a sealed field. Raises TypeError on any other question."""
        if lookup_name == "exact":
            return IsEmpty
        if lookup_name != "isnull":
            raise TypeError(f"{self.sealed_as} is sealed and cannot be searched with {lookup_name}.")
        return super().get_lookup(lookup_name)


class IsEmpty(Exact):
    """`phone=""` is the one comparison a sealed field knows."""

    def __init__(self, lhs: Any, rhs: Any) -> None:
        if rhs != "":
            raise TypeError("A sealed field can only be compared with the empty text.")
        super().__init__(lhs, rhs)
