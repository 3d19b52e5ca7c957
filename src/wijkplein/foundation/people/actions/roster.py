"""The duty roster."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.models import DutyShift, Person
from wijkplein.foundation.people.policy import Duties
from wijkplein.foundation.verbs.acting import Refused, act
from wijkplein.foundation.verbs.actors import Actor


def plan_duty(
    *, by: Actor, person: Person, role: str, area: Area | None, weekdays: str, deputy: Person | None = None
) -> DutyShift:
    """Who answers for a role here on these weekdays ("135": Monday, Wednesday, Friday), and who stands in.

    Raises Refused when the person does not have the role here, or the days are none.
    """
    days = "".join(sorted(set(weekdays) & set("1234567")))
    if not days:
        raise Refused(_("Kies minstens een dag."))
    for each in (person, deputy):
        if each is not None and role not in each.role_names(area):
            raise Refused(_("%(name)s heeft deze rol hier niet.") % {"name": each.public_name})
    with act(by, Duties.plan, area, role=role) as deed:
        shift, _new = DutyShift.objects.update_or_create(
            person=person, role=role, area=area, defaults={"weekdays": days, "deputy": deputy}
        )
        deed.about = shift
    return shift


def set_away(*, by: Person, shift: DutyShift, away_from: date | None, away_until: date | None) -> None:
    """Say from when until when you are not there; the deputy takes over. Both None: you are back."""
    if away_from and away_until and away_until < away_from:
        raise Refused(_("De laatste dag ligt voor de eerste. Kijk de dagen nog eens na."))
    with act(by, Duties.set_away, shift):
        shift.away_from, shift.away_until = away_from, away_until
        shift.save(update_fields=["away_from", "away_until"])


def end_duty(*, by: Person, shift: DutyShift) -> None:
    """Take somebody off the roster."""
    with act(by, Duties.end, shift):
        shift.delete()
