"""Giving roles, and vouching for a colleague."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.models.signing_in import VouchHow
from wijkplein.foundation.verbs.roles import GIVEN_ROLES, ROLES

UNKNOWN = gettext_lazy(
    "Met dit adres kan het niet. Vraag diegene eerst zelf in te loggen, en kijk het adres nog eens na."
)


class ColleagueForm(forms.Form):
    """Whom it is about, by the exact address: there is no list to choose from."""

    email = forms.EmailField(label=gettext_lazy("E-mailadres van je collega"), max_length=254)


class GrantForm(ColleagueForm):
    """Which role, where, until when."""

    name = forms.ChoiceField(label=gettext_lazy("Rol"), choices=[(name, ROLES[name]) for name in GIVEN_ROLES])
    area = forms.ModelChoiceField(
        label=gettext_lazy("Gebied"),
        queryset=Area.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("Overal"),
    )
    until = forms.DateField(
        label=gettext_lazy("Tot en met"),
        required=False,
        help_text=gettext_lazy("Leeg: een jaar. Daarna bevestig je het opnieuw."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # whatever Django's form takes
        self.fields["area"].queryset = Area.objects.order_by("name")  # type: ignore[attr-defined]


class VouchForm(ColleagueForm):
    """How you know that it is really your colleague."""

    how = forms.ChoiceField(
        label=gettext_lazy("Hoe weet je dat zij of hij het is?"), choices=VouchHow.choices, widget=forms.RadioSelect
    )
