"""Forms of notices and the joint mailbox."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.notices.models import Channel, MailOutcome, Rhythm

NEEDED = {"required": _("Kies nog wat bij je past.")}
WRITE = {"required": _("Vul dit nog in.")}


class PreferenceForm(forms.Form):
    """How somebody wants to hear things."""

    threads = forms.ChoiceField(
        label=_("Er gebeurt iets met een bericht van jou. Wanneer wil je dat weten?"),
        choices=Rhythm,
        widget=forms.RadioSelect,
        error_messages=NEEDED,
    )
    channel = forms.ChoiceField(
        label=_("Hoe wil je het horen?"), choices=Channel, widget=forms.RadioSelect, error_messages=NEEDED
    )
    digest = forms.BooleanField(label=_("Stuur mij elke maandag wat er nieuw is in mijn buurt"), required=False)


class AnswerForm(forms.Form):
    """An answer by mail, in words for the sender alone."""

    text = forms.CharField(
        label=_("Je antwoord"),
        help_text=_("Schrijf u. De naam en het telefoonnummer van het plein komen er vanzelf onder."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=4000,
        error_messages=WRITE,
    )


class CloseForm(forms.Form):
    """What was done with a mail, and why: the sender reads the reason on the receipt."""

    outcome = forms.ChoiceField(
        label=_("Wat is ermee gedaan?"), choices=MailOutcome, widget=forms.RadioSelect, error_messages=NEEDED
    )
    reason = forms.CharField(
        label=_("Waarom, of wat precies?"),
        help_text=_("Een of twee zinnen. Wie mailde, leest dit op het volgkaartje."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages=WRITE,
    )


class PlaceForm(forms.Form):
    """Where a mail belongs."""

    area = forms.ModelChoiceField(
        label=_("Bij welke buurt hoort dit?"), queryset=Area.objects.order_by("kind", "name"), error_messages=NEEDED
    )
