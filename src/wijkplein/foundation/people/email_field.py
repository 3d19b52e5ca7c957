"""The sign-in address, sealed in the database and still findable by its exact text (ADR 0012).

Sealed as contact data is (AES-256-GCM, privacy/encryption.py), but the nonce is an HMAC of the address
under another key instead of a random number: the same address gives the same bytes. So `email="..."`,
the unique constraint and `email=None` work in the database itself, and nothing else does. What a thief of
the database learns is that two rows hold the same address, and the constraint rules that out.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.validators import EmailValidator
from django.db import models
from django.db.models import Lookup

from wijkplein.foundation.community.keys import Key, key, keys
from wijkplein.foundation.privacy.encryption import NONCE_BYTES, VERSION, unseal


def seal_same(text: str, *, field: str, with_key: Key) -> str:
    """Seal a text so that sealing it again gives the same; `unseal` opens it."""
    mark = hmac.new(key("lookup").secret, f"same\0{field}\0{text}".encode(), hashlib.sha256).digest()
    nonce = mark[:NONCE_BYTES]
    sealed = AESGCM(with_key.secret).encrypt(nonce, text.encode(), field.encode())
    return f"{VERSION}:{with_key.id}:{base64.b64encode(nonce + sealed).decode()}"


class SealedEmailField(models.TextField):
    """An e-mail address that stands encrypted in the database; only asked for by its exact text."""

    description = "encrypted e-mail address"
    default_validators = [EmailValidator()]

    @property
    def sealed_as(self) -> str:
        """What binds a value to this column; whoever has this is sealed anew with a new key (resealing.py)."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        """Open what the database holds."""
        return unseal(value, field=self.sealed_as) if value else value

    def get_prep_value(self, value: Any) -> Any:
        """Seal what goes to the database; no address is NULL, so that many persons can be without."""
        text = super().get_prep_value(value)
        return seal_same(text, field=self.sealed_as, with_key=key("data")) if text else None

    def get_lookup(self, lookup_name: str) -> Any:
        """Exactly this address, or none at all. Raises TypeError on any other question."""
        if lookup_name == "exact":
            return SameAddress
        if lookup_name != "isnull":
            raise TypeError(f"{self.sealed_as} is sealed and cannot be searched with {lookup_name}.")
        return super().get_lookup(lookup_name)


class SameAddress(Lookup[Any]):
    """`email="anna@..."`: sealed with each key there is, so that a new key does not hide old rows."""

    lookup_name = "exact"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The column is one of the seals of this text."""
        column, params = self.process_lhs(compiler, connection)
        label = self.lhs.output_field.sealed_as
        seals = [seal_same(str(self.rhs), field=label, with_key=each) for each in keys("data")]
        return f"{column} IN ({', '.join(['%s'] * len(seals))})", (*params, *seals)
