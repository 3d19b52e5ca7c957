"""Sessions in the open community's database, as Django keeps them; asked for with a question that is written once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from wijkplein.foundation.community.prepared import prepared_things


@prepared_things
def _session(key: str, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=now)


class SessionStore(db.SessionStore):
    """Every page of somebody who signed in begins here. The name is Django's: it is part of the key that signs."""

    def _get_session_from_db(self) -> Any:
        found = _session(self.session_key, timezone.now())
        if found:
            return found[0]
        self._session_key = None
        return None
