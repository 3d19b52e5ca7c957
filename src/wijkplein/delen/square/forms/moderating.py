"""Looking after the square: why something is hidden, what is answered, what is objected."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from wijkplein.delen.square.models import HideReason
from wijkplein.foundation.look.forms import HouseForm


class HideForm(HouseForm):
    """Why it goes off the square; its writer reads this."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Waarom verberg je dit?"), choices=HideReason.choices, widget=forms.RadioSelect
    )


class DecideReportForm(HouseForm):
    """Hide it with a reason, or leave it."""

    LEAVE = "laat-staan"
    decision = forms.ChoiceField(
        label=gettext_lazy("Wat besluit je?"),
        choices=[(LEAVE, gettext_lazy("Laat het staan")), *HideReason.choices],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=gettext_lazy("Wat zeg je tegen wie het meldde?"),
        help_text=gettext_lazy("In een of twee zinnen. Noem geen namen."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def hide_for(self) -> str:
        """The HideReason, or "" when it stays."""
        decision = str(self.cleaned_data["decision"])
        return "" if decision == self.LEAVE else decision


class ObjectForm(HouseForm):
    """Why it should come back."""

    text = forms.CharField(
        label=gettext_lazy("Waarom mag het er wel staan?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class DecideObjectionForm(HouseForm):
    """A second person decides."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Wat besluit je?"),
        choices=[
            ("terug", gettext_lazy("Zet het terug op het plein")),
            ("blijft", gettext_lazy("Het blijft verborgen")),
        ],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=gettext_lazy("Wat zeg je tegen wie het schreef?"),
        help_text=gettext_lazy("Leg uit waarom, ook als je het er niet mee eens bent."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
