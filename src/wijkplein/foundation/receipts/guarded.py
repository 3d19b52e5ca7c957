"""A form with free text that asks before something personal is kept: make it neutral, leave it, or change it.

The guard never changes a text unasked (domain.md 4.2). Nothing that was typed is lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.foundation.privacy.guard import Finding, blocks_publishing, explain, findings, neutral

DECISION, KEEP, NEUTRAL = "besluit", "laat-staan", "maak-neutraal"
NEEDED = gettext_lazy("Vul dit nog in.")
CHOOSE = gettext_lazy("Kies nog wat bij je past.")


@dataclass(frozen=True)
class Advice:
    """One thing in a text that may point at somebody, and what we say about it."""

    text: str
    why: str


class KindForm(forms.Form):
    """A form that asks kindly for what is missing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            choice = isinstance(field, forms.ChoiceField | forms.ModelChoiceField)
            field.error_messages["required"] = CHOOSE if choice else NEEDED


class AskingForm(forms.Form):
    """Free text in the fields named in `guarded`: what was found, and what its writer chose to do with it."""

    guarded: ClassVar[tuple[str, ...]] = ("text",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.advice: list[Advice] = []
        self.rewritten = False
        if self.is_bound and self.data.get(DECISION) == NEUTRAL:
            self._make_neutral()

    @property
    def lets_it_stand(self) -> bool:
        """The writer saw the advice and chose to leave it."""
        return self.data.get(DECISION) == KEEP

    def advise(self, every: Iterable[Finding]) -> None:
        """Say what may point at somebody, and why."""
        self.advice = [Advice(finding.text, explain(finding.kind)) for finding in every]

    def _make_neutral(self) -> None:
        changed: dict[str, Any] = dict(self.data.items())
        for name in self.guarded:
            text = str(changed.get(name, ""))
            changed[name] = neutral(text, findings(text))
        self.data = changed  # one value a field is all these forms have
        self.rewritten = True


class GuardedForm(AskingForm, KindForm):
    """A guarded text that goes to whoever answers it.

    `leave_standing` are the kinds of findings that the writer may let stand; of all others the page only offers to
    make them neutral or to change them. A BSN, and a telephone number or an address, never stand.
    """

    leave_standing: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left: list[Finding] = []

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError while the writer still has to choose."""
        cleaned = super().clean() or self.cleaned_data
        found = {name: findings(str(cleaned.get(name) or "")) for name in self.guarded}
        every = [finding for each in found.values() for finding in each]
        if self.rewritten:
            raise ValidationError(_("We hebben je tekst neutraal gemaakt. Lees hem na en stuur hem dan."))
        if every and not (self.may_stand(every) and self.lets_it_stand):
            self.advise(every)
            raise ValidationError(_("Er staat misschien iets persoonlijks in je tekst. Kies hieronder wat je wilt."))
        self.left = every
        return cleaned

    def may_stand(self, every: list[Finding]) -> bool:
        """Whether the writer may say that these are no trouble."""
        return not blocks_publishing(every, own_contact=()) and {each.kind for each in every} <= self.leave_standing

    @property
    def can_keep(self) -> bool:
        """Whether the page offers to leave it."""
        return bool(self.advice) and self.may_stand(
            [finding for name in self.guarded for finding in findings(str(self.data.get(name, "")))]
        )
