"""Organisations in the neighbourhood, and who works for them."""

from __future__ import annotations

from django.db.models import Count, Q
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkplein.foundation.people.actions import (
    add_membership,
    add_organisation,
    change_organisation,
    end_membership,
    end_organisation,
)
from wijkplein.foundation.people.colleagues import UNKNOWN, colleague
from wijkplein.foundation.people.forms import MemberForm, OrganisationForm
from wijkplein.foundation.people.models import Membership, Organisation
from wijkplein.foundation.people.pages import DO, PAGE, SeeOther, ask_first, person_of, posted, show_form, tried
from wijkplein.foundation.people.policy import Memberships, Organisations
from wijkplein.foundation.people.views.arranging import arranging, in_pieces


@arranging(*PAGE)
def organisations(request: HttpRequest) -> HttpResponse:
    """Which there are, and adding one."""
    form = OrganisationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried(form, "name", lambda: add_organisation(by=person_of(request), **given)):
            return SeeOther(reverse("people:organisations"))
    today = timezone.localdate()
    working = Count("memberships", filter=Q(memberships__since__lte=today, memberships__until__gte=today))
    rows = Organisation.objects.taking_part().annotate(working=working)
    return show_form(request, "people/organisations.html", form, **in_pieces(request, rows))


@arranging(*PAGE, verb=Memberships.add)
def organisation(request: HttpRequest, here: Organisation) -> HttpResponse:
    """Who works for this one, and adding somebody by her address."""
    by = person_of(request)
    form = MemberForm(posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        person = colleague(by, given.pop("email"))
        if person is None:
            form.add_error("email", str(UNKNOWN))
        elif tried(form, None, lambda: add_membership(by=by, person=person, organisation=here, **given)):
            return SeeOther(_address(here))
    members = Membership.objects.current().visible_to(by).filter(organisation=here).select_related("person")
    may_end = Organisations.end.may(by, here)
    piece = in_pieces(request, members.order_by("pk"))
    return show_form(request, "people/organisation.html", form, organisation=here, may_end=may_end, **piece)


@arranging(*PAGE, verb=Organisations.change)
def organisation_change(request: HttpRequest, here: Organisation) -> HttpResponse:
    """Another name, number or address."""
    form = OrganisationForm(posted(request), initial=model_to_dict(here))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried(form, "name", lambda: change_organisation(by=person_of(request), organisation=here, **given)):
            return SeeOther(_address(here))
    return show_form(request, "people/organisation_change.html", form, organisation=here)


@arranging(*DO, verb=Organisations.end)
def organisation_end(request: HttpRequest, here: Organisation) -> HttpResponse:
    """It takes part no longer."""
    end_organisation(by=person_of(request), organisation=here)
    return SeeOther(reverse("people:organisations"))


@arranging(*PAGE, verb=Memberships.end)
def membership_end(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Somebody no longer works there, after a question; of oneself from one's own page."""
    by = person_of(request)
    back = reverse("people:work") if membership.person_id == by.pk else _address(membership.organisation)
    if request.method != "POST":
        words = {"name": membership.person.public_name, "organisation": membership.organisation.name}
        return ask_first(
            request,
            question=_("Werkt %(name)s niet meer voor %(organisation)s?") % words,
            consequences=[_("Dan kan %(name)s niets meer schrijven namens %(organisation)s.") % words],
            yes=_("Ja, dit werk stopt"),
            back=back,
        )
    end_membership(by=by, membership=membership)
    return SeeOther(back)


def _address(here: Organisation) -> str:
    return reverse("people:organisation", args=[here.uuid])
