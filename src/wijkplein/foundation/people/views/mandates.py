"""Who may do things for me, and whom I do things for: half an hour at a time."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wijkplein.foundation.people import acting_for
from wijkplein.foundation.people.actions import begin_for, end_mandate, give_mandate
from wijkplein.foundation.people.colleagues import UNKNOWN, colleague
from wijkplein.foundation.people.duty import places_for
from wijkplein.foundation.people.forms import MandateForm
from wijkplein.foundation.people.models import Person, ProxyMandate, Role
from wijkplein.foundation.people.pages import (
    DO,
    LOOK,
    PAGE,
    SeeOther,
    ask_first,
    own_page,
    patient,
    person_of,
    posted,
    show_form,
    tried,
)
from wijkplein.foundation.people.policy import CALL_ROLES, Mandates
from wijkplein.foundation.people.views.arranging import SHOWN
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.doors import door


@own_page(*PAGE)
def mandates(request: HttpRequest) -> HttpResponse:
    """Who may do things for me, until when; letting somebody, and ending it."""
    by = person_of(request)
    known = _who_work_here(by)
    form = MandateForm(posted(request), known=[(str(role.person.uuid), _words(role)) for role in known])
    if request.method == "POST" and form.is_valid() and _give(by, form, known):
        return SeeOther(reverse("people:mandates"))
    running = ProxyMandate.objects.in_force().filter(represented=by).exclude(proxy=None)
    rows = running.select_related("proxy").order_by("-consent_at", "-pk")[:SHOWN]
    return show_form(request, "people/mandates.html", form, rows=rows)


@door(Mandates.end)
@never_cache
@require_http_methods(PAGE)
@patient
def mandate_end(request: HttpRequest, mandate: ProxyMandate) -> HttpResponse:
    """It is over, whoever of the two says so, after a question."""
    by = person_of(request)
    mine = mandate.represented_id == by.pk
    back = reverse("people:mandates" if mine else "people:acting")
    if request.method != "POST":
        other = mandate.proxy if mine else mandate.represented
        words = {"name": other.public_name if other is not None else _("Een buur")}
        told = (
            _("%(name)s kan dan niets meer voor je schrijven.")
            if mine
            else _("Je kunt dan niets meer doen voor %(name)s.")
        )
        again = (
            _("Jij kunt het later opnieuw goedvinden.") if mine else _("Alleen %(name)s kan het opnieuw goedvinden.")
        )
        return ask_first(
            request,
            question=_("Stoppen met deze hulp?"),
            consequences=[told % words, again % words],
            yes=_("Ja, stop hiermee"),
            back=back,
        )
    end_mandate(by=by, mandate=mandate)
    acting_for.stop(request)
    return SeeOther(back)


@door(signed_in=True)
@never_cache
@require_http_methods(LOOK)
def acting(request: HttpRequest) -> HttpResponse:
    """For whom I may do things: only who said so, and not for one thing only."""
    by = person_of(request)
    if not by.all_role_names() & CALL_ROLES:
        raise Refused(Mandates.use.may(by, ProxyMandate()))
    mine = ProxyMandate.objects.in_force().filter(proxy=by, kind="", represented__erased_at=None)
    rows = mine.select_related("represented").order_by("until", "pk")[:SHOWN]
    context = {"rows": rows, "now": acting_for.acting_for(request, by), "ways": acting_for.ways()}
    return render(request, "people/acting.html", context)


@door(Mandates.use)
@never_cache
@require_http_methods(DO)
@patient
def acting_begin(request: HttpRequest, mandate: ProxyMandate) -> HttpResponse:
    """Half an hour from now on, in this browser."""
    begin_for(by=person_of(request), mandate=mandate)
    acting_for.begin(request, mandate)
    return SeeOther(reverse("people:acting"))


@door(signed_in=True)
@never_cache
@require_http_methods(DO)
def acting_stop(request: HttpRequest) -> HttpResponse:
    """Ready before the half hour is over."""
    acting_for.stop(request)
    return SeeOther(reverse("people:acting"))


def _who_work_here(by: Person) -> list[Role]:
    """Who may be known by name in my area and writes for others; never myself."""
    places = places_for(by.area)
    public = Role.objects.public().filter(name__in=CALL_ROLES).exclude(person=by).select_related("area")
    here = [role for role in public.order_by("pk") if role.area_id is None or role.area_id in places]
    return list({role.person_id: role for role in here if role.person.is_active}.values())


def _words(role: Role) -> str:
    return f"{role.person.public_name}, {role.get_name_display()}"


def _give(by: Person, form: MandateForm, known: list[Role]) -> bool:
    """An address of somebody who does not work here gets the same answer as one that nobody has."""
    chosen = form.cleaned_data.get("who", "")
    person = next((role.person for role in known if str(role.person.uuid) == chosen), None)
    if person is None:
        person = colleague(by, form.cleaned_data["email"])
        if person is None or person.pk == by.pk or not person.role_names(by.area) & CALL_ROLES:
            form.add_error("email", str(UNKNOWN))
            return False
    proxy: Person = person
    return tried(form, None, lambda: give_mandate(by=by, proxy=proxy, until=form.cleaned_data["until"]))
