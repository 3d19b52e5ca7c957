"""*Er belt iemand*."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wijkplein.foundation.people.calling import find_matter
from wijkplein.foundation.people.forms import CallForm
from wijkplein.foundation.people.pages import PAGE, patient, person_of, posted, show_form
from wijkplein.foundation.people.policy import Persons
from wijkplein.foundation.verbs.acting import Refused
from wijkplein.foundation.verbs.doors import door


@door(signed_in=True)
@never_cache
@require_http_methods(PAGE)
@patient
def calling(request: HttpRequest) -> HttpResponse:
    """One form, one hit at most; the answer to a POST, so that no number stands in an address or a history."""
    by = person_of(request)
    if not (answer := Persons.answer_call.may(by, by)):
        raise Refused(answer)
    form = CallForm(posted(request))
    if request.method == "POST" and form.is_valid():
        matter = find_matter(by=by, **form.cleaned_data)
        return show_form(request, "people/calling.html", form, matter=matter, looked=True)
    return show_form(request, "people/calling.html", form)
