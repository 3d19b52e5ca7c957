"""Forms of the commitments room."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.foundation.commitments.models import WORKERS
from wijkplein.foundation.people.models import Organisation
from wijkplein.foundation.receipts.guarded import GuardedForm
from wijkplein.foundation.verbs.roles import ROLES

DOERS = [("", gettext_lazy("een organisatie")), *((name, ROLES[name]) for name in WORKERS)]
MOST_AHEAD = timedelta(days=3 * 366)
DAY = forms.DateInput(attrs={"type": "date", "class": "wp-short"}, format="%Y-%m-%d")


def future_day(day: date) -> None:
    """Raises ValidationError for yesterday and for a day nobody remembers by then."""
    if not timezone.localdate() <= day <= timezone.localdate() + MOST_AHEAD:
        raise ValidationError(_("Kies een dag vanaf vandaag, binnen drie jaar."))


class MakeForm(GuardedForm):
    """Who does what by when."""

    guarded: ClassVar[tuple[str, ...]] = ("what",)
    leave_standing: ClassVar[frozenset[str]] = frozenset({"name", "postcode"})
    what = forms.CharField(
        label=gettext_lazy("Wat gebeurt er?"),
        help_text=gettext_lazy("Begin met wat je doet: zet twee lampen bij het park."),
        max_length=140,
    )
    role = forms.ChoiceField(label=gettext_lazy("Wie doet het?"), choices=DOERS, required=False)
    organisation = forms.ModelChoiceField(
        label=gettext_lazy("Welke organisatie?"),
        queryset=Organisation.objects.none(),
        to_field_name="uuid",
        required=False,
        empty_label=gettext_lazy("geen"),
    )
    by_on = forms.DateField(label=gettext_lazy("Voor welke dag?"), widget=DAY, validators=[future_day])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation = self.fields["organisation"]
        assert isinstance(organisation, forms.ModelChoiceField)
        organisation.queryset = Organisation.objects.filter(ended_at=None).order_by("name")

    def clean(self) -> dict[str, Any]:
        """Somebody has to do it."""
        cleaned = super().clean()
        if not cleaned.get("role") and not cleaned.get("organisation"):
            self.add_error("role", _("Kies wie het doet."))
        return cleaned


class WordsForm(GuardedForm):
    """One line: what was done, what came of it, or why not."""

    leave_standing: ClassVar[frozenset[str]] = frozenset({"name", "postcode"})
    text = forms.CharField(label=gettext_lazy("Wat wil je erover zeggen?"), max_length=280)


class MoveForm(WordsForm):
    """To another day, with the reason."""

    to = forms.DateField(label=gettext_lazy("Naar welke dag?"), widget=DAY, validators=[future_day])

    def __init__(self, *args: Any, after: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.after = after

    def clean_to(self) -> date:
        """Raises ValidationError for a day that is not later."""
        day: date = self.cleaned_data["to"]
        if day <= self.after:
            raise ValidationError(_("Kies een dag na de eerste afspraak."))
        return day
