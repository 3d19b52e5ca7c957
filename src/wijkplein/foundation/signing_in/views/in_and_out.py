"""In with a code by e-mail, a passkey, or for the first time; and out."""

from __future__ import annotations

from typing import Any

from allauth.account.models import Login
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wijkplein.foundation.community.mailing import NotSent
from wijkplein.foundation.people.actions import come_back, register_person
from wijkplein.foundation.people.budget import TooOften
from wijkplein.foundation.people.by_email import person_for, someone_who_left
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.people.pages import LOOK, PAGE, SeeOther, own_page, patient, person_of, posted, show_form
from wijkplein.foundation.people.proving import safe_next
from wijkplein.foundation.signing_in import codes, factors
from wijkplein.foundation.signing_in.finish import sign_in as finish
from wijkplein.foundation.signing_in.forms import CodeForm, EmailForm, PasskeyForm, SignUpForm
from wijkplein.foundation.signing_in.guardian import guardian_card
from wijkplein.foundation.signing_in.models import SignedIn
from wijkplein.foundation.verbs.actors import VISITOR
from wijkplein.foundation.verbs.doors import door, everyone

AFTER = "people.after_sign_up"
TOO_OFTEN = gettext_lazy(
    "Er zijn al een paar codes gestuurd. Gebruik de nieuwste code uit je mail, in de browser waar je hem vroeg. Of log"
    " in met een sleutel op dit apparaat. Lukt het niet? Bel ons, of probeer het later nog eens."
)


@door(everyone)
@never_cache
@require_http_methods(PAGE)
def sign_in(request: HttpRequest) -> HttpResponse:
    """An e-mail address, and a code goes out; the same for an address we know and one we do not."""
    next_url = safe_next(request, request.POST.get("next") or request.GET.get("next", ""))
    form = EmailForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            return codes.start_code(request, form.cleaned_data["email"], next_url)
        except TooOften:
            form.add_error(None, TOO_OFTEN)
            return show_form(request, "signing_in/sign_in.html", form, status=429, next=next_url)
        except NotSent:
            form.add_error(None, _("De mail kon niet weg. Probeer het straks nog eens, of bel ons."))
            return show_form(request, "signing_in/sign_in.html", form, status=503, next=next_url)
    return show_form(request, "signing_in/sign_in.html", form, next=next_url)


@door(everyone)
@never_cache
@require_http_methods(PAGE)
@patient
def code(request: HttpRequest) -> HttpResponse:
    """The code from the mail, in the browser that asked for it."""
    waiting = codes.pending(request)
    if waiting is None:
        return render(request, "signing_in/code_gone.html", status=422 if request.method == "POST" else 200)
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if codes.check_code(request, form.cleaned_data["code"]) is codes.Checked.RIGHT:
            return _after_code(request, waiting)
        form.add_error("code", _("Deze code klopt niet. Kijk nog eens in de nieuwste mail."))
    return show_form(request, "signing_in/code.html", form, email=waiting.email)


@door(everyone)
@never_cache
@require_http_methods(PAGE)
def sign_up(request: HttpRequest) -> HttpResponse:
    """The first time, after the address was proved. Under sixteen nothing is kept (story A5)."""
    email = codes.confirmed_email(request)
    if email is None:
        return HttpResponseRedirect(reverse("signing_in:sign_in"))
    form = SignUpForm(posted(request))
    if request.method == "POST" and form.is_too_young:
        request.session.flush()
        return SeeOther(reverse("signing_in:under_sixteen"))
    if request.method == "POST" and form.is_valid():
        person = register_person(
            by=VISITOR,
            email=email,
            first_name=form.cleaned_data["first_name"],
            area=form.cleaned_data["area"],
            sixteen_or_older=True,
            language=getattr(request, "LANGUAGE_CODE", "nl"),
        )
        codes.take_confirmed_email(request)
        return _in(request, person, email, request.session.pop(AFTER, "/"))
    return show_form(request, "signing_in/sign_up.html", form)


@door(everyone)
@require_http_methods(LOOK)
def under_sixteen(request: HttpRequest) -> HttpResponse:
    """A kind page and a card to print for a parent or guardian; nothing is asked and nothing is kept."""
    return render(request, "signing_in/under_sixteen.html", {"card": guardian_card(request)})


@door(everyone)
@require_http_methods(LOOK)
def for_guardians(request: HttpRequest) -> HttpResponse:
    """Where the card leads: what a child can do here, and whom a parent calls."""
    return render(request, "signing_in/for_guardians.html")


@door(everyone)
@never_cache
@require_http_methods(PAGE)
@patient
def passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey: the question as JSON, the answer as a form. A failed one leads back to the code."""
    if request.method != "POST":
        return JsonResponse({"options": factors.passkey_request(None)})
    form = PasskeyForm(request.POST)
    next_url = safe_next(request, request.POST.get("next", ""))
    if form.is_valid():
        try:
            authenticator = factors.passkey_owner(form.cleaned_data["credential"])
        except factors.NotGood as problem:
            form.add_error(None, str(problem))
        else:
            login = Login(user=authenticator.user, redirect_url=next_url)
            response: HttpResponse = factors.webauthn_logins().perform_passwordless_login(request, authenticator, login)
            return response
    email = EmailForm({})
    email.errors.clear()
    email.add_error(None, _("Deze sleutel werkt hier niet. Log in met een code per e-mail."))
    return show_form(request, "signing_in/sign_in.html", email, next=next_url)


@own_page(*PAGE)
def again(request: HttpRequest) -> HttpResponse:
    """Prove again who you are, with a code to your own address, before something that cannot be undone."""
    person = person_of(request)
    next_url = safe_next(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.method == "POST" and person.email:
        try:
            return codes.start_code(request, person.email, next_url)
        except NotSent:
            problem = _("De mail kon niet weg. Probeer het straks nog eens, of bel ons.")
            return render(request, "signing_in/again.html", {"next": next_url, "problem": problem}, status=503)
    return render(request, "signing_in/again.html", {"next": next_url})


@door(everyone)
@never_cache
@require_http_methods(PAGE)
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out on this device. A GET only asks: nothing happens by following a link (M24)."""
    if request.method == "POST":
        SignedIn.objects.filter(session_key=request.session.session_key or "").delete()
        logout(request)
        return SeeOther("/")
    return render(request, "signing_in/sign_out.html")


def _after_code(request: HttpRequest, waiting: codes.Pending) -> HttpResponse:
    """Who is behind the address is looked up here, after the proof, and nowhere before."""
    if not waiting.sign_in:
        return HttpResponseRedirect(waiting.next_url)
    left = someone_who_left(waiting.email)
    if left is not None:
        come_back(by=left, person=left)
    person: Any = person_for(waiting.email)
    if person is None:
        request.session[AFTER] = waiting.next_url
        return HttpResponseRedirect(reverse("signing_in:sign_up"))
    codes.take_confirmed_email(request)
    return _in(request, person, waiting.email, waiting.next_url)


def _in(request: HttpRequest, person: Person, email: str, next_url: str) -> HttpResponse:
    """Of who turns out to be under sixteen nothing is kept, not even that this browser proved an address."""
    response = finish(request, person, next_url)
    codes.make_known(request, response, email)
    return response
