"""What the house knows of this room, and its words in the menus."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.delen.signals.policy import Signals
from wijkplein.delen.signals.steps import next_step
from wijkplein.foundation.look import navigation
from wijkplein.foundation.privacy.rights import Holding, hold
from wijkplein.foundation.verbs.registry import Kind, register
from wijkplein.foundation.verbs.roles import FALLBACK
from wijkplein.web.findable import forget_written_by
from wijkplein.web.models import Opening


def _unindex(person_id: UUID) -> dict[str, int]:
    """The words of somebody who leaves go out of the index before the posts themselves do."""
    forget_written_by(person_id)
    return {}


def register_all() -> None:
    """Called once at start."""
    register(
        Kind(
            name="opening",
            model=Opening,
            label=_("opening van het plein"),
            title=lambda opening: _("Het plein is open"),
            url=lambda opening: reverse("start"),
            when=lambda opening: opening.opened_at,
        )
    )
    next_step(Signals.ask, "signal_ask")
    hold(Holding("search", _("Wat de zoekmachine van jouw woorden weet"), lambda person: [], _unindex))
    navigation.add_main(gettext_lazy("Plein"), "square:town", order=10)
    navigation.add_main(gettext_lazy("Meedenken"), "signals:tell", order=50)
    navigation.set_work(gettext_lazy("Werktafel"), "work_table", roles=FALLBACK)
    navigation.set_own("people:mine")
    navigation.add_foot(gettext_lazy("Nu hulp nodig"), "help_now", order=1)
    navigation.add_foot(gettext_lazy("Zoeken"), "search", order=5)
    navigation.add_foot(gettext_lazy("Over ons"), "about", order=10)
    navigation.add_foot(gettext_lazy("Contact"), "contact", order=20)
    navigation.add_foot(gettext_lazy("Spelregels"), "rules", order=30)
    navigation.add_foot(gettext_lazy("Toegankelijkheid"), "accessibility", order=40)
    navigation.add_foot(gettext_lazy("Jouw gegevens"), "your_data", order=50)
