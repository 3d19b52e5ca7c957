"""Small makers for the tests of this room."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from wijkplein.foundation.community.binding import _open
from wijkplein.foundation.notices.models import MailOut, Subject


def make_mail(person: Any = None, **fields: Any) -> MailOut:
    """A mail that waits in the outbox."""
    given = {"occasion": f"test:{uuid.uuid4()}", "subject": Subject.NEWS, "body": "Hallo,\n\nEr is iets voor je.\n"}
    to = {"person": person} if person is not None else {"address": "iemand@buurt.test"}
    return MailOut.objects.create(**{**given, **to, **fields})


@contextmanager
def mail_settings(community: Any, **mail: Any) -> Iterator[Any]:
    """The open community with another [mail] table: the same folder, keys and connection."""
    changed = replace(community, mail=mail)
    token = _open.set(changed)
    try:
        yield changed
    finally:
        _open.reset(token)
