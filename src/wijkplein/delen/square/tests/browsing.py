"""A browser for the tests of the square: https, keeps cookies, fills in forms as a person would."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.test import Client

from wijkplein.foundation.community import once

TOKEN = re.compile(r'name="once" value="([^"]+)"')
OLD_ENOUGH = timedelta(seconds=20)


class Browser(Client):
    """Django's test client over https."""

    def generic(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["secure"] = True
        return super().generic(*args, **kwargs)

    def form(self, url: str) -> str:
        """Open a form and take its token, as if it was read for twenty seconds."""
        page = self.get(url)
        assert page.status_code == 200, (url, page.status_code, page.content[:300])
        return older(TOKEN.search(page.content.decode()).group(1))

    def send(self, url: str, data: dict[str, Any] | None = None, *, follow: bool = False) -> Any:
        """Open a form, read it, fill it in and send it."""
        return self.post(url, {**(data or {}), "once": self.form(url)}, follow=follow)


def older(token: str, by: timedelta = OLD_ENOUGH) -> str:
    """The same kind of token, of a form that was shown longer ago."""
    from wijkplein.foundation.community.signing import signer

    shown, _, rest = signer(once.PURPOSE).unsign(token).partition("~")
    return signer(once.PURPOSE).sign(f"{float(shown) - by.total_seconds():.1f}~{rest}")


def signed_in(person: Any) -> Browser:
    """A browser in which this person is signed in."""
    browser = Browser()
    browser.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return browser
