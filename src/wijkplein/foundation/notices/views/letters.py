"""The paper queue: letters for people without e-mail, for whoever has duty. Each opening is noted."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.once import Answer
from wijkplein.foundation.notices.actions import open_letter, tick_letters
from wijkplein.foundation.notices.letters import letter_pdf, piles, told
from wijkplein.foundation.notices.models import PaperItem
from wijkplein.foundation.notices.policy import Papers
from wijkplein.foundation.notices.views.common import POST_AND_GET, do_once, first_area_of, me, private_page
from wijkplein.foundation.people.contact import spoken_phone
from wijkplein.foundation.verbs.doors import door

MOST = 200


@require_safe
@door(signed_in=True)
def start(request: HttpRequest) -> HttpResponseBase:
    """To the letters of the area one works for."""
    return redirect("notices:letters", first_area_of(me(request), Papers.list).slug)


@require_safe
@door(Papers.list)
def queue(request: HttpRequest, area: Area) -> HttpResponseBase:
    """What waits, without names."""
    return private_page(request, "notices/letters.html", {"area": area, "piles": piles(_waiting(request, area))})


@POST_AND_GET
@door(Papers.print)
def letter(request: HttpRequest, area: Area, person: UUID) -> HttpResponseBase:
    """One letter: to whom, and what it says. POST: it is on its way, or the person was called."""
    items = _of(request, area, person)
    if request.method == "POST":

        def deed() -> Answer:
            tick_letters(by=me(request), area=area, items=items)
            return Answer(reverse("notices:letters", args=[area.slug]))

        return do_once(request, deed)
    someone = items[0].person
    with transaction.atomic():
        open_letter(by=me(request), person=someone, area=area)
    context = {"area": area, "person": someone, "phone": spoken_phone(someone.phone), "told": told(items)}
    return private_page(request, "notices/letter.html", context)


@require_safe
@door(Papers.print)
def letter_as_pdf(request: HttpRequest, area: Area, person: UUID) -> HttpResponseBase:
    """The letter to print."""
    items = _of(request, area, person)
    with transaction.atomic():
        open_letter(by=me(request), person=items[0].person, area=area)
    headers = {"Content-Disposition": 'inline; filename="brief.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(letter_pdf(items[0].person, items), content_type="application/pdf", headers=headers)


def _waiting(request: HttpRequest, area: Area) -> list[PaperItem]:
    ids = Area.objects.ids_below({area.pk})
    waiting = PaperItem.objects.visible_to(me(request)).below(ids).filter(printed_at=None)
    return list(waiting.select_related("person", "area").order_by("id")[:MOST])


def _of(request: HttpRequest, area: Area, person: UUID) -> list[PaperItem]:
    items = [item for item in _waiting(request, area) if item.person.uuid == person]
    if not items:
        raise Http404
    return items
