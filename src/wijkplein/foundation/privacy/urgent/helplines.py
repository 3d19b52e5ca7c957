"""Whom somebody calls who needs help now (domain.md 6). Defaults for the Netherlands; a town changes or adds.

In community.toml:

    [[helplines]]
    kind = "doctor"               # a kind of NATIONAL is replaced; any other word adds a line
    name = "Huisartsenpost Molenrij"
    phone = "0800 - 000 00 00"
    when = "Voor een arts die niet kan wachten, 's avonds en in het weekend."
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from wijkplein.foundation.community.community import Community


@dataclass(frozen=True)
class Helpline:
    """One number: who answers, and for what. `phone` is "" where nobody has one number for the whole country."""

    kind: str
    name: str
    phone: str
    when: str

    @property
    def link(self) -> str:
        """The number as a tel: link wants it."""
        return re.sub(r"[^0-9+]", "", self.phone)

    @property
    def shown_name(self) -> str:
        """In the language of whoever reads it."""
        return gettext(self.name)

    @property
    def shown_when(self) -> str:
        """In the language of whoever reads it."""
        return gettext(self.when) if self.when else ""


NATIONAL = (
    Helpline("now", _("Politie, brandweer, ambulance"), "112", _("Is er nu gevaar, of telt elke minuut? Bel meteen.")),
    Helpline(
        "life",
        _("113 Zelfmoordpreventie"),
        "0800-0113",
        _("Denk je aan zelfmoord, of maak je je zorgen om iemand? Bel dag en nacht, gratis. 113 bellen kan ook."),
    ),
    Helpline(
        "violence",
        _("Veilig Thuis"),
        "0800-2000",
        _("Is het thuis niet veilig, voor jou of voor een ander? Bel dag en nacht, gratis. Je naam hoeft niet."),
    ),
    Helpline(
        "child",
        _("Kindertelefoon"),
        "0800-0432",
        _("Ben je jonger dan 18? Praat over alles, gratis en zonder je naam."),
    ),
    Helpline(
        "worry",
        _("Meldpunt Zorgwekkend Gedrag"),
        "0800-1205",
        _("Gaat het niet goed met iemand in je buurt en is er geen haast? Bel dag en nacht, gratis."),
    ),
    Helpline(
        "doctor",
        _("Huisarts of huisartsenpost"),
        "",
        _("Kan het niet wachten? Bel je eigen huisarts. Is die dicht, dan hoor je daar het nummer van de post."),
    ),
    Helpline("police", _("Politie, geen haast"), "0900-8844", _("Zag je iets dat niet klopt? Bel de politie.")),
)


def helplines_of(community: Community) -> tuple[Helpline, ...]:
    """The numbers of a town: the national ones, its own in their place or behind them."""
    lines = {line.kind: line for line in NATIONAL}
    for kind, name, phone, when in community.own_helplines:
        lines[kind] = Helpline(kind, name, phone, when or (lines[kind].when if kind in lines else ""))
    return tuple(lines.values())
