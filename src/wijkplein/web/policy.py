"""Who opens a square, who sees how far it is, and who practises."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.foundation.community.binding import current
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.verbs.policy import Policy, Verb
from wijkplein.foundation.verbs.roles import FALLBACK
from wijkplein.web.check import check
from wijkplein.web.models import Opening

WORKERS = " ".join(FALLBACK)


def ready_to_open(nothing: Any) -> str:
    """Why it cannot open yet."""
    if Opening.objects.exists():
        return _("Het plein is al open.")
    missing = [line.label for line in check() if not line.ready]
    return _("Dit is nog niet klaar: %(missing)s.") % {"missing": "; ".join(missing)} if missing else ""


def only_practice(person: Person) -> str:
    """Exercises belong on a practice square, where nobody is really waiting."""
    return "" if current().practice else _("Oefenen doe je op een oefenplein. Hier wachten echte buren.")


class Openings(Policy):
    """Only who manages the square opens it."""

    kind = "opening"

    open = Verb(gettext_lazy("Het plein openen"), who="platform_manager", when=ready_to_open, on=Opening)

    @staticmethod
    def area_of(about: Any) -> None:
        """The whole community."""


class Exercises(Policy):
    """What is practised on a practice square."""

    kind = "person"

    print_slip = Verb(gettext_lazy("Oefenen: volgkaartje geprint"), who=f"{WORKERS} field_host", when=only_practice)
