"""Forms of *Vertel wat er speelt*."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.delen.signals.actions import ANSWERS
from wijkplein.delen.signals.models import SignalKind, Source
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.look.forms import HouseForm
from wijkplein.foundation.privacy.divert import Diversion, judge, kind_text
from wijkplein.foundation.receipts.guarded import GuardedForm
from wijkplein.foundation.receipts.urgency import LIFE, UrgentForm
from wijkplein.foundation.themes.models import Theme
from wijkplein.foundation.verbs.models import Via

# The writer may say of these that they point at nobody ("de Willem de Zwijgerlaan"); somebody looks before it goes on.
MAY_BE_NOBODY = frozenset({"name", "postcode"})
CHANNELS = (Via.BUS, Via.DOOR, Via.PHONE, Via.PAPER, Via.DESK)


class TellForm(UrgentForm, GuardedForm, HouseForm):
    """What plays, where, about what. No name, no number: we do not want to know who tells it."""

    guarded: ClassVar[tuple[str, ...]] = ("text", "place", "reported_elsewhere")
    leave_standing: ClassVar[frozenset[str]] = MAY_BE_NOBODY
    turns_away: ClassVar[bool] = True
    offers_call: ClassVar[bool] = True
    diversion: Diversion | None = None

    kind = forms.ChoiceField(label=gettext_lazy("Wat wil je vertellen?"), choices=SignalKind, widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("Vertel het kort"),
        help_text=gettext_lazy(
            "Wat is er, en hoe merk je dat? Noem geen namen. Schrijf over de plek, niet over een persoon."
        ),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    place = forms.CharField(
        label=gettext_lazy("Waar is het?"),
        help_text=gettext_lazy("Een straat, plein of park. Geen huisnummer."),
        max_length=80,
        required=False,
    )
    area = forms.ModelChoiceField(
        label=gettext_lazy("In welke buurt?"),
        queryset=Area.objects.none(),
        to_field_name="slug",
        empty_label=gettext_lazy("Kies je buurt"),
    )
    themes = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Waar gaat het over?"),
        queryset=Theme.objects.none(),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reported_elsewhere = forms.CharField(
        label=gettext_lazy("Waar heb je dit ook al gezegd?"), max_length=80, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area, themes = self.fields["area"], self.fields["themes"]
        assert isinstance(area, forms.ModelChoiceField)
        assert isinstance(themes, forms.ModelMultipleChoiceField)
        area.queryset = Area.objects.exclude(kind=Area.Kind.MUNICIPALITY).order_by("name", "pk")
        themes.queryset = Theme.objects.in_use()

    def clean(self) -> dict[str, Any]:
        """First whom to call now, what belongs with the police (A1), then what could point at somebody."""
        waits = self.listen(("text",))
        verdict = judge(str(self.cleaned_data.get("text", "")))
        if verdict.diverted and not (self.urgent and self.urgent.kind == LIFE):
            self.diversion = verdict
            raise ValidationError(_("Dit past hier niet. Lees hieronder wie je wel kan helpen."))
        return self.cleaned_data if waits else super().clean()

    @property
    def can_go_on(self) -> bool:
        """Not with what we turn away."""
        return super().can_go_on and self.diversion is None

    @property
    def kind_words(self) -> list[str]:
        """The paragraphs of the kind text when it is turned to somebody else."""
        return kind_text(self.diversion.route).split("\n\n") if self.diversion else []


class TellForForm(TellForm):
    """The same, by a connector or host for whoever told it."""

    for_somebody: ClassVar[bool] = True

    via = forms.ChoiceField(
        label=gettext_lazy("Hoe hoorde je het?"),
        choices=[(each.value, each.label) for each in CHANNELS],
        initial=Via.BUS,
        widget=forms.RadioSelect,
    )
    source_type = forms.ChoiceField(
        label=gettext_lazy("Waar werd het gezegd?"), choices=Source, initial=Source.BUS, widget=forms.RadioSelect
    )


class AnswerForm(HouseForm):
    """An answer in plain words, that whoever told it reads."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Wat gebeurt ermee?"),
        choices=[(each.value, each.label) for each in ANSWERS],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Wat is er gedaan, of waarom niet?"),
        help_text=gettext_lazy("Gewone woorden, korte zinnen. Wie het vertelde, leest dit op het volgkaartje."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ForwardForm(HouseForm):
    """To whom."""

    party = forms.CharField(label=gettext_lazy("Naar wie zet je het door?"), max_length=80)


class DropForm(HouseForm):
    """Why not."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom niet?"),
        help_text=gettext_lazy("Wie het vertelde, leest dit op het volgkaartje."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class NeutralForm(GuardedForm, HouseForm):
    """The text without what could point at somebody."""

    leave_standing: ClassVar[frozenset[str]] = MAY_BE_NOBODY
    text = forms.CharField(
        label=gettext_lazy("De tekst, zonder personen"), max_length=600, widget=forms.Textarea(attrs={"rows": 4})
    )


class TellAllForm(GuardedForm, HouseForm):
    """The title everybody reads."""

    guarded: ClassVar[tuple[str, ...]] = ("title",)
    leave_standing: ClassVar[frozenset[str]] = MAY_BE_NOBODY
    title = forms.CharField(
        label=gettext_lazy("Wat zeiden jullie? In een zin"),
        help_text=gettext_lazy(
            "In jouw woorden, niet in die van de verteller. Rust een zin op een stem? Vraag dan eerst of het mag."
        ),
        max_length=120,
    )
