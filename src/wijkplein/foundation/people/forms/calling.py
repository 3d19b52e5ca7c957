"""Who calls: an exact number, or a surname and a street."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.foundation.people.contact import NotANumber, looked_for


class CallForm(forms.Form):
    """One of the two, exactly as it was given; nothing is searched by part."""

    phone = forms.CharField(
        label=gettext_lazy("Telefoonnummer"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    last_name = forms.CharField(
        label=gettext_lazy("Achternaam"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    street = forms.CharField(
        label=gettext_lazy("Straat"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Zonder huisnummer mag ook."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_phone(self) -> str:
        """A number that can exist."""
        typed: str = self.cleaned_data["phone"].strip()
        try:
            return looked_for(typed) if typed else ""
        except NotANumber as error:
            raise forms.ValidationError(str(error)) from None

    def clean(self) -> dict[str, object]:
        """Either the number, or both the surname and the street."""
        given = super().clean() or {}
        if not self.errors and not given.get("phone") and not (given.get("last_name") and given.get("street")):
            raise forms.ValidationError(_("Vul het telefoonnummer in, of de achternaam en de straat."))
        return given
