"""A browser for tests that comes in over https, as every visitor of a real town does."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client


class Browser(Client):
    """Django's test client, over https."""

    def generic(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["secure"] = True
        return super().generic(*args, **kwargs)


def text_of(response: Any) -> str:
    """What somebody reads on the page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def token_on(page: Any) -> str:
    """The token against sending a form twice."""
    return re.search(r'name="once" value="([^"]+)"', page.content.decode())[1]
