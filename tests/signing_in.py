"""`client.force_login(person)` in tests signs in as somebody who just did everything well: code and second factor.

Django's test client makes a session without any proof in it. The desk guard would send everybody who works
a desk to the second step, in every test of every room. Tests of signing in itself go through the real pages.
"""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

METHODS, OF = "account_authentication_methods", "account_authentication_methods_user"


@pytest.fixture(autouse=True)
def signed_in_with_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    """Add the two proofs to the session that `force_login` makes."""
    plain = Client._login

    def login(self: Client, user: Any, backend: str | None = None) -> None:
        plain(self, user, backend)
        session = self.session
        session[METHODS] = [{"method": name, "at": time.time()} for name in ("code", "mfa")]
        session[OF] = str(user.pk)
        session.save()
        self.cookies[settings.SESSION_COOKIE_NAME] = session.session_key

    monkeypatch.setattr(Client, "_login", login)


def sign_in(client: Client, person: Any) -> None:
    """As after the code by e-mail and, for a desk, the second factor."""
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
