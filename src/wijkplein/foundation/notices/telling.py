"""Telling people about deeds, afterwards, within their attention budget.

    @tells(Posts.reply)
    def tell_owner(deed):
        yield Telling(deed.about.post.author, HAS_REPLY, ref_to(deed.about))

A teller chooses people, not channels. Tellers live in each room's notices.py and are loaded at start. Telling and
the mark on the deed are one transaction: after kill -9 a deed is told or not told, never half.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from wijkplein.foundation.notices.models import MailOut, Notice, Preference, Rhythm, StuckDeed, Subject, Why
from wijkplein.foundation.notices.retrying import kind_of_error, next_try, place_of_error
from wijkplein.foundation.notices.turn import Turn
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.receipts.actions import day_of
from wijkplein.foundation.verbs.models import Deed
from wijkplein.foundation.verbs.policy import Verb
from wijkplein.foundation.verbs.ref import Ref
from wijkplein.foundation.verbs.registry import find, kind_named

AT_ONCE = 500  # deeds nobody wants to hear about are passed over in one write
BATCH = 50
TOGETHER = timedelta(minutes=10)  # what happens within this time after a mail comes in one next mail
DAILY_HOUR = 17  # when who wants one mail a day gets it

log = logging.getLogger("wijkplein.notices")


@dataclass(frozen=True)
class Telling:
    """Tell this person this sentence about this thing. `person` may be None: a thing without a known writer."""

    person: Person | None
    sentence: str
    ref: Ref
    why: str = Why.OWN


Teller = Callable[[Deed], Iterable[Telling]]
_tellers: dict[str, list[Teller]] = {}


def tells(*verbs: Verb) -> Callable[[Teller], Teller]:
    """Say who is told when one of these verbs was done."""

    def decorate(teller: Teller) -> Teller:
        for verb in verbs:
            _tellers.setdefault(verb.name, []).append(teller)
        return teller

    return decorate


def tellers_of(verb: str) -> list[Teller]:
    """Who tells about this verb."""
    return _tellers.get(verb, [])


def tell_deeds(now: datetime | None = None, *, turn: Turn | None = None) -> int:
    """Tell the oldest untold deeds. Gives how many were dealt with; 0 when nothing waits (then nothing is locked)."""
    moment, turn = now or timezone.now(), turn or Turn()
    done = _pass_over(moment)
    waiting = Deed.objects.untold().filter(verb__in=list(_tellers))
    later = StuckDeed.objects.filter(next_try_at__gt=moment).values("deed")
    for deed in waiting.exclude(uuid__in=later)[:BATCH]:
        if turn.over:
            break
        _tell(deed, moment)
        done += 1
    return done


def _pass_over(now: datetime) -> int:
    silent = Deed.objects.untold().exclude(verb__in=list(_tellers))
    keys: dict[datetime, list[int]] = {}
    for deed in silent.only("pk", "at")[:AT_ONCE]:
        keys.setdefault(_moment(deed, now), []).append(deed.pk)
    return sum(Deed.objects.filter(pk__in=each, told_at=None).update(told_at=at) for at, each in keys.items())


def _tell(deed: Deed, now: datetime) -> None:
    try:
        with transaction.atomic():
            if Deed.objects.filter(pk=deed.pk, told_at=None).update(told_at=_moment(deed, now)) == 1:
                _write(deed, now)
    except Exception as error:  # noqa: BLE001  # a room's mistake must not silence every other room; it is kept and shown
        log.error("teller of %s failed: %s", deed.verb, place_of_error(error))
        _set_aside(deed, error, now)


def _write(deed: Deed, now: datetime) -> None:
    about = _thing_of(deed)
    if about is None:
        return
    deed.about = about
    notices = {told.person.pk: _notice(told, deed, now) for told in _heard(deed) if told.person is not None}
    Notice.objects.bulk_create(notices.values(), ignore_conflicts=True)


def _thing_of(deed: Deed) -> Any | None:
    """What the deed was about, whoever may see it; None when it is gone."""
    return kind_named(deed.kind).model._base_manager.filter(uuid=deed.about_id).first()


def _heard(deed: Deed) -> Iterator[Telling]:
    """Not who did it, not who left, and not who cannot see it; the first sentence for one person counts."""
    seen: set[int] = set()
    for teller in tellers_of(deed.verb):
        for told in teller(deed):
            person = told.person
            if person is None or not person.is_active or person.uuid == deed.actor or person.pk in seen:
                continue
            if find(told.ref, by=person) is not None:
                seen.add(person.pk)
                yield told


def _notice(told: Telling, deed: Deed, now: datetime) -> Notice:
    assert told.person is not None  # _heard lets nobody else through
    notice = new_notice(told, occasion=f"deed:{deed.uuid}", deed=deed.uuid, now=now)
    notice.created_at = _moment(deed, now)
    if notice.created_at != now:
        notice.pass_on_at = next_daily(now) if notice.pass_on_at is not None else None
    return notice


def _moment(deed: Deed, now: datetime) -> datetime:
    """What was done without a time of day is told without one: it could be laid beside somebody's presence."""
    return day_of(now) if deed.at == day_of(deed.at) else now


def new_notice(told: Telling, *, occasion: str, now: datetime, deed: Any = None) -> Notice:
    """A notice, not saved yet, with the moment at which it goes out. Raises ValueError without a person."""
    if told.person is None:
        raise ValueError("Nobody to tell.")
    return Notice(
        person=told.person,
        occasion=occasion,
        deed=deed,
        kind=told.ref.kind,
        about_id=told.ref.uuid,
        sentence=told.sentence,
        why=told.why,
        created_at=now,
        pass_on_at=goes_out_at(told.person, told.why, now),
    )


def goes_out_at(person: Person, why: str, now: datetime) -> datetime | None:
    """When this person hears it outside the inbox; None when she never wants to. Duty cannot be switched off."""
    preference = Preference.objects.filter(person=person).first() or Preference(person=person)
    if preference.threads == Rhythm.NOW:
        last = MailOut.objects.filter(person=person, subject__in=(Subject.NEWS, Subject.WORK)).order_by("-id").first()
        return max(now, last.created_at + TOGETHER) if last else now
    if preference.threads == Rhythm.DAILY or why == Why.DUTY:
        return next_daily(now)
    return None


def next_daily(now: datetime) -> datetime:
    """The next moment of the daily mail."""
    local = timezone.localtime(now)
    today = local.replace(hour=DAILY_HOUR, minute=0, second=0, microsecond=0)
    return (
        today
        if today > local
        else (local + timedelta(days=1)).replace(hour=DAILY_HOUR, minute=0, second=0, microsecond=0)
    )


def _set_aside(deed: Deed, error: Exception, now: datetime) -> None:
    with transaction.atomic():
        stuck, _new = StuckDeed.objects.get_or_create(deed=deed.uuid)
        stuck.tries, stuck.last_error = stuck.tries + 1, kind_of_error(error)
        stuck.next_try_at = next_try(stuck.tries, now)
        stuck.save()
        if stuck.next_try_at is None:
            Deed.objects.filter(pk=deed.pk).update(told_at=_moment(deed, now))
