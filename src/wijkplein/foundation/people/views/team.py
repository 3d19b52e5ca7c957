"""Roles: for the platform manager and the area director."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from wijkplein.foundation.people.actions import end_access, end_role, grant_role
from wijkplein.foundation.people.colleagues import UNKNOWN, colleague
from wijkplein.foundation.people.forms import GrantForm
from wijkplein.foundation.people.models import Role
from wijkplein.foundation.people.pages import PAGE, SeeOther, ask_first, person_of, posted, show_form, tried
from wijkplein.foundation.people.policy import Persons, Roles
from wijkplein.foundation.people.views.arranging import arranging, in_pieces, reach_of
from wijkplein.foundation.verbs.acting import Refused


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


@arranging(*PAGE, verb=Roles.end)
def role_end(request: HttpRequest, role: Role) -> HttpResponse:
    """End one role now, after a question; one's own from one's own page."""
    by = person_of(request)
    back = reverse("people:work" if role.person_id == by.pk else "people:team")
    if request.method != "POST":
        return _ask_to_end(request, role, role.person_id == by.pk, back)
    end_role(by=by, role=role)
    return SeeOther(back)


@arranging(*PAGE, verb=Roles.end)
def access_end(request: HttpRequest, role: Role) -> HttpResponse:
    """The one switch, found by a role of that person: after a question everything ends now."""
    by, person = person_of(request), role.person
    if not (answer := Persons.end_access.may(by, person)):
        raise Refused(answer)
    if request.method != "POST":
        name = {"name": person.public_name}
        return ask_first(
            request,
            question=_("Alle toegang van %(name)s sluiten?") % name,
            consequences=[
                _("%(name)s wordt overal uitgelogd. Alle rollen en diensten stoppen meteen.") % name,
                _("Wat op haar of zijn antwoord wacht, gaat naar wie nu aan de beurt is."),
                _("Terugdraaien kan niet. Je moet de rollen dan een voor een opnieuw geven."),
            ],
            yes=_("Ja, sluit alle toegang"),
            back=reverse("people:team"),
        )
    end_access(by=by, person=person)
    return SeeOther(reverse("people:team"))


def _ask_to_end(request: HttpRequest, role: Role, own: bool, back: str) -> HttpResponse:
    words = {"name": role.person.public_name, "role": role.get_name_display()}
    if own:
        question = _("Stoppen als %(role)s?") % words
        told = [
            _("Je wordt meteen uitgelogd. Daarna log je weer in, zonder deze rol."),
            _("Dit kun je niet zelf terugdraaien. Wie het plein beheert, kan je de rol opnieuw geven."),
        ]
    else:
        question = _("De rol van %(name)s stoppen?") % words
        told = [
            _("%(name)s is dan geen %(role)s meer en wordt meteen uitgelogd.") % words,
            _("Was het een vergissing? Dan geef je de rol opnieuw."),
        ]
    told.insert(1, _("Wat op antwoord wacht, gaat naar wie nu aan de beurt is."))
    return ask_first(request, question=question, consequences=told, yes=_("Ja, stop deze rol"), back=back)
