"""A photo with a post."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.delen.square.pictures import NotAPicture, Picture, read_picture
from wijkplein.foundation.look.forms import HouseForm


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
