"""Who belongs to a session: the person and the roles that count today, in one question."""

from __future__ import annotations

from datetime import date
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import F, FilteredRelation, QuerySet
from django.utils import timezone

from wijkplein.foundation.community.prepared import prepared_things
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.people.models.person import Held
from wijkplein.foundation.people.querysets import counts_on


@prepared_things
def _person(pk: int, today: date) -> QuerySet[Any]:
    """The person, once for each role that counts today, and once when there is none."""
    held = FilteredRelation("roles", condition=counts_on(today, "roles__"))
    named = Person.objects.filter(pk=pk).annotate(held=held)
    rows: QuerySet[Any] = named.annotate(held_name=F("held__name"), held_area=F("held__area_id"))
    return rows


class HouseBackend(AuthenticationBackend):
    """As allauth's; every page of somebody who signed in asks who she is and what she may."""

    def get_user(self, user_id: Any) -> Person | None:
        """The person with her roles, or None when she may not sign in (any more)."""
        found = _person(int(user_id), timezone.localdate())
        person: Person | None = found[0] if found else None
        if person is None or not self.user_can_authenticate(person):
            return None
        person.hold([Held(each.held_name, each.held_area) for each in found if each.held_name is not None])
        return person
