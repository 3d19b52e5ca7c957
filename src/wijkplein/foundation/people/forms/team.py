"""Who does what: giving roles, memberships and a place on the roster."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.colleagues import ColleagueForm
from wijkplein.foundation.people.models import Membership, Organisation, OrganisationKind, Role
from wijkplein.foundation.privacy.guard import blocks_publishing, explain, findings
from wijkplein.foundation.verbs.roles import role_label

LONGEST = timedelta(days=366)
WEEKDAYS = [
    ("1", gettext_lazy("maandag")),
    ("2", gettext_lazy("dinsdag")),
    ("3", gettext_lazy("woensdag")),
    ("4", gettext_lazy("donderdag")),
    ("5", gettext_lazy("vrijdag")),
    ("6", gettext_lazy("zaterdag")),
    ("7", gettext_lazy("zondag")),
]


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day that is picked."""
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}), **options)


def last_day_field() -> forms.DateField:
    """Through which day something counts."""
    return day_field(
        gettext_lazy("Tot en met"), help_text=gettext_lazy("Leeg: een jaar. Daarna bevestig je het opnieuw.")
    )


def checked_last_day(until: date | None) -> date | None:
    """A day that still comes, and at most a year away. Raises ValidationError."""
    today = timezone.localdate()
    if until and until < today:
        raise forms.ValidationError(_("Deze dag is al voorbij. Kies een dag die nog komt."))
    if until and until > today + LONGEST:
        raise forms.ValidationError(_("Dit kan hoogstens een jaar vooruit. Kies een eerdere dag."))
    return until


def area_field() -> forms.ModelChoiceField:
    """Where it counts; the form says which areas there are to choose from."""
    return forms.ModelChoiceField(
        label=gettext_lazy("Gebied"),
        queryset=Area.objects.none(),
        to_field_name="slug",
        required=False,
        error_messages={"required": gettext_lazy("Kies een gebied.")},
    )


class PlacedForm(ColleagueForm):
    """A role in an area. Who does not look after the whole community has to choose one of her own areas."""

    name = forms.ChoiceField(label=gettext_lazy("Rol"))
    area = area_field()

    def __init__(
        self, *args: Any, names: Iterable[str], areas: QuerySet[Area], everywhere: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].choices = [(name, role_label(name)) for name in names]  # type: ignore[attr-defined]
        area = self.fields["area"]
        assert isinstance(area, forms.ModelChoiceField)
        area.queryset = areas
        area.required = not everywhere
        area.empty_label = _("Overal") if everywhere else _("Kies een gebied")


class GrantForm(PlacedForm):
    """Which role, where, until when."""

    until = last_day_field()

    def clean_until(self) -> date | None:
        """At most a year."""
        return checked_last_day(self.cleaned_data["until"])


class DutyForm(PlacedForm):
    """Who answers on which days, and who stands in."""

    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("Op welke dagen?"),
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies minstens een dag.")},
    )
    deputy = forms.EmailField(
        label=gettext_lazy("E-mailadres van wie invalt"),
        max_length=254,
        required=False,
        help_text=gettext_lazy("Die heeft dezelfde rol. Leeg laten mag."),
    )
    field_order = ("email", "name", "area", "weekdays", "deputy")


class AwayForm(forms.Form):
    """From when until when somebody is not there."""

    away_from = day_field(gettext_lazy("Eerste dag dat je er niet bent"))
    away_until = day_field(
        gettext_lazy("Laatste dag dat je er niet bent"),
        help_text=gettext_lazy("Weet je het nog niet? Laat dit leeg. Ben je er weer? Maak beide leeg."),
    )

    def clean(self) -> dict[str, Any]:
        """No end without a beginning, and not before it."""
        given = super().clean() or {}
        first, last = given.get("away_from"), given.get("away_until")
        if last and not first:
            self.add_error("away_from", _("Vul ook de eerste dag in."))
        if first and last and last < first:
            self.add_error("away_until", _("De laatste dag ligt voor de eerste. Kijk de dagen nog eens na."))
        return given


class MemberForm(ColleagueForm):
    """Who works for an organisation, as what, until when."""

    function = forms.CharField(
        label=gettext_lazy("Functie"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld: wijkbeheerder, of vrijwilliger."),
    )
    hat = forms.ChoiceField(
        label=gettext_lazy("Welke taak?"),
        choices=[("", gettext_lazy("Geen van beide")), *(Membership._meta.get_field("hat").choices or ())],
        required=False,
        help_text=gettext_lazy("Mensen de weg wijzen en zelf hulp geven zijn twee taken."),
    )
    until = last_day_field()

    def clean_until(self) -> date | None:
        """At most a year."""
        return checked_last_day(self.cleaned_data["until"])


class OrganisationForm(forms.ModelForm[Organisation]):
    """An organisation, by what everybody may know."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Wat voor organisatie is het?"),
        choices=[("", gettext_lazy("Kies wat het best past")), *OrganisationKind.choices],
        error_messages={"required": gettext_lazy("Kies wat het best past.")},
    )
    website = forms.URLField(label=gettext_lazy("Website"), required=False, assume_scheme="https")
    complaints_url = forms.URLField(
        label=gettext_lazy("Waar je een klacht kwijt kunt (webadres)"), required=False, assume_scheme="https"
    )

    class Meta:
        model = Organisation
        fields = ("name", "kind", "phone", "email", "website", "complaints_url")
        labels = {
            "name": gettext_lazy("Naam van de organisatie"),
            "phone": gettext_lazy("Telefoon"),
            "email": gettext_lazy("E-mailadres"),
        }
        error_messages = {"name": {"required": gettext_lazy("Vul de naam in.")}}

    def validate_unique(self) -> None:
        """The action says so, in words, also for one that stopped and comes back."""


class ShowForm(forms.ModelForm[Role]):
    """Whether neighbours may know you, and where they find you."""

    class Meta:
        model = Role
        fields = ("public", "words")
        labels = {
            "public": gettext_lazy("Buren mogen mijn voornaam en rol zien"),
            "words": gettext_lazy("Waar vinden buren je?"),
        }
        help_texts = {
            "words": gettext_lazy("Bijvoorbeeld: op dinsdag in De Schakel. Zet er geen eigen nummer of adres in.")
        }

    def clean_words(self) -> str:
        """Everybody reads this: nothing that points at somebody at home. Raises ValidationError."""
        words = str(self.cleaned_data["words"]).strip()
        return without_contact(words)


def without_contact(words: str) -> str:
    """A public sentence of the team, as typed. Raises ValidationError when the guard finds a number or address."""
    stopping = blocks_publishing(findings(words), own_contact=())
    if stopping:
        raise forms.ValidationError(
            _("Haal '%(text)s' uit je tekst. %(why)s") % {"text": stopping[0].text, "why": explain(stopping[0].kind)}
        )
    return words
