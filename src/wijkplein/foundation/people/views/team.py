"""Roles: for the platform manager and the area director."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from wijkplein.foundation.people.actions import end_access, end_role, grant_role
from wijkplein.foundation.people.colleagues import UNKNOWN, colleague
from wijkplein.foundation.people.forms import GrantForm
from wijkplein.foundation.people.models import Role
from wijkplein.foundation.people.pages import DO, PAGE, SeeOther, person_of, posted, show_form, tried
from wijkplein.foundation.people.policy import Persons, Roles
from wijkplein.foundation.people.views.arranging import arranging, in_pieces, reach_of


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
