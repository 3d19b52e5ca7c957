"""What every form that ends on the square checks: is it a person who writes, and does the text point at somebody?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.delen.square.models import Held
from wijkplein.foundation.community.once import FIELD, age_of
from wijkplein.foundation.look.forms import HouseForm
from wijkplein.foundation.privacy.divert import Diversion, judge, kind_text
from wijkplein.foundation.privacy.guard import Finding, blocks_publishing, explain, findings
from wijkplein.foundation.receipts.guarded import AskingForm
from wijkplein.foundation.receipts.urgency import LIFE, UrgentForm

HONEYPOT = "website"  # nobody sees this field, so only a machine fills it
QUICKEST = timedelta(seconds=2)  # nobody reads a form and writes a question faster


class HumanForm(HouseForm):
    """Spam defences without anybody else's help, for who has no account: a trap field and a least time to write."""

    def __init__(self, *args: Any, visitor: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visitor = visitor

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError in words that also make sense to a person who was mistaken for a machine."""
        cleaned = super().clean() or self.cleaned_data
        if self.visitor:
            self._expect_a_person()
        return cleaned

    def _expect_a_person(self) -> None:
        age = age_of(str(self.data.get(FIELD, "")))
        if self.data.get(HONEYPOT):
            raise ValidationError(
                _("Dit lijkt niet door een mens ingevuld. Klopt dat niet? Bel ons, dan lossen we het op.")
            )
        if age is None:
            raise ValidationError(_("Deze pagina stond lang open. Kijk je tekst nog even na en druk dan nog een keer."))
        if age < QUICKEST:
            raise ValidationError(_("Dat ging wel heel snel. Kijk je tekst nog even na en druk dan nog een keer."))


class GuardedForm(UrgentForm, AskingForm, HumanForm):
    """Texts for the square: diverted when they accuse somebody (A1), questioned when they point at somebody.

    The guard asks and never changes anything by itself; a BSN and somebody else's number or address cannot be
    published. `own_contact` is the writer's own: advised against, not refused.
    """

    guarded: ClassVar[tuple[str, ...]] = ("title", "text")
    contact_fields: ClassVar[tuple[str, ...]] = ()
    turns_away: ClassVar[bool] = True
    offers_call: ClassVar[bool] = True
    never_goes_on: ClassVar[frozenset[str]] = frozenset({LIFE})
    going_on: ClassVar[Any] = gettext_lazy("Hoort het toch op het plein? Dan leest een buurtverbinder het eerst.")
    go_on_label: ClassVar[Any] = gettext_lazy("Laat een buurtverbinder het lezen")
    diversion: Diversion | None = None

    def __init__(self, *args: Any, own_contact: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own_contact = set(own_contact)
        self.doubtful = False

    def clean(self) -> dict[str, Any]:
        """First whom to call now, what may not stand on the square at all, then what the writer decides."""
        cleaned = super().clean()
        waits = self.listen(self.guarded)
        texts = {name: str(cleaned.get(name) or "") for name in self.guarded if name in self.fields}
        verdict = judge("\n".join(texts.values()))
        if verdict.diverted and not (self.urgent and self.urgent.kind == LIFE):
            self.diversion = verdict
            self.add_error("text", _("Dit bericht past niet op het plein. Lees wat je wel kunt doen."))
        if waits or self.diversion:
            return cleaned
        self.doubtful = verdict.doubtful
        found = {name: findings(text) for name, text in texts.items()}
        if not self._refuse_what_blocks(found):
            self._ask_about(found)
        return cleaned

    @property
    def can_go_on(self) -> bool:
        """Not with what belongs with the police or somebody who helps."""
        return super().can_go_on and self.diversion is None

    @property
    def kind_words(self) -> list[str]:
        """The paragraphs of the kind text when the post is turned to somebody else."""
        return kind_text(self.diversion.route).split("\n\n") if self.diversion else []

    @property
    def held(self) -> str:
        """Why it must wait: the writer went on after our advice, or it may be about somebody (M9)."""
        if self.advice or self.goes_on:
            return Held.GUARD
        return Held.DOUBT if self.doubtful else ""

    def _refuse_what_blocks(self, found: dict[str, list[Finding]]) -> bool:
        own = self.own_contact | {str(self.cleaned_data.get(name) or "") for name in self.contact_fields}
        blocked = {name: blocks_publishing(each, own_contact=own) for name, each in found.items()}
        for name, stopping in blocked.items():
            for finding in stopping:
                why = _("Haal '%(text)s' uit je tekst. %(why)s") % {"text": finding.text, "why": explain(finding.kind)}
                self.add_error(name, why)
        return any(blocked.values())

    def _ask_about(self, found: dict[str, list[Finding]]) -> None:
        self.advise(finding for each in found.values() for finding in each)
        if self.rewritten:
            self.add_error("text", _("We hebben je tekst neutraal gemaakt. Lees hem na en plaats hem dan."))
        elif self.advice and not self.lets_it_stand:
            self.add_error("text", _("Er staat misschien iets persoonlijks in je tekst. Kies onderaan wat je wilt."))
