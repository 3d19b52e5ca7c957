"""Entering it for somebody on the telephone, at the bus or at the desk (guarantee 3)."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.delen.square.forms.asking import FIRST_NAME, text_field, title_from
from wijkplein.delen.square.forms.checks import GuardedForm
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.once import FIELD, age_of
from wijkplein.foundation.people.acting_for import LIFE
from wijkplein.foundation.people.contact import NotANumber, normalised_phone
from wijkplein.foundation.people.models import ProxyMandate
from wijkplein.foundation.verbs.models import Via

FOR = "namens"


class ForSomebodyForm(GuardedForm):
    """A few fields and a spoken yes; the area and the channel are filled in already when there is one choice."""

    contact_fields: ClassVar[tuple[str, ...]] = ("phone",)
    for_somebody: ClassVar[bool] = True
    first_name = forms.CharField(
        label=gettext_lazy("Voornaam"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    last_name = forms.CharField(
        label=gettext_lazy("Achternaam"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=gettext_lazy("Telefoonnummer"),
        help_text=gettext_lazy("Alleen wie terugbelt ziet dit nummer."),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel", "class": "wp-short"}),
    )
    street = forms.CharField(
        label=gettext_lazy("Straat"),
        help_text=gettext_lazy("Om iemand te herkennen die belt zonder nummer. Komt nergens te staan."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = text_field(gettext_lazy("Wat wil deze buur vragen?"), gettext_lazy("In zijn of haar eigen woorden."), rows=4)
    title = forms.CharField(label=gettext_lazy("Een titel"), max_length=120, required=False)
    show_name = forms.BooleanField(label=gettext_lazy("De voornaam mag erbij staan"), required=False)
    area = forms.ModelChoiceField(
        label=gettext_lazy("Voor welke buurt?"), queryset=Area.objects.none(), to_field_name="slug", empty_label=None
    )
    via = forms.ChoiceField(
        label=gettext_lazy("Hoe spreek je deze buur?"),
        choices=[(via.value, via.label) for via in (Via.PHONE, Via.BUS, Via.DESK, Via.DOOR, Via.PAPER)],
        initial=Via.PHONE,
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("Ik heb de tekst voorgelezen en deze buur zei ja"),
        help_text=gettext_lazy(
            "Zeg: 'Ik lees voor wat er komt te staan.' Lees de tekst hierboven voor. "
            "Vraag: 'Klopt dat zo? Mag ik het plaatsen?'"
        ),
        error_messages={"required": gettext_lazy("Lees de tekst hieronder voor en vraag of het goed is.")},
    )

    def __init__(self, *args: Any, areas: Any, mandate: ProxyMandate | None = None, **kwargs: Any) -> None:
        super().__init__(*args, visitor=False, **kwargs)
        area = self.fields["area"]
        assert isinstance(area, forms.ModelChoiceField)
        area.queryset = areas
        self.mandate = mandate
        self.talk_is_over = False
        if mandate is not None:
            self._write_for(mandate)

    def _write_for(self, mandate: ProxyMandate) -> None:
        """Of somebody who said so on her own page we know who she is."""
        for name in ("first_name", "last_name", "phone", "street"):
            del self.fields[name]
        somebody = mandate.represented
        self.own_contact |= {somebody.email or "", somebody.phone}
        self.fields["text"].label = _("Wat wil %(name)s vragen?") % {"name": somebody.public_name}
        self.fields[FOR] = forms.CharField(widget=forms.HiddenInput, required=False, initial=str(mandate.uuid))

    def clean_first_name(self) -> str:
        """A first name, nothing else."""
        name = str(self.cleaned_data["first_name"]).strip()
        if not FIRST_NAME.match(name):
            raise ValidationError(_("Zet hier alleen een voornaam, zonder cijfers of tekens."))
        return name

    def clean_phone(self) -> str:
        """As E.164, so that the number is recognised when its owner calls back."""
        phone = str(self.cleaned_data["phone"]).strip()
        try:
            return normalised_phone(phone) if phone else ""
        except NotANumber as reason:
            raise ValidationError(str(reason)) from None

    def clean(self) -> dict[str, Any]:
        """A title is made when there is none."""
        cleaned = super().clean()
        self._expect_this_talk()
        if not cleaned.get("title"):
            cleaned["title"] = title_from(str(cleaned.get("text", "")))
        return cleaned

    def _expect_this_talk(self) -> None:
        """A yes is good for half an hour (domain.md 4.1): then one asks again, and nothing that was typed is lost."""
        age = age_of(str(self.data.get(FIELD, "")))
        if str(self.data.get(FOR, "")) != (str(self.mandate.uuid) if self.mandate else ""):
            self.add_error(None, _("Het half uur is voorbij, of je bent al klaar. Begin opnieuw bij 'Namens iemand'."))
        elif age is None or age > LIFE:
            self.talk_is_over = True
            self.add_error("agreed", _("Deze pagina stond langer dan een half uur open. Vraag nog eens of het mag."))
