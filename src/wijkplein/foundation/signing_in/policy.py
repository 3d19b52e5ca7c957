"""Who opens the way back for a colleague (domain.md 4.1 and 5)."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.foundation.people.models import Person
from wijkplein.foundation.signing_in.models import WayBack
from wijkplein.foundation.verbs.policy import Policy, Verb

WAY_BACK_LIFE = timedelta(days=1)


def works_with_two_steps(person: Person) -> str:
    """A second factor is only lost by who needs one."""
    return "" if person.works_a_desk else _("Deze persoon logt in met alleen een code per e-mail.")


def still_fresh(way_back: WayBack) -> str:
    """A vouch is good for one day and for one time."""
    if way_back.done_at is not None:
        return _("Dit is al gebeurd.")
    old = timezone.now() - way_back.asked_at > WAY_BACK_LIFE
    return _("Dit is te lang geleden. Begin opnieuw.") if old else ""


class WaysBack(Policy):
    """Two people together open the way back; the second is never the first, and never the person herself."""

    kind = "wayback"
    relations = {
        "self": lambda person, about: about is not None and about.pk == person.pk,
        "own": lambda person, way_back: way_back.person_id == person.pk,
        "first": lambda person, way_back: way_back.first_by_id == person.pk,
    }
    relation_labels = {
        "self": gettext_lazy("jijzelf"),
        "own": gettext_lazy("wie het betreft"),
        "first": gettext_lazy("wie het vroeg"),
    }

    ask = Verb(
        gettext_lazy("Zeggen dat iemand haar tweede stap kwijt is"),
        who="connector platform_manager",
        but_not="self",
        when=works_with_two_steps,
        on=Person,
    )
    reset_second_factor = Verb(
        gettext_lazy("De tweede stap weghalen"), who="platform_manager", but_not="own first", when=still_fresh
    )
