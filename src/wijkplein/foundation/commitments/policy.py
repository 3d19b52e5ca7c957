"""Who may promise, and who may say how it went."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.commitments.models import MOST_MOVES, WORKERS, Commitment
from wijkplein.foundation.verbs.policy import Policy, Verb

TEAM = " ".join(WORKERS)


def still_open(commitment: Commitment) -> str:
    """An end is an end."""
    return "" if commitment.closed_on is None else _("Deze afspraak is al afgerond.")


def can_move(commitment: Commitment) -> str:
    """At most twice; after that it is done or dropped."""
    if commitment.moves >= MOST_MOVES:
        return _("Deze afspraak is al twee keer verzet. Rond hem af, of zeg waarom het niet lukt.")
    return still_open(commitment)


def does_it(person: Any, commitment: Commitment) -> bool:
    """The person, somebody of the organisation, or whoever has the role there."""
    if commitment.person_id == person.pk or (commitment.role and commitment.role in person.role_names(commitment.area)):
        return True
    members = person.memberships.filter(organisation_id=commitment.organisation_id, until__gte=timezone.localdate())
    return commitment.organisation_id is not None and bool(members.exists())


class Commitments(Policy):
    """Whoever works there makes one; whoever does it says how it went. Nobody closes what another does."""

    kind = "commitment"
    relations = {"doer": does_it}
    relation_labels = {"doer": gettext_lazy("wie het doet")}

    make = Verb(gettext_lazy("Afspreken"), who=TEAM, on=Area)
    step = Verb(gettext_lazy("Stap vertellen"), who="doer", when=still_open)
    move = Verb(gettext_lazy("Verzetten"), who="doer", when=can_move)
    finish = Verb(gettext_lazy("Gedaan"), who="doer", when=still_open)
    drop = Verb(gettext_lazy("Laten vallen"), who="doer", when=still_open)
