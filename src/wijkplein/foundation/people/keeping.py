"""How long this room keeps what: silence of 24 months with two warnings, ended roles, old mandates."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.people.letters import tell_silence
from wijkplein.foundation.people.models import Membership, Person, ProxyMandate, Role
from wijkplein.foundation.privacy.retention import Rule, keep_rule
from wijkplein.foundation.privacy.rights import erase_person

YEAR = timedelta(days=365)
SILENT = timedelta(days=730)  # 24 months
WARNINGS = {22: timedelta(days=669), 23: timedelta(days=700)}
BETWEEN = timedelta(days=30)  # a clock that stood still does not warn twice and erase on one day


def register_rules() -> None:
    """Called once at start."""
    keep_rule(Rule("people_1_warn", str(_("Lang niet geweest: eerste bericht na 22 maanden")), _to_warn(22), _warn(22)))
    keep_rule(Rule("people_2_warn", str(_("Lang niet geweest: tweede bericht na 23 maanden")), _to_warn(23), _warn(23)))
    keep_rule(Rule("people_3_erase", str(_("Lang niet geweest: gewist na 24 maanden")), silent_too_long, _erase))
    keep_rule(Rule("people_roles", str(_("Rollen: einde en nog 12 maanden")), _old_roles))
    keep_rule(Rule("people_memberships", str(_("Wie waar werkt: einde en nog 12 maanden")), _old_memberships))
    keep_rule(Rule("people_mandates", str(_("Namens iemand: einde en nog 12 maanden")), _old_mandates))


def silent_since(moment: datetime) -> QuerySet[Person]:
    """Persons, not yet erased, of whom nothing was heard since then."""
    last = Coalesce("seen_on", TruncDate("active_at"), TruncDate("created_at"))
    day = timezone.localtime(moment).date()
    found: QuerySet[Person] = Person.objects.filter(erased_at=None).annotate(last=last).filter(last__lte=day)
    return found


def silent_too_long(now: datetime) -> QuerySet[Person]:
    """24 months of silence; who has an address was warned twice, the last time a month ago."""
    warned = Q(warned_silent=23, warned_on__lte=timezone.localtime(now - BETWEEN).date())
    return silent_since(now - SILENT).filter(Q(email=None) | warned)


def _to_warn(months: int) -> Any:
    def due(now: datetime) -> QuerySet[Person]:
        silent = silent_since(now - WARNINGS[months]).filter(warned_silent__lt=months).exclude(email=None)
        if months == min(WARNINGS):
            return silent
        return silent.filter(warned_silent__gte=22, warned_on__lte=timezone.localtime(now - BETWEEN).date())

    return due


def _warn(months: int) -> Any:
    def do(people: list[Person]) -> None:
        today = timezone.localdate()
        Person.objects.filter(pk__in=[each.pk for each in people]).update(warned_silent=months, warned_on=today)
        for each in people:
            _tell_later(each.email, months)

    return do


def _tell_later(email: str | None, months: int) -> None:
    if email:
        transaction.on_commit(lambda: tell_silence(email, months), robust=True)


def _erase(people: list[Person]) -> None:
    for each in people:
        erase_person(each.uuid)


def _old_roles(now: datetime) -> Any:
    return Role.objects.filter(until__lt=timezone.localtime(now - YEAR).date())


def _old_memberships(now: datetime) -> Any:
    return Membership.objects.filter(until__lt=timezone.localtime(now - YEAR).date())


def _old_mandates(now: datetime) -> Any:
    return ProxyMandate.objects.filter(Q(ended_at__lt=now - YEAR) | Q(until__lt=now - YEAR))
