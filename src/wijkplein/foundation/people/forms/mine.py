"""What a person changes about herself."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.contact import NotANumber, normalised_phone
from wijkplein.foundation.people.models import AgeBand


class ProfileForm(forms.Form):
    """Name, how to reach me, preferences. Everything but the first name may stay empty."""

    first_name = forms.CharField(
        label=gettext_lazy("Voornaam"),
        max_length=60,
        help_text=gettext_lazy("Zo zien buren je."),
        error_messages={"required": gettext_lazy("Vul je voornaam in.")},
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=gettext_lazy("Achternaam"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Alleen wie jou helpt ziet deze."),
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    area = forms.ModelChoiceField(
        label=gettext_lazy("Buurt of dorp"), queryset=Area.objects.none(), to_field_name="slug", required=False
    )
    phone = forms.CharField(
        label=gettext_lazy("Telefoon"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("Dan herkennen we je als je belt. Buren zien je nummer niet."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    street = forms.CharField(
        label=gettext_lazy("Straat"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Om je te vinden als je belt zonder nummer. Wordt nooit getoond."),
    )
    address = forms.CharField(
        label=gettext_lazy("Postadres"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Alleen als je post wilt in plaats van e-mail."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )
    age_band = forms.ChoiceField(
        label=gettext_lazy("Leeftijd"),
        choices=[("", gettext_lazy("Zeg ik liever niet")), *AgeBand.choices],
        required=False,
        help_text=gettext_lazy("Alleen om te tellen wie we niet bereiken."),
    )
    large_print = forms.BooleanField(label=gettext_lazy("Ik wil grote letters"), required=False)
    reading_help = forms.BooleanField(label=gettext_lazy("Ik word liever gebeld dan dat ik lees"), required=False)
    shielded = forms.BooleanField(
        label=gettext_lazy("Ik wil onvindbaar zijn"),
        required=False,
        help_text=gettext_lazy("Dan vindt ook wie de telefoon opneemt jou niet. Contact gaat via één vaste persoon."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # whatever Django's form takes
        self.fields["area"].queryset = Area.objects.homes()  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        """A number that can be called, as E.164."""
        typed: str = self.cleaned_data["phone"].strip()
        try:
            return normalised_phone(typed) if typed else ""
        except NotANumber as error:
            raise forms.ValidationError(str(error)) from None
