"""One colleague by her exact address, however a page asks for her: there is no list to choose from (bar PR14)."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from wijkplein.foundation.people.budget import spend
from wijkplein.foundation.people.by_email import person_for
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.privacy.encryption import fingerprint

ASKED_AN_HOUR = 30
UNKNOWN = gettext_lazy(
    "Met dit adres kan het niet. Vraag diegene eerst zelf in te loggen, en kijk het adres nog eens na."
)


class ColleagueForm(forms.Form):
    """Whom it is about, by the exact address."""

    email = forms.EmailField(
        label=gettext_lazy("E-mailadres van je collega"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Vul het adres in waarmee je collega inlogt.")},
    )


def colleague(by: Person, email: str) -> Person | None:
    """Who has this address, a few times an hour. Raises TooOften."""
    spend("colleague", fingerprint(str(by.uuid), purpose="budget.person"), ASKED_AN_HOUR)
    return person_for(email)
