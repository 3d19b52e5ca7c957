"""What somebody wrote, kept in the browser's own session until the code from the mail is typed in."""

from __future__ import annotations

import json
import time
from typing import Any

from django.http import HttpRequest

from wijkplein.foundation.privacy.encryption import CannotOpen, seal, unseal

DRAFT = "square.draft"
LIFE = 3600  # seconds


def keep_draft(request: HttpRequest, draft: dict[str, Any]) -> None:
    """Sealed: a session stands in the database, and this is not placed yet."""
    request.session[DRAFT] = seal(json.dumps({**draft, "at": time.time()}), field=DRAFT)


def kept_draft(request: HttpRequest) -> dict[str, Any] | None:
    """The draft that waits in this browser, or None."""
    sealed = request.session.get(DRAFT)
    if not isinstance(sealed, str):
        return None
    try:
        kept: dict[str, Any] = json.loads(unseal(sealed, field=DRAFT))
    except CannotOpen:
        return None
    return kept if time.time() - kept["at"] < LIFE else None


def drop_draft(request: HttpRequest) -> None:
    """It stands on the square now."""
    request.session.pop(DRAFT, None)
