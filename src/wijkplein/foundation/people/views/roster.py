"""The duty roster: who answers on which day, who stands in, and when somebody is away."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from wijkplein.foundation.people.actions import end_duty, plan_duty, set_away
from wijkplein.foundation.people.colleagues import UNKNOWN, colleague
from wijkplein.foundation.people.forms import AwayForm, DutyForm
from wijkplein.foundation.people.forms.team import WEEKDAYS
from wijkplein.foundation.people.models import DutyShift, Person
from wijkplein.foundation.people.pages import PAGE, SeeOther, ask_first, person_of, posted, show_form, tried
from wijkplein.foundation.people.policy import Duties, Roles
from wijkplein.foundation.people.views.arranging import arranging, in_pieces, reach_of


@arranging(*PAGE)
def roster(request: HttpRequest) -> HttpResponse:
    """Who has duty where, and planning it."""
    by = person_of(request)
    form = DutyForm(posted(request), **reach_of(by).form_options())
    if request.method == "POST" and form.is_valid() and _plan(by, form):
        return SeeOther(reverse("people:roster"))
    shifts = DutyShift.objects.visible_to(by).select_related("person", "deputy", "area").order_by("role", "pk")
    piece = in_pieces(request, shifts)
    piece["rows"] = [(shift, in_words(shift), Duties.end.may(by, shift)) for shift in piece["rows"]]
    return show_form(request, "people/roster.html", form, **piece)


@arranging(*PAGE, verb=Duties.end)
def duty_end(request: HttpRequest, shift: DutyShift) -> HttpResponse:
    """Off the roster, after a question."""
    if request.method != "POST":
        words = {"name": shift.person.public_name, "days": in_words(shift)}
        return ask_first(
            request,
            question=_("%(name)s van het rooster halen?") % words,
            consequences=[
                _("%(name)s heeft dan geen dienst meer op: %(days)s.") % words,
                _("Was het een vergissing? Dan plan je de dienst opnieuw."),
            ],
            yes=_("Ja, haal van het rooster"),
            back=_back(request),
        )
    end_duty(by=person_of(request), shift=shift)
    return SeeOther(_back(request))


@arranging(*PAGE, verb=Duties.set_away)
def duty_away(request: HttpRequest, shift: DutyShift) -> HttpResponse:
    """From when until when the deputy answers."""
    days = {"away_from": shift.away_from, "away_until": shift.away_until}
    form = AwayForm(posted(request), initial=days)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried(form, None, lambda: set_away(by=person_of(request), shift=shift, **given)):
            return SeeOther(_back(request))
    return show_form(request, "people/duty_away.html", form, shift=shift, days=in_words(shift), back=_back(request))


def in_words(shift: DutyShift) -> str:
    """Its weekdays: "maandag, woensdag", and three or more in a row as "maandag t/m vrijdag"."""
    found: list[str] = []
    for works, days in groupby(WEEKDAYS, key=lambda day: day[0] in shift.weekdays):
        names = [str(name) for _digit, name in days] if works else []
        if len(names) > 2:
            names = [_("%(first)s t/m %(last)s") % {"first": names[0], "last": names[-1]}]
        found += names
    return ", ".join(found)


def _plan(by: Person, form: Form) -> bool:
    given: dict[str, Any] = dict(form.cleaned_data)
    people: dict[str, Person | None] = {}
    for field in ("email", "deputy"):
        address = given.pop(field)
        people[field] = colleague(by, address) if address else None
        if address and people[field] is None:
            form.add_error(field, str(UNKNOWN))
    person = people["email"]
    if person is None or form.errors:
        return False
    days = "".join(given["weekdays"])
    return tried(
        form,
        None,
        lambda: plan_duty(
            by=by, person=person, role=given["name"], area=given["area"], weekdays=days, deputy=people["deputy"]
        ),
    )


def _back(request: HttpRequest) -> str:
    """Whoever arranges goes back to the roster, others to their own work."""
    arranges = Roles.look.may(person_of(request), None)
    return reverse("people:roster" if arranges else "people:work")
