"""Forms of the receipts room: three words, one line, and being called back."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.contact import NotANumber, normalised_phone
from wijkplein.foundation.privacy.guard import explain, findings
from wijkplein.foundation.receipts.codes import WORDS, nearest, tidy
from wijkplein.foundation.receipts.guarded import GuardedForm, KindForm
from wijkplein.foundation.receipts.models import Outcome, PartOfDay
from wijkplein.foundation.receipts.urgency import UrgentForm
from wijkplein.foundation.verbs.models import Via

LONGEST_WORD = 80  # somebody may paste all three in one box
SOME_KINDS = frozenset({"name", "relation", "sensitive", "plate", "postcode"})


class WordField(forms.CharField):
    """One of three words. A box may stay empty when all three stand in another; the form judges them together."""

    one_of_several = True  # so the page does not say that it may stay empty


def word_field(label: Any) -> forms.CharField:
    """One large box for one word."""
    attributes = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "class": "wp-word"}
    return WordField(
        label=label, max_length=LONGEST_WORD, required=False, strip=True, widget=forms.TextInput(attrs=attributes)
    )


class WordsForm(KindForm):
    """Three words, however they are typed: in one box, with capitals, dashes or a slip of the finger."""

    first = word_field(gettext_lazy("Eerste woord"))
    second = word_field(gettext_lazy("Tweede woord"))
    third = word_field(gettext_lazy("Derde woord"))

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError that names the word we do not know."""
        cleaned = super().clean() or self.cleaned_data
        said = tidy(" ".join(str(cleaned.get(name) or "") for name in ("first", "second", "third"))).split()
        if len(said) != WORDS:
            raise ValidationError(_("Vul de drie woorden van je volgkaartje in."))
        meant = [nearest(word) for word in said]
        unknown = [word for word, found in zip(said, meant, strict=True) if not found]
        if unknown:
            raise ValidationError(
                _("Dit woord kennen we niet: %(words)s. Kijk nog eens op je volgkaartje.")
                % {"words": ", ".join(unknown)}
            )
        return {**cleaned, "words": " ".join(meant)}


class LineForm(UrgentForm, GuardedForm):
    """The one line a holder adds. Never public, so one's own contact data may be asked for elsewhere, not here."""

    leave_standing: ClassVar[frozenset[str]] = SOME_KINDS
    text = forms.CharField(
        label=gettext_lazy("Wat wil je nog zeggen?"),
        help_text=gettext_lazy("Een regel. Alleen wie hierover gaat, leest hem."),
        max_length=280,
    )
    going_on: ClassVar[Any] = gettext_lazy("Wil je het er ook bij zetten? Dat kan.")
    go_on_label: ClassVar[Any] = gettext_lazy("Zet het er ook bij")

    def clean(self) -> dict[str, Any]:
        """First whom to call now, then what could point at somebody."""
        return self.cleaned_data if self.listen(("text",)) else super().clean()


class CallBackForm(UrgentForm, KindForm):
    """Name, number or e-mail address, part of the day, what about. No more than is needed to call."""

    name = forms.CharField(
        label=gettext_lazy("Hoe heet je?"),
        help_text=gettext_lazy("Je voornaam is genoeg."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Je telefoonnummer"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "class": "wp-short"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Of je e-mailadres, als je liever mailt"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    part_of_day = forms.ChoiceField(
        label=gettext_lazy("Wanneer kunnen we je het beste bellen?"),
        choices=PartOfDay,
        initial=PartOfDay.ANY,
        widget=forms.RadioSelect,
    )
    area = forms.ModelChoiceField(
        label=gettext_lazy("In welke buurt woon je?"),
        queryset=Area.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("Dat weet ik niet"),
    )
    text = forms.CharField(
        label=gettext_lazy("Waar gaat het over?"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area = self.fields["area"]
        assert isinstance(area, forms.ModelChoiceField)
        area.queryset = Area.objects.exclude(kind=Area.Kind.MUNICIPALITY).order_by("name", "pk")

    def clean_phone(self) -> str:
        """As E.164, so that the number is recognised when its owner calls. Raises ValidationError."""
        phone = str(self.cleaned_data["phone"]).strip()
        try:
            return normalised_phone(phone) if phone else ""
        except NotANumber as reason:
            raise ValidationError(str(reason)) from None

    def clean_text(self) -> str:
        """Raises ValidationError on a BSN: nobody needs it to call back."""
        text = str(self.cleaned_data["text"])
        if any(finding.kind == "bsn" for finding in findings(text)):
            raise ValidationError(explain("bsn"))
        return text

    def clean(self) -> dict[str, Any]:
        """Without a number or an address nobody can be reached."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("phone") and not cleaned.get("email"):
            self.add_error("phone", _("Vul je telefoonnummer in, of hieronder je e-mailadres."))
        self.listen(("text",))
        return cleaned


class TypeOverForm(CallBackForm):
    """The same, by a connector for somebody who spoke on the voicemail, came to the bus or wrote a card."""

    for_somebody: ClassVar[bool] = True

    via = forms.ChoiceField(
        label=gettext_lazy("Hoe kwam dit binnen?"),
        choices=[(each.value, each.label) for each in (Via.PHONE, Via.PAPER, Via.BUS, Via.DESK, Via.DOOR, Via.MAIL)],
        initial=Via.PHONE,
        widget=forms.RadioSelect,
    )


class CloseCallForm(KindForm):
    """How the talk ended, in words its asker reads on the receipt."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Hoe liep het af?"),
        choices=[
            (each.value, each.label)
            for each in (Outcome.ANSWERED, Outcome.DONE, Outcome.WILL_DO, Outcome.FORWARDED, Outcome.NOT_DONE)
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Wat spraken jullie af?"),
        help_text=gettext_lazy("Wie belde, leest dit op het volgkaartje. Zet er geen namen of nummers in."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
