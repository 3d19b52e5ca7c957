"""The way back for who works a desk and lost the second factor: two people, one deed, one notice (design.md 11)."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone

from wijkplein.foundation.people.closing import end_all_sessions
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.signing_in.letters import tell_second_factor_reset
from wijkplein.foundation.signing_in.models import WayBack
from wijkplein.foundation.signing_in.policy import WAY_BACK_LIFE, WaysBack
from wijkplein.foundation.verbs.acting import act


def ask_way_back(*, by: Person, person: Person, how: str) -> WayBack:
    """The first of two: a connector who saw the person, or a platform manager. Raises Refused.

    An older vouch that was never confirmed gives way to this one.
    """
    with act(by, WaysBack.ask, person, how=how) as deed:
        WayBack.objects.filter(person=person, done_at=None).delete()
        deed.about = way_back = WayBack.objects.create(person=person, first_by=by, how=how)
    return way_back


def reset_second_factor(*, by: Person, way_back: WayBack) -> None:
    """The second of two: another platform manager. Factors and sessions go; the e-mail code works, and then

    a new second factor is set up before any desk page. Raises Refused to the first of the two, to the
    person herself and after a day.
    """
    with act(by, WaysBack.reset_second_factor, way_back):
        person = way_back.person
        Authenticator.objects.filter(user_id=person.pk).delete()
        end_all_sessions(person)
        way_back.done_at = timezone.now()
        way_back.save(update_fields=["done_at"])
        if person.email:
            email = person.email
            transaction.on_commit(lambda: tell_second_factor_reset(email), robust=True)


def waiting_ways_back() -> list[WayBack]:
    """What waits for a second platform manager, oldest first; never more than fit on a page."""
    since = timezone.now() - WAY_BACK_LIFE
    waiting = WayBack.objects.filter(done_at=None, asked_at__gt=since).select_related("person", "first_by")
    return list(waiting.order_by("asked_at")[:20])
