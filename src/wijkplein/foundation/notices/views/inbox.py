"""One's own inbox, and how one wants to hear things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from wijkplein.foundation.community.once import Answer
from wijkplein.foundation.notices.actions import choose, mark_read
from wijkplein.foundation.notices.forms import PreferenceForm
from wijkplein.foundation.notices.models import Notice, Preference
from wijkplein.foundation.notices.sentences import sentence_named
from wijkplein.foundation.notices.views.common import POST_AND_GET, SeeOther, do_once, form_page, me, private_page
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.receipts.actions import day_of
from wijkplein.foundation.verbs.doors import door
from wijkplein.foundation.verbs.registry import kind_named

PAGE = 30


@dataclass(frozen=True)
class Told:
    """One line as the page shows it. Without `url` the thing is gone, or not for this person any more."""

    text: str
    title: str
    url: str
    at: datetime
    new: bool

    @property
    def by_the_day(self) -> bool:
        """What came in without a time of day is shown without one."""
        return self.at == day_of(self.at)


@POST_AND_GET
@door(signed_in=True)
def inbox(request: HttpRequest) -> HttpResponseBase:
    """What happened with one's own things, newest first. POST: all of it was read."""
    person = me(request)
    if request.method == "POST":
        mark_read(by=person, notices=Notice.objects.visible_to(person).filter(read_at=None))
        return SeeOther(reverse("notices:inbox"))
    rows = Notice.objects.visible_to(person).order_by("-id")
    before = request.GET.get("voor", "")
    if before.isdigit() and len(before) < 19:
        rows = rows.filter(pk__lt=int(before))
    page = list(rows[: PAGE + 1])
    more = f"?voor={page[PAGE - 1].pk}" if len(page) > PAGE else ""
    told = list(_told(page[:PAGE], person))
    return private_page(
        request, "notices/inbox.html", {"told": told, "more": more, "new": any(each.new for each in told)}
    )


@POST_AND_GET
@door(signed_in=True)
def preferences(request: HttpRequest) -> HttpResponseBase:
    """How often, and through which channel."""
    person = me(request)
    known = Preference.objects.filter(person=person).first() or Preference(person=person)
    initial = {"digest": known.digest, "threads": known.threads, "channel": known.channel}
    form = PreferenceForm(request.POST if request.method == "POST" else None, initial=initial)
    if not form.is_bound or not form.is_valid():
        saved = request.GET.get("bewaard") == "1"
        return form_page(request, "notices/preferences.html", form, {"saved": saved})

    def deed() -> Answer:
        choose(by=person, **form.cleaned_data)
        return Answer(reverse("notices:preferences") + "?bewaard=1")

    return do_once(request, deed)


def _told(notices: Iterable[Notice], person: Person) -> Iterator[Told]:
    """One query for each kind on the page, through the one definition of who sees what."""
    rows = list(notices)
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for row in rows:
        wanted[row.kind].add(row.about_id)
    found = {
        (kind, thing.uuid): thing
        for kind, ids in wanted.items()
        for thing in kind_named(kind).visible_to(person).filter(uuid__in=ids)
    }
    for row in rows:
        thing, kind = found.get((row.kind, row.about_id)), kind_named(row.kind)
        yield Told(
            text=str(sentence_named(row.sentence).short),
            title=kind.title(thing) if thing is not None else "",
            url=kind.url(thing) if thing is not None else "",
            at=row.created_at,
            new=row.read_at is None,
        )
