"""From the inbox to the outside: one mail for everything that waits for a person, or a line in the paper queue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from wijkplein.foundation.notices.models import (
    Channel,
    MailOut,
    Notice,
    PaperItem,
    Preference,
    Rhythm,
    Stop,
    Subject,
    Why,
)
from wijkplein.foundation.notices.turn import Turn
from wijkplein.foundation.notices.wording import news_text, work_text
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.verbs.registry import find

BATCH = 50


def pass_on(now: datetime | None = None, *, turn: Turn | None = None) -> int:
    """Write the mails and letters whose time has come. Gives for how many people; 0 without locking anything."""
    moment, turn = now or timezone.now(), turn or Turn()
    due = Notice.objects.filter(pass_on_at__lte=moment).order_by().values_list("person_id", flat=True).distinct()
    done = 0
    for person_id in list(due[:BATCH]):
        if turn.over:
            break
        _pass_on_to(person_id, moment)
        done += 1
    return done


def _pass_on_to(person_id: int, now: datetime) -> None:
    """All that waits for one person in one transaction. After kill -9 it waits, or it stands in the outbox."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person_id)
        waiting = list(Notice.objects.filter(person=person, pass_on_at__isnull=False).order_by("id"))
        Notice.objects.filter(pk__in=[each.pk for each in waiting]).update(pass_on_at=None)
        preference, _new = Preference.objects.get_or_create(person=person)
        fresh = [each for each in waiting if _still_tells(each, person)]
        own = [each for each in fresh if each.why == Why.OWN and preference.threads != Rhythm.OFF]
        duty = [each for each in fresh if each.why == Why.DUTY]
        if duty and person.email:
            _mail(person, duty, Subject.WORK, work_text(duty, language=person.language), now)
        if own:
            _by_channel(person, own, preference, now)


def _still_tells(notice: Notice, person: Person) -> bool:
    """Not read in the meantime, and still there for this person to see."""
    return notice.read_at is None and person.is_active and find(notice.about, by=person) is not None


def _by_channel(person: Person, notices: Sequence[Notice], preference: Preference, now: datetime) -> None:
    if preference.channel == Channel.NONE:
        return
    if preference.channel == Channel.MAIL and person.email:
        daily = preference.threads == Rhythm.DAILY
        text = news_text(notices, language=person.language, stop_token=preference.stop_threads)
        _mail(person, notices, Subject.TODAY if daily else Subject.NEWS, text, now, stop=Stop.THREADS)
    elif person.address or person.phone:
        PaperItem.objects.bulk_create(
            PaperItem(
                person=person,
                area_id=person.area_id,
                kind=each.kind,
                about_id=each.about_id,
                sentence=each.sentence,
                created_at=now,
            )
            for each in notices
        )


def _mail(person: Person, notices: Sequence[Notice], subject: str, text: str, now: datetime, *, stop: str = "") -> None:
    MailOut.objects.create(
        occasion=f"notice:{notices[-1].uuid}",
        person=person,
        subject=subject,
        body=text,
        language=person.language,
        stop=stop,
        created_at=now,
        next_try_at=now,
    )
