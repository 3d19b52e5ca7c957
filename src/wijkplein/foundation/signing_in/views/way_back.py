"""The way back for a colleague who lost her second step: for the connector and the platform manager."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wijkplein.foundation.people.colleagues import UNKNOWN, colleague
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.people.pages import DO, PAGE, SeeOther, patient, person_of, posted, show_form, tried
from wijkplein.foundation.people.proving import fresh
from wijkplein.foundation.signing_in.actions import ask_way_back, reset_second_factor, waiting_ways_back
from wijkplein.foundation.signing_in.forms import VouchForm
from wijkplein.foundation.signing_in.models import WayBack
from wijkplein.foundation.signing_in.policy import WaysBack
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.doors import door


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
            return SeeOther(reverse("signing_in:way_back"))
    return show_form(request, "signing_in/way_back.html", form, waiting=_to_confirm(by))


@door(WaysBack.reset_second_factor)
@never_cache
@require_http_methods(DO)
@fresh
def way_back_confirm(request: HttpRequest, vouch: WayBack) -> HttpResponse:
    """The second of two."""
    reset_second_factor(by=person_of(request), way_back=vouch)
    return SeeOther(reverse("signing_in:way_back"))


def _to_confirm(by: Person) -> list[tuple[WayBack, str]]:
    """What waits, with the reason when this person cannot be the second."""
    if "platform_manager" not in by.all_role_names():
        return []
    return [(each, str(WaysBack.reset_second_factor.may(by, each).reason)) for each in waiting_ways_back()]
