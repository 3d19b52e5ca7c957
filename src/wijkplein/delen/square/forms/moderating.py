"""Looking after the square: why something is hidden, what is answered, what is objected; and the photo."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.delen.square.models import HideReason
from wijkplein.delen.square.pictures import NotAPicture, Picture, read_picture
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


class PhotoForm(HouseForm):
    """One photo, with the yes of who is on it and words for who does not see it."""

    photo = forms.FileField(
        label=gettext_lazy("De foto"),
        help_text=gettext_lazy("JPEG, PNG of WebP, niet groter dan 12 MB. Plaats en tijd halen we eruit."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    description = forms.CharField(
        label=gettext_lazy("Wat is er op de foto te zien?"),
        help_text=gettext_lazy("Voor buren die de foto niet kunnen zien."),
        max_length=200,
    )
    people = forms.ChoiceField(
        label=gettext_lazy("Staan er mensen op?"),
        choices=[
            ("niemand", gettext_lazy("Nee, er staat niemand herkenbaar op")),
            ("volwassenen", gettext_lazy("Ja, volwassenen")),
            ("kinderen", gettext_lazy("Ja, ook kinderen")),
        ],
        widget=forms.RadioSelect,
    )
    people_agreed = forms.BooleanField(label=gettext_lazy("Iedereen op de foto vindt dit goed"), required=False)
    children_agreed = forms.BooleanField(
        label=gettext_lazy("Van elk kind heeft een ouder of verzorger ja gezegd"), required=False
    )

    def clean_photo(self) -> Picture:
        """The picture written anew; what came in is not kept. Raises ValidationError with what to do."""
        upload = self.cleaned_data["photo"]
        try:
            return read_picture(upload, upload.size)
        except NotAPicture as refused:
            raise ValidationError(str(refused)) from refused

    def clean(self) -> dict[str, Any]:
        """Nobody without a yes; no child without the yes of a parent."""
        cleaned = super().clean() or self.cleaned_data
        people = cleaned.get("people", "niemand")
        if people != "niemand" and not cleaned.get("people_agreed"):
            self.add_error(
                "people_agreed", _("Vraag het eerst aan wie op de foto staat. Of kies een foto zonder mensen.")
            )
        if people == "kinderen" and not cleaned.get("children_agreed"):
            self.add_error(
                "children_agreed", _("Zonder ja van een ouder of verzorger plaatsen we geen foto van een kind.")
            )
        return cleaned
