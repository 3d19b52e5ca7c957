"""Roles, and the way back for a colleague: for the platform manager, the area director and the connector."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wijkplein.foundation.people.actions import (
    ask_way_back,
    end_access,
    end_role,
    grant_role,
    reset_second_factor,
)
from wijkplein.foundation.people.actions.way_back import waiting_ways_back
from wijkplein.foundation.people.forms import GrantForm, VouchForm
from wijkplein.foundation.people.forms.team import UNKNOWN
from wijkplein.foundation.people.models import Person, Role, WayBack
from wijkplein.foundation.people.policy import Persons, Roles, WaysBack
from wijkplein.foundation.people.views.colleagues import arranging, colleague, in_pieces, reach_of, tried
from wijkplein.foundation.people.views.pages import DO, PAGE, SeeOther, fresh, patient, person_of, posted, show_form
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.doors import door


@arranging(*PAGE)
def team(request: HttpRequest) -> HttpResponse:
    """Who has which role, and giving one. Only people with a role stand here."""
    by = person_of(request)
    form = GrantForm(posted(request), **reach_of(by).form_options())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        person = colleague(by, given.pop("email"))
        if person is None:
            form.add_error("email", str(UNKNOWN))
        elif tried(form, None, lambda: grant_role(by=by, person=person, **given)):
            return SeeOther(reverse("people:team"))
    roles = Role.objects.current().visible_to(by).select_related("person", "area").order_by("name", "pk")
    piece = in_pieces(request, roles)
    piece["rows"] = [(role, Roles.end.may(by, role), Persons.end_access.may(by, role.person)) for role in piece["rows"]]
    return show_form(request, "people/team.html", form, **piece)


@arranging(*DO, verb=Roles.end)
def role_end(request: HttpRequest, role: Role) -> HttpResponse:
    """End one role now; one's own from one's own page."""
    by = person_of(request)
    end_role(by=by, role=role)
    return SeeOther(reverse("people:work" if role.person_id == by.pk else "people:team"))


@arranging(*DO, verb=Roles.end)
def access_end(request: HttpRequest, role: Role) -> HttpResponse:
    """The one switch, found by a role of that person: everything ends now."""
    end_access(by=person_of(request), person=role.person)
    return SeeOther(reverse("people:team"))


@door(signed_in=True)
@never_cache
@require_http_methods(PAGE)
@patient
def way_back(request: HttpRequest) -> HttpResponse:
    """A colleague lost her second step: vouch for her, or confirm what somebody else vouched for."""
    by = person_of(request)
    if not by.all_role_names() & {"connector", "platform_manager"}:
        raise Refused(WaysBack.reset_second_factor.may(by, None))
    form = VouchForm(posted(request))
    if request.method == "POST" and form.is_valid():
        person = colleague(by, form.cleaned_data["email"])
        if person is None or not person.works_a_desk:
            form.add_error("email", str(UNKNOWN))
        elif tried(form, None, lambda: ask_way_back(by=by, person=person, how=form.cleaned_data["how"])):
            return SeeOther(reverse("people:way_back"))
    return show_form(request, "people/way_back.html", form, waiting=_to_confirm(by))


@door(WaysBack.reset_second_factor)
@never_cache
@require_http_methods(DO)
@fresh
def way_back_confirm(request: HttpRequest, vouch: WayBack) -> HttpResponse:
    """The second of two."""
    reset_second_factor(by=person_of(request), way_back=vouch)
    return SeeOther(reverse("people:way_back"))


def _to_confirm(by: Person) -> list[tuple[WayBack, str]]:
    """What waits, with the reason when this person cannot be the second."""
    if "platform_manager" not in by.all_role_names():
        return []
    return [(each, str(WaysBack.reset_second_factor.may(by, each).reason)) for each in waiting_ways_back()]
