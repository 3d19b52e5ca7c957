"""How long this room keeps what: sessions and devices until they are over, a way back for a year."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.privacy.retention import Rule, keep_rule
from wijkplein.foundation.signing_in.models import SignedIn, WayBack

YEAR = timedelta(days=365)


def register_rules() -> None:
    """Called once at start."""
    keep_rule(Rule("signing_in_ways_back", str(_("Tweede stap weggehaald: 12 maanden")), _old_ways_back))
    keep_rule(Rule("signing_in_devices", str(_("Waar je bent ingelogd: tot het einde")), _old_devices))
    keep_rule(Rule("signing_in_sessions", str(_("Dat je ingelogd bent: 30 dagen")), _old_sessions))


def _old_ways_back(now: datetime) -> QuerySet[WayBack]:
    return WayBack.objects.filter(asked_at__lt=now - YEAR)


def _old_sessions(now: datetime) -> QuerySet[Session]:
    """Django leaves what is over in the table."""
    return Session.objects.filter(expire_date__lte=now)


def _old_devices(now: datetime) -> QuerySet[SignedIn]:
    alive = Session.objects.filter(expire_date__gt=now).values("session_key")
    return SignedIn.objects.exclude(session_key__in=alive)
