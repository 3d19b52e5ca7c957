"""Who may do what with a signal. Personless: the diary keeps the role, the channel and the day, never who."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.delen.signals.models import Signal, State
from wijkplein.delen.signals.querysets import READERS, STAND_INS
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.verbs.policy import Policy, Verb

OWNERS = "area_director connector platform_manager"  # the director, and who takes over when that role is vacant
HEARERS = " ".join((*READERS, *STAND_INS))


def still_open(signal: Signal) -> str:
    """Nothing happens to what has its answer."""
    return "" if signal.is_open else _("Dit heeft al een antwoord. Is het niet goed? Dan kan het nog een keer open.")


def just_noticed(signal: Signal) -> str:
    """Collecting is the first step, once."""
    return "" if signal.state == State.NOTICED else _("Dit is al verzameld.")


def is_forwarded(signal: Signal) -> str:
    """Only what lies with somebody else can come back."""
    return "" if signal.state == State.FORWARDED else _("Dit ligt niet bij een ander.")


def can_reopen(signal: Signal) -> str:
    """Once, and only after an answer."""
    if signal.is_open:
        return _("Hier wordt nog aan gewerkt.")
    return _("Dit is al een keer opnieuw bekeken.") if signal.reopened_on else ""


def not_checked(signal: Signal) -> str:
    """Looking once is enough."""
    return _("Hier is al naar gekeken.") if signal.checked else ""


def can_be_public(signal: Signal) -> str:
    """An answer first, and a text that somebody looked at."""
    if signal.is_open:
        return _("Geef eerst antwoord.")
    return "" if signal.checked else _("Maak de tekst eerst neutraal.")


class Signals(Policy):
    """Everybody tells; the area director sees to it that it does not lie still."""

    kind = "signal"
    personless = True

    tell = Verb(gettext_lazy("Vertellen wat er speelt"), who="everyone", on=Area)
    tell_for = Verb(gettext_lazy("Opschrijven wat iemand vertelde"), who=HEARERS, on=Area)
    list = Verb(gettext_lazy("Wat er speelt"), who=HEARERS, on=Area)
    collect = Verb(gettext_lazy("Verzamelen"), who=OWNERS, when=just_noticed)
    make_neutral = Verb(gettext_lazy("Neutraal maken"), who=OWNERS, when=not_checked)
    pick_up = Verb(gettext_lazy("Meteen oppakken"), who=OWNERS, when=still_open)
    ask = Verb(gettext_lazy("Vraag het de buurt"), who=OWNERS, when=still_open)
    promise = Verb(gettext_lazy("Afspreken wie wat doet"), who=OWNERS, when=still_open)
    forward = Verb(gettext_lazy("Doorzetten"), who=OWNERS, when=still_open)
    returned = Verb(gettext_lazy("Teruggekomen"), who=OWNERS, when=is_forwarded)
    answer = Verb(gettext_lazy("Antwoord geven"), who=OWNERS, when=still_open)
    drop = Verb(gettext_lazy("Niet verder brengen"), who=OWNERS, when=still_open)
    reopen = Verb(gettext_lazy("Opnieuw bekijken"), who=f"code {OWNERS}", when=can_reopen)
    tell_all = Verb(gettext_lazy("Aan iedereen laten lezen"), who=OWNERS, when=can_be_public)
