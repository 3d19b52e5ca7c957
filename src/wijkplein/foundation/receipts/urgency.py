"""A form that says whom to call now before it sends anything (domain.md 6): with the card, and a way to go on.

Nothing is kept of it and nothing is written down. Who goes on all the same asks to be looked at first.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.foundation.privacy.urgent import Card, card_for, kind_of, kind_of_any

GO_ON, YES = "toch", "ja"
LIFE = "life"


class UrgentForm(forms.Form):
    """A form that listens to what is typed in it.

    `for_somebody`: a connector types it, so the card says what to say. `turns_away`: what belongs with the police is
    refused by the form itself. `never_goes_on`: kinds that may not be sent all the same. `offers_call`: the card also
    leads to being called. `going_on` and `go_on_label`: what sending it all the same does, and the button for it.
    """

    for_somebody: ClassVar[bool] = False
    turns_away: ClassVar[bool] = False
    offers_call: ClassVar[bool] = False
    never_goes_on: ClassVar[frozenset[str]] = frozenset()
    going_on: ClassVar[str | Promise] = gettext_lazy("Stuur je het ook naar ons? Dan kijken we er het eerst naar.")
    go_on_label: ClassVar[str | Promise] = gettext_lazy("Stuur het ook naar ons")
    urgent: Card | None = None

    def listen(self, names: Iterable[str]) -> bool:
        """Hold what was typed in these fields against the words; True while the writer still has to read the card.

        Call it in `clean`. What was typed, not what was right about it: a text that is too long may be as urgent.
        """
        text = "\n".join(str(self.data.get(self.add_prefix(name)) or "") for name in names)
        kind = kind_of(text) if self.turns_away else kind_of_any(text)
        self.urgent = card_for(kind) if kind else None
        waits = self.urgent is not None and not self.goes_on
        if waits:
            self.add_error(None, ValidationError(_("Dit is nog niet verstuurd."), code=GO_ON))
        return waits

    def non_field_errors(self) -> ErrorList:
        """Without what the card says itself: nobody did anything wrong here, and no red box stands above it."""
        told = super().non_field_errors()
        return ErrorList([each for each in told.as_data() if each.code != GO_ON], "nonfield", renderer=self.renderer)

    @property
    def can_go_on(self) -> bool:
        """Whether this may be sent all the same."""
        return self.urgent is not None and self.urgent.kind not in self.never_goes_on

    @property
    def goes_on(self) -> bool:
        """The writer saw the card and sends it all the same."""
        return self.can_go_on and self.data.get(GO_ON) == YES

    @property
    def look_first(self) -> bool:
        """All that is kept: whether the writer asked to be looked at first."""
        return self.urgent is not None and self.goes_on and self.urgent.is_first
