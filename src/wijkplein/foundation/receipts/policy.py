"""Who may do what with receipts and call-backs."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.receipts.models import CallBack, Receipt
from wijkplein.foundation.verbs.policy import Policy, Verb
from wijkplein.foundation.verbs.roles import FALLBACK

WORKERS = " ".join(FALLBACK)


def still_open(thing: Receipt | CallBack) -> str:
    """Nothing happens to what is finished."""
    return "" if thing.closed_at is None else _("Dit is al afgerond.")


def can_reopen(receipt: Receipt) -> str:
    """Saying "klopt niet" works once, and only on something with an outcome."""
    if receipt.closed_at is None:
        return _("Hier wordt nog aan gewerkt. Je kunt er wel een regel aan toevoegen.")
    if receipt.reopened_at is not None:
        return _("Je hebt al een keer gezegd dat het niet klopt. Bel ons, dan praten we erover.")
    return ""


def no_line_yet(receipt: Receipt) -> str:
    """One line can be added, while it is open."""
    if receipt.closed_at is not None:
        return _("Dit is al afgerond. Klopt het antwoord niet? Zeg dat dan.")
    if hasattr(receipt, "added_line"):
        return _("Je hebt al een regel toegevoegd. Wil je meer vertellen? Bel ons.")
    return ""


class Receipts(Policy):
    """A receipt is answered by whoever owns it; its holder adds a line or says that it is not right.

    `holder` is shown by the account; whoever holds the code comes in through lookup.py, as `code`.
    """

    kind = "receipt"
    relations = {"holder": lambda person, receipt: receipt.holder_id == person.pk}
    relation_labels = {"holder": gettext_lazy("wie het volgkaartje heeft")}

    look = Verb(gettext_lazy("Volgkaartje bekijken"), who=f"holder code {WORKERS}")
    add_line = Verb(gettext_lazy("Regel toevoegen"), who="holder code", when=no_line_yet)
    reopen = Verb(gettext_lazy("Klopt niet"), who="holder code", when=can_reopen)
    answer = Verb(gettext_lazy("Antwoord geven"), who=f"{WORKERS} social_worker system", when=still_open)
    late = Verb(gettext_lazy("Volgkaartjes over de tijd"), who=WORKERS, on=Area)
    hear = Verb(gettext_lazy("Lezen wat iemand er nog bij vertelde"), who=WORKERS)


class CallBacks(Policy):
    """Anybody may ask to be called; whoever is on duty calls."""

    kind = "callback"

    ask = Verb(gettext_lazy("Bel mij terug"), who="everyone", on=Area)
    type_over = Verb(gettext_lazy("Terugbelverzoek overnemen"), who=f"{WORKERS} field_host", on=Area)
    list = Verb(gettext_lazy("Wie wil gebeld worden"), who=WORKERS, on=Area)
    look = Verb(gettext_lazy("Nummer bekijken"), who=WORKERS)
    tried = Verb(gettext_lazy("Geen gehoor"), who=WORKERS, when=still_open)
    close = Verb(gettext_lazy("Gesproken"), who=WORKERS, when=still_open)
