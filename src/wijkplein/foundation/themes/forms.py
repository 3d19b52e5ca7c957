"""Forms of the themes room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.foundation.themes.models import Theme

LONGEST_WORD = 40
MOST_WORDS = 200


def _words(text: str) -> list[str]:
    """The words that were typed, however they were divided. Raises ValidationError when it is no list of words."""
    words = text.replace(",", " ").replace(";", " ").split()
    if len(words) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in words):
        raise ValidationError(_("Zet hier losse woorden, hoogstens %(most)d.") % {"most": MOST_WORDS})
    return words


class WordsForm(forms.Form):
    """The words by which a theme is recognised."""

    words = forms.CharField(
        label=gettext_lazy("Woorden"),
        help_text=gettext_lazy("Een woord op een regel. Andere vormen, zoals meervoud, herkennen we zelf."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": gettext_lazy("Een thema heeft woorden nodig.")},
    )
    synonyms = forms.CharField(
        label=gettext_lazy("Andere woorden voor hetzelfde"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_words(self) -> list[str]:
        """As a list."""
        return _words(str(self.cleaned_data["words"]))

    def clean_synonyms(self) -> list[str]:
        """As a list."""
        return _words(str(self.cleaned_data["synonyms"]))


class ThemeForm(WordsForm):
    """A new theme."""

    name = forms.CharField(
        label=gettext_lazy("Hoe heet het thema?"),
        max_length=60,
        error_messages={"required": gettext_lazy("Geef het thema een naam.")},
    )
    field_order = ("name", "words", "synonyms")

    def clean_name(self) -> str:
        """Raises ValidationError when the name is taken."""
        name = str(self.cleaned_data["name"]).strip()
        taken: Any = Theme.objects.filter(slug=slugify(name)) | Theme.objects.filter(name__iexact=name)
        if not slugify(name) or taken.exists():
            raise ValidationError(_("Er is al een thema met deze naam. Kies een andere."))
        return name
