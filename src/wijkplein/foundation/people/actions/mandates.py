"""One person acts for another: giving that, beginning with it, and ending it (domain.md 4.1, ProxyMandate)."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkplein.foundation.people.models import ConsentHow, Person, ProxyMandate
from wijkplein.foundation.people.policy import CALL_ROLES, Mandates
from wijkplein.foundation.privacy.models import Reason
from wijkplein.foundation.privacy.readlog import log_read
from wijkplein.foundation.verbs.acting import Refused, act


def give_mandate(*, by: Person, proxy: Person, until: date) -> ProxyMandate:
    """Let somebody who works here write things for you, through this day. Raises Refused for anybody else.

    Who may do so already may until the new day.
    """
    if not proxy.role_names(by.area) & CALL_ROLES:
        raise Refused(_("Dit kan alleen met iemand die in jouw buurt werkt, zoals de buurtverbinder."))
    ends = timezone.make_aware(datetime.combine(until, time.max))
    with act(by, Mandates.give, by) as deed:
        running = ProxyMandate.objects.in_force().filter(represented=by, proxy=proxy, kind="").first()
        mandate = running or ProxyMandate(represented=by, proxy=proxy)
        mandate.consent_how, mandate.consent_at, mandate.until = ConsentHow.GIVEN_HERE, timezone.now(), ends
        mandate.save()
        deed.about = mandate
    return mandate


def begin_for(*, by: Person, mandate: ProxyMandate) -> Person:
    """Begin to do something for whoever gave this mandate, who sees afterwards that it was looked at."""
    with act(by, Mandates.use, mandate, on_behalf=True):
        role = next(iter(sorted(by.all_role_names() & CALL_ROLES)), "")
        log_read(by, mandate.represented.uuid, name="people.mandates", reason=Reason.PROXY, role=role)
    return mandate.represented


def end_mandate(*, by: Person, mandate: ProxyMandate) -> None:
    """Stop acting for somebody, or stop being acted for."""
    with act(by, Mandates.end, mandate):
        mandate.ended_at = timezone.now()
        mandate.save(update_fields=["ended_at"])
