"""The second step for who works a desk, and passkeys as comfort for everybody."""

from __future__ import annotations

from typing import Any

import segno
from allauth.mfa.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wijkplein.foundation.people.models import Person
from wijkplein.foundation.people.pages import DO, LOOK, PAGE, SeeOther, own_page, patient, person_of, posted, show_form
from wijkplein.foundation.people.proving import fresh, safe_next
from wijkplein.foundation.signing_in import factors
from wijkplein.foundation.signing_in.devices import devices_of, end_other_sessions, end_session
from wijkplein.foundation.signing_in.forms import PasskeyForm, PasskeyMakeForm, SecondFactorForm
from wijkplein.foundation.signing_in.second import has_second_factor
from wijkplein.foundation.verbs.doors import door, everyone


@door(everyone)
@never_cache
@require_http_methods(PAGE)
@patient
def second_step(request: HttpRequest) -> HttpResponse:
    """After the code of who works a desk: a code of the app, a recovery code or a passkey."""
    stage = factors.pending_stage(request)
    if stage is None:
        return HttpResponseRedirect(reverse("signing_in:sign_in"))
    proved, form = _prove(request, stage.login.user)
    if proved:
        response: HttpResponse = stage.exit()
        return response
    return show_form(request, "signing_in/second_step.html", form, options=factors.passkey_request(stage.login.user))


@own_page(*PAGE)
def second_again(request: HttpRequest) -> HttpResponse:
    """Show the second factor in a session that has not shown it lately."""
    person = person_of(request)
    next_url = safe_next(request, request.POST.get("next") or request.GET.get("next", ""))
    if not has_second_factor(person):
        return HttpResponseRedirect(reverse("signing_in:second_setup"))
    proved, form = _prove(request, person)
    if proved:
        return HttpResponseRedirect(next_url)
    options = factors.passkey_request(person)
    return show_form(request, "signing_in/second_step.html", form, options=options, next=next_url)


@own_page(*LOOK)
def second_setup(request: HttpRequest) -> HttpResponse:
    """Choose: an app on the telephone, or a passkey. Whoever works a desk comes here before anything else."""
    next_url = safe_next(request, request.GET.get("next", ""))
    return render(
        request, "signing_in/second_setup.html", {"next": next_url, "ready": has_second_factor(person_of(request))}
    )


@own_page(*PAGE)
@fresh
def app(request: HttpRequest) -> HttpResponse:
    """An app with codes: scan the square or type the secret over, and type one code back."""
    person = person_of(request)
    form = SecondFactorForm(posted(request))
    secret = factors.new_totp_secret(request)
    if request.method == "POST" and form.is_valid():
        try:
            factors.activate_totp(request, person, form.cleaned_data["code"])
        except factors.NotGood as problem:
            form.add_error("code", str(problem))
        else:
            return SeeOther(reverse("signing_in:recovery_codes"))
    link = get_adapter().build_totp_url(person, secret)
    qr = segno.make(link, error="m", micro=False).svg_data_uri(scale=4, border=2)
    return show_form(request, "signing_in/app.html", form, secret=_in_fours(secret), qr=qr)


@own_page(*PAGE)
@fresh
def make_passkey(request: HttpRequest) -> HttpResponse:
    """A passkey on this device. It is one more way in; the e-mail code keeps working."""
    person = person_of(request)
    form = PasskeyMakeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            factors.add_passkey(request, person, form.cleaned_data["name"], form.cleaned_data["credential"])
        except factors.NotGood as problem:
            form.add_error(None, str(problem))
        else:
            return SeeOther(reverse("signing_in:recovery_codes" if person.works_a_desk else "signing_in:safety"))
    return show_form(request, "signing_in/make_passkey.html", form, options=factors.passkey_creation(person))


@own_page(*PAGE)
@fresh
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Ten codes for on paper, for the day the telephone is gone. A POST makes new ones."""
    person = person_of(request)
    if not has_second_factor(person):
        return HttpResponseRedirect(reverse("signing_in:second_setup"))
    if request.method == "POST":
        factors.fresh_recovery_codes(person)
        return SeeOther(reverse("signing_in:recovery_codes"))
    return render(request, "signing_in/recovery_codes.html", {"codes": factors.recovery_codes(person)})


@own_page(*LOOK)
def safety(request: HttpRequest) -> HttpResponse:
    """Where I am signed in, and with what."""
    person = person_of(request)
    context = {
        "devices": devices_of(person)[:50],
        "here": request.session.session_key,
        "factors": factors.factors_of(person),
        "desk": person.works_a_desk,
    }
    return render(request, "signing_in/safety.html", context)


@own_page(*DO)
@fresh
def remove_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a passkey or the app away."""
    factors.remove_factor(person_of(request), pk)
    return SeeOther(reverse("signing_in:safety"))


@own_page(*DO)
def out_everywhere(request: HttpRequest) -> HttpResponse:
    """Sign out on every other device."""
    end_other_sessions(request, person_of(request))
    return SeeOther(reverse("signing_in:safety"))


@own_page(*DO)
def out_there(request: HttpRequest, device: Any) -> HttpResponse:
    """Sign out on one device."""
    person = person_of(request)
    found = devices_of(person).filter(uuid=device).first()
    if found is None:
        raise Http404
    end_session(person, found)
    return SeeOther(reverse("signing_in:safety"))


def _prove(request: HttpRequest, person: Person) -> tuple[bool, SecondFactorForm]:
    """Whether a second factor was shown, and the form to show when not."""
    if request.method != "POST":
        return False, SecondFactorForm()
    form = SecondFactorForm(request.POST)
    try:
        if "credential" in request.POST:
            form = SecondFactorForm()
            credential = PasskeyForm(request.POST)
            if credential.is_valid():
                factors.use_passkey(request, person, credential.cleaned_data["credential"])
                return True, form
        elif form.is_valid():
            factors.use_code(request, person, form.cleaned_data["code"])
            return True, form
    except factors.NotGood as problem:
        form = SecondFactorForm(request.POST)
        form.full_clean()
        form.add_error(None, str(problem))
    return False, form


def _in_fours(secret: str) -> str:
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
