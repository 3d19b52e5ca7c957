"""The weekly mail: what is new on the public pages of one's own neighbourhood, titles only. Monday at eight.

Rooms say what is new: `in_digest("square", newest_titles)`. A week without news has no mail, and a week has one mail:
the occasion holds the week, so a worker that was killed half-way goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.binding import current
from wijkplein.foundation.notices.models import MailOut, Preference, Stop, Subject
from wijkplein.foundation.notices.wording import Line, sign_off, stop_line

WEEK = timedelta(days=7)
LATEST = timedelta(hours=24)  # a weekly mail that is later than this waits for the next Monday
MOST = 12  # titles in one mail
AT_ONCE = 200  # mails written in one transaction

Source = Callable[[Area | None, datetime], Sequence[Line]]
_sources: dict[str, Source] = {}


def in_digest(name: str, source: Source) -> None:
    """Add a source: given an area (None: the whole community) and since when, public titles with a full address."""
    _sources[name] = source


class Weekly:
    """One Monday's mails. What is new in an area is looked up once for everybody who lives there."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        year, week, _day = timezone.localtime(now).isocalendar()
        self.occasion = f"digest:{year}-W{week:02}"
        self._bodies: dict[tuple[int | None, str], str] = {}

    def mail_for(self, preference: Preference) -> MailOut | None:
        """The mail of one person, not saved; None when nothing is new where she lives."""
        person = preference.person
        body = self._body(person.area, person.language)
        if not body:
            return None
        return MailOut(
            occasion=f"{self.occasion}:{person.uuid}",
            person=person,
            subject=Subject.WEEK,
            body=body + preference.stop_digest + "/\n",
            language=person.language,
            stop=Stop.DIGEST,
            created_at=self.now,
            next_try_at=self.now,
        )

    def _body(self, area: Area | None, language: str) -> str:
        """Everything but the token, which stands at the very end."""
        key = (area.pk if area else None, language)
        if key not in self._bodies:
            lines = [line for source in _sources.values() for line in source(area, self.now - WEEK)][:MOST]
            self._bodies[key] = digest_text(area, lines, language=language) if lines else ""
        return self._bodies[key]


def digest_text(area: Area | None, lines: Sequence[Line], *, language: str) -> str:
    """The words of a weekly mail, up to where the stop token comes."""
    with translation.override(language):
        where = area.name if area else current().brand.name
        head = _("Hallo,\n\nDit is er deze week nieuw in %(where)s:") % {"where": where}
        said = "\n".join(map(str, lines))
        calm = _("Dit krijg je een keer per week, omdat je dat zelf hebt gekozen.")
        stop = stop_line(_("Stop deze mail:"), "x").removesuffix("x/")
        return f"{head}\n\n{said}\n\n{sign_off()}\n\n{calm}\n{stop}"


def send_weekly(now: datetime) -> int:
    """Write the weekly mails into the outbox. Gives how many; doing it twice in a week writes none the second time."""
    weekly, done, last = Weekly(now), 0, 0
    while True:
        batch = _next(last)
        if not batch:
            return done
        last = batch[-1].pk
        mails = [mail for preference in batch if (mail := weekly.mail_for(preference)) is not None]
        with transaction.atomic():
            before = MailOut.objects.filter(occasion__in=[mail.occasion for mail in mails]).count()
            MailOut.objects.bulk_create(mails, ignore_conflicts=True)
            done += len(mails) - before


def _next(after: int) -> list[Preference]:
    wanted = Preference.objects.filter(pk__gt=after, digest=True, person__left_at=None, person__erased_at=None)
    return list(wanted.exclude(person__email=None).select_related("person__area").order_by("pk")[:AT_ONCE])
