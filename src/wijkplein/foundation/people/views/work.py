"""What I do here: my roles, organisations and days, and whether neighbours may know me."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wijkplein.foundation.people.actions import show_role
from wijkplein.foundation.people.forms import ShowForm
from wijkplein.foundation.people.models import DutyShift, Role
from wijkplein.foundation.people.pages import LOOK, PAGE, SeeOther, person_of, posted, show_form
from wijkplein.foundation.people.policy import Roles
from wijkplein.foundation.people.views.roster import in_words
from wijkplein.foundation.verbs.doors import door


@door(signed_in=True)
@never_cache
@require_http_methods(LOOK)
def work(request: HttpRequest) -> HttpResponse:
    """My roles until when, for whom I work, and on which days."""
    by = person_of(request)
    shifts = (
        DutyShift.objects.visible_to(by).filter(DutyShift.objects.own(by)).select_related("person", "deputy", "area")
    )
    context = {
        "roles": by.roles.current().select_related("area").order_by("pk"),
        "memberships": by.memberships.current().select_related("organisation").order_by("pk"),
        "shifts": [(shift, in_words(shift), shift.person_id == by.pk) for shift in shifts.order_by("pk")],
        "arranges": bool(Roles.look.may(by, None)),
    }
    return render(request, "people/work.html", context)


@door(Roles.show)
@never_cache
@require_http_methods(PAGE)
def role_show(request: HttpRequest, role: Role) -> HttpResponse:
    """Whether neighbours may know me in this role, and where they find me."""
    form = ShowForm(posted(request), initial={"public": role.public, "words": role.words})
    if request.method == "POST" and form.is_valid():
        show_role(by=person_of(request), role=role, **form.cleaned_data)
        return SeeOther(reverse("people:work"))
    return show_form(request, "people/role_show.html", form, role=role)
