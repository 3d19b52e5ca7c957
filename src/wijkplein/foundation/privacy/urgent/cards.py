"""What the card says: one plain sentence, the numbers, and what a connector on the telephone says aloud."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.privacy.urgent.helplines import Helpline, helplines_of

_HEADING = {
    "now": _("Bel nu 112"),
    "life": _("Je hoeft hier niet alleen mee te blijven"),
    "violence": _("Je mag hier hulp bij vragen"),
    "child": _("Je kunt hier met iemand over praten"),
    "worry": _("Fijn dat je op een ander let"),
    "police": _("De politie kan hier meteen iets aan doen"),
}
_SENTENCE = {
    "now": _("Bellen gaat sneller dan schrijven. Hier leest nu niemand mee."),
    "life": _("Bij 113 luistert nu iemand naar je. Dag en nacht, gratis, en je naam hoeft niet."),
    "violence": _("Bij Veilig Thuis denkt nu iemand met je mee. Gratis, en je naam hoeft niet."),
    "child": _("De Kindertelefoon luistert naar je. Gratis, en je hoeft niet te zeggen hoe je heet."),
    "worry": _("Bij het meldpunt denkt iemand met je mee, ook als je twijfelt. Gratis, dag en nacht."),
    "police": _("Gebeurt het nu? Bel 112. Is er geen haast? Bel 0900-8844, ook als je twijfelt."),
}
_SAY = {
    "now": _("Zeg: 'Hang op en bel nu 112. Lukt dat niet? Dan bel ik voor u. Waar bent u?'"),
    "life": _(
        "Zeg: 'Goed dat u dit zegt. Er is nu iemand die met u wil praten. Het nummer is %(number)s. "
        "Schrijft u het op?' Vraag of er nu iemand bij deze buur is. Is er gevaar? Bel zelf 112."
    ),
    "violence": _(
        "Zeg: 'Goed dat u dit zegt. Kunt u nu veilig praten? Het nummer van Veilig Thuis is %(number)s, dag en nacht. "
        "Uw naam hoeft niet.' Is er nu gevaar? Bel zelf 112."
    ),
    "child": _(
        "Zeg: 'Goed dat je dit zegt. Het nummer van de Kindertelefoon is %(number)s. "
        "Je hoeft niet te zeggen hoe je heet.'"
    ),
    "worry": _(
        "Zeg: 'Fijn dat u op een ander let. Het nummer van het meldpunt is %(number)s. Daar denken ze met u mee.'"
    ),
    "police": _("Zeg: 'Gebeurt het nu? Bel dan 112. Anders belt u de politie: 0900-8844.'"),
}
_LINES = {
    "now": ("now",),
    "life": ("life", "now"),
    "violence": ("violence", "now"),
    "child": ("child", "now"),
    "worry": ("worry", "now"),
    "police": ("now", "police"),
}
KINDS = tuple(_LINES)


@dataclass(frozen=True)
class Card:
    """Shown above a form before anything is sent."""

    kind: str
    heading: str
    sentence: str
    say: str
    lines: tuple[Helpline, ...]

    @property
    def is_first(self) -> bool:
        """Whoever sends it on all the same may ask to be looked at first; what is for the police is not."""
        return self.kind != "police"


def card_for(kind: str) -> Card:
    """The card of a kind, with the numbers of the open town. Raises KeyError for a kind that does not exist."""
    known = {line.kind: line for line in helplines_of(current())}
    lines = tuple(known[each] for each in _LINES[kind])
    return Card(
        kind, gettext(_HEADING[kind]), gettext(_SENTENCE[kind]), gettext(_SAY[kind]) % {"number": lines[0].phone}, lines
    )
