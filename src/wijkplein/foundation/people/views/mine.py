"""*Mijn plek*: what is mine, how I am reached, and every right on my data without asking anybody."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from wijkplein.foundation.people.actions import change_profile, erase
from wijkplein.foundation.people.forms import ProfileForm
from wijkplein.foundation.people.overview import kept_about, kept_by_time, matters_of, who_looked
from wijkplein.foundation.people.pages import LOOK, PAGE, SeeOther, own_page, person_of, posted, show_form
from wijkplein.foundation.people.policy import CALL_ROLES, Persons, Roles
from wijkplein.foundation.people.proving import fresh
from wijkplein.foundation.people.takealong import archive_of

PROFILE = tuple(ProfileForm.base_fields)


@own_page(*LOOK)
def mine(request: HttpRequest) -> HttpResponse:
    """My name, how I am reached, my receipts, and the way to everything else."""
    person = person_of(request)
    roles = person.all_role_names()
    context = {
        "person": person,
        "matters": matters_of(person),
        "works": bool(roles) or person.memberships.current().exists(),
        "calls": bool(roles & CALL_ROLES),
        "arranges": bool(Roles.look.may(person, None)),
    }
    return render(request, "people/mine.html", context)


@own_page(*PAGE)
def profile(request: HttpRequest) -> HttpResponse:
    """Change what I told about myself."""
    person = person_of(request)
    form = ProfileForm(posted(request), initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        change_profile(by=person, person=person, **form.cleaned_data)
        return SeeOther(reverse("people:mine"))
    return show_form(request, "people/profile.html", form)


@own_page(*LOOK)
def my_data(request: HttpRequest) -> HttpResponse:
    """What we keep, why, and how long: made from the privacy map, so it cannot be out of date."""
    return render(request, "people/my_data.html", {"groups": kept_by_time()})


@own_page(*LOOK)
def looked(request: HttpRequest) -> HttpResponse:
    """Who looked at my data, when and why."""
    return render(request, "people/looked.html", {"looks": who_looked(person_of(request))})


@own_page(*PAGE)
@fresh
def take_along(request: HttpRequest) -> HttpResponse:
    """Everything kept about me, for people and for machines, in one file."""
    if request.method != "POST":
        return render(request, "people/take_along.html")
    person = person_of(request)
    name = f"{request.get_host().partition(':')[0]}-{timezone.localdate():%Y-%m-%d}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(archive_of(person), content_type="application/zip", headers=headers)


@own_page(*PAGE)
@fresh
def erase_me(request: HttpRequest) -> HttpResponse:
    """Erase myself, at once. Before: what goes. After: the same words and counts, of what went."""
    person, kept = person_of(request), kept_about(person_of(request))
    if request.method != "POST":
        return render(request, "people/erase.html", {"kept": kept, "may": Persons.erase.may(person, person)})
    erase(by=person, person=person)
    logout(request)
    return render(request, "people/erased.html", {"counts": kept})


def _initial(request: HttpRequest) -> dict[str, object]:
    person = person_of(request)
    found = {name: getattr(person, name) for name in PROFILE}
    return {**found, "area": person.area.slug if person.area else None}
