"""What is asked to sign in and to sign up: as little as can be. And of who vouches for a colleague."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.colleagues import ColleagueForm
from wijkplein.foundation.signing_in.models import VouchHow

YES, NO = "ja", "nee"


class EmailForm(forms.Form):
    """Where the code goes."""

    email = forms.EmailField(
        label=gettext_lazy("Je e-mailadres"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": gettext_lazy("Vul je e-mailadres in."),
            "invalid": gettext_lazy("Dit lijkt geen e-mailadres. Het ziet eruit als naam@voorbeeld.nl."),
        },
    )


class CodeForm(forms.Form):
    """Six digits; spaces and dashes may be pasted along."""

    code = forms.CharField(
        label=gettext_lazy("De code uit de mail"),
        max_length=20,
        help_text=gettext_lazy("Zes cijfers. Plakken mag, ook met spaties."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
        error_messages={"required": gettext_lazy("Vul de code uit de mail in.")},
    )

    def clean_code(self) -> str:
        """Only the digits."""
        digits = re.sub(r"[\s.\-]", "", self.cleaned_data["code"])
        if not re.fullmatch(r"[0-9]{6}", digits):
            raise forms.ValidationError(_("De code heeft zes cijfers. Kijk nog eens in de mail."))
        return digits


class SignUpForm(forms.Form):
    """One question about age, a first name and a neighbourhood (domain.md 4.1)."""

    sixteen = forms.ChoiceField(
        label=gettext_lazy("Ben je 16 jaar of ouder?"),
        choices=[(YES, gettext_lazy("Ja")), (NO, gettext_lazy("Nee, ik ben jonger"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies ja of nee.")},
    )
    first_name = forms.CharField(
        label=gettext_lazy("Je voornaam"),
        max_length=60,
        help_text=gettext_lazy("Zo zien buren je. Een roepnaam mag ook."),
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": gettext_lazy("Vul je voornaam in.")},
    )
    area = forms.ModelChoiceField(
        label=gettext_lazy("Waar woon je?"),
        queryset=Area.objects.none(),
        to_field_name="slug",
        empty_label=gettext_lazy("Kies je buurt of dorp"),
        error_messages={"required": gettext_lazy("Kies je buurt of dorp.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # whatever Django's form takes
        self.fields["area"].queryset = Area.objects.homes()  # type: ignore[attr-defined]

    @property
    def is_too_young(self) -> bool:
        """Known even when the rest is not filled in: then nothing else is asked or looked at."""
        return self.data.get("sixteen") == NO


class SecondFactorForm(forms.Form):
    """A code of the app, or one of the recovery codes on paper."""

    code = forms.CharField(
        label=gettext_lazy("De code uit je app, of een code van je papier"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": gettext_lazy("Vul de code in.")},
    )

    def clean_code(self) -> str:
        """Without what is only there to read it more easily."""
        return re.sub(r"[\s.\-]", "", self.cleaned_data["code"])


class PasskeyForm(forms.Form):
    """What the device answers; the script fills it in."""

    credential = forms.JSONField(widget=forms.HiddenInput)


class PasskeyMakeForm(PasskeyForm):
    """A new passkey with a name to recognise it by."""

    name = forms.CharField(
        label=gettext_lazy("Hoe noem je dit apparaat?"),
        max_length=40,
        help_text=gettext_lazy("Bijvoorbeeld: mijn telefoon."),
        error_messages={"required": gettext_lazy("Geef dit apparaat een naam.")},
    )


class VouchForm(ColleagueForm):
    """How you know that it is really your colleague."""

    how = forms.ChoiceField(
        label=gettext_lazy("Hoe weet je dat zij of hij het is?"), choices=VouchHow.choices, widget=forms.RadioSelect
    )
