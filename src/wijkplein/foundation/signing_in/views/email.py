"""Another address to sign in with: proved by a code before it counts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from wijkplein.foundation.community.mailing import NotSent
from wijkplein.foundation.people.actions import change_email
from wijkplein.foundation.people.pages import PAGE, SeeOther, own_page, person_of, posted, show_form
from wijkplein.foundation.people.proving import fresh
from wijkplein.foundation.signing_in import codes
from wijkplein.foundation.signing_in.devices import end_other_sessions
from wijkplein.foundation.signing_in.forms import EmailForm
from wijkplein.foundation.verbs.acting import Refused


@own_page(*PAGE)
@fresh
def email(request: HttpRequest) -> HttpResponse:
    """Another address: first prove it with a code."""
    form = EmailForm(posted(request))
    if request.method == "POST" and form.is_valid():
        done = reverse("signing_in:email_done")
        try:
            return codes.start_code(request, form.cleaned_data["email"], done, sign_in=False)
        except NotSent:
            form.add_error(None, _("De mail kon niet weg. Probeer het straks nog eens, of bel ons."))
            return show_form(request, "signing_in/email.html", form, status=503)
    return show_form(request, "signing_in/email.html", form)


@own_page(*PAGE)
@fresh
def email_done(request: HttpRequest) -> HttpResponse:
    """The new address was proved; one more press changes it. Other devices are signed out."""
    person, proved = person_of(request), codes.confirmed_email(request)
    if proved is None:
        return HttpResponseRedirect(reverse("signing_in:email"))
    if request.method == "POST":
        codes.take_confirmed_email(request)
        try:
            change_email(by=person, person=person, email=proved)
        except Refused as refused:
            form = EmailForm({"email": proved})
            form.add_error(None, refused.reason)
            return show_form(request, "signing_in/email.html", form)
        end_other_sessions(request, person)
        return SeeOther(reverse("people:mine"))
    return render(request, "signing_in/email_done.html", {"email": proved})
