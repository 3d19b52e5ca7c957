"""Letting somebody who works here write things for you."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.foundation.people.forms.team import checked_last_day, day_field

USUAL = timedelta(days=90)
SOMEBODY_ELSE = "ander"


class MandateForm(forms.Form):
    """Who, and until when. `known` are those who work in this area and may be seen: uuid and words."""

    who = forms.ChoiceField(
        label=gettext_lazy("Wie mag dingen namens jou doen?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies wie het mag.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Het e-mailadres van iemand anders die in je buurt werkt"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    until = day_field(
        gettext_lazy("Tot en met"), help_text=gettext_lazy("Leeg: drie maanden. Je stopt wanneer je wilt.")
    )

    def __init__(self, *args: Any, known: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:
            self.fields["who"].choices = [*known, (SOMEBODY_ELSE, _("Iemand anders"))]  # type: ignore[attr-defined]
        else:
            del self.fields["who"]
            self.fields["email"].required = True
            self.fields["email"].error_messages["required"] = _("Vul een e-mailadres in.")

    def clean_until(self) -> date:
        """At most a year."""
        return checked_last_day(self.cleaned_data["until"]) or timezone.localdate() + USUAL

    def clean(self) -> dict[str, Any]:
        """Somebody else needs an address."""
        given = super().clean() or {}
        if given.get("who") == SOMEBODY_ELSE and not given.get("email") and "email" not in self.errors:
            self.add_error("email", _("Vul een e-mailadres in, of kies hierboven iemand."))
        return given
