"""Who owns a matter: the roster, the deputy, and the chain when a role is vacant."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.people.actions import end_access, leave, plan_duty, set_away
from wijkplein.foundation.people.duty import on_duty, owner_of
from wijkplein.foundation.people.models import DutyShift, Role
from wijkplein.foundation.people.views.roster import in_words
from wijkplein.foundation.verbs.acting import Refused

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


def vacant(*names):
    Role.objects.filter(name__in=names).delete()


def test_the_role_itself_owns(cast):
    assert owner_of("connector", cast.area) == ("connector", cast.carla)


def test_without_connector_the_area_director_owns(cast):
    vacant("connector")
    assert owner_of("connector", cast.area) == ("area_director", cast.marieke)


def test_without_both_the_platform_manager_owns(cast):
    vacant("connector", "area_director")
    assert owner_of("connector", cast.area) == ("platform_manager", cast.mo)


def test_when_all_are_vacant_the_last_role_stands_without_a_person(cast):
    vacant("connector", "area_director", "platform_manager")
    assert owner_of("connector", cast.area) == ("platform_manager", None)


def test_a_role_elsewhere_does_not_own_here(cast):
    assert owner_of("connector", cast.other_area) == ("platform_manager", cast.mo)


def test_who_left_owns_nothing(cast):
    leave(by=cast.carla, person=cast.carla)
    assert owner_of("connector", cast.area)[1] == cast.marieke


def test_after_the_switch_the_chain_takes_over(cast):
    end_access(by=cast.mo, person=cast.carla)
    assert owner_of("connector", cast.area)[1] == cast.marieke


def test_a_tree_deeper_than_is_read_at_once_has_an_owner_too(cast):
    top = below = Area.objects.create(kind="own", name="Boven", slug="boven")
    for level in range(6):
        below = Area.objects.create(kind="own", name=f"Laag {level}", slug=f"laag-{level}", parent=below)
    Role.objects.filter(person=cast.carla, name="connector").update(area=top)
    assert owner_of("connector", below) == ("connector", cast.carla)


def test_an_own_area_that_covers_another_owns_there(cast):
    own = Area.objects.create(kind="own", name="Rond de molen", slug="rond-de-molen")
    own.covers.add(cast.other_area)
    Role.objects.create(person=cast.bram, name="connector", area=own, since=timezone.localdate())
    assert owner_of("connector", cast.other_area) == ("connector", cast.bram)


def test_the_roster_says_who_works_today(cast):
    Role.objects.create(person=cast.bram, name="connector", area=cast.area, since=MONDAY - timedelta(days=9))
    plan_duty(by=cast.mo, person=cast.bram, role="connector", area=cast.area, weekdays="1")
    assert on_duty("connector", cast.area, MONDAY) == cast.bram


def test_the_deputy_stands_in_while_somebody_is_away(cast):
    Role.objects.create(person=cast.bram, name="connector", area=cast.area, since=timezone.localdate())
    shift = plan_duty(
        by=cast.mo, person=cast.carla, deputy=cast.bram, role="connector", area=cast.area, weekdays="12345"
    )
    set_away(by=cast.carla, shift=shift, away_from=MONDAY, away_until=MONDAY + timedelta(days=2))
    assert on_duty("connector", cast.area, MONDAY) == cast.bram
    assert on_duty("connector", cast.area, MONDAY + timedelta(days=3)) == cast.carla


def test_nobody_is_planned_for_a_role_she_does_not_have(cast):
    with pytest.raises(Refused):
        plan_duty(by=cast.mo, person=cast.anna, role="connector", area=cast.area, weekdays="1")


def test_a_resident_plans_nothing(cast):
    with pytest.raises(Refused):
        plan_duty(by=cast.anna, person=cast.carla, role="connector", area=cast.area, weekdays="1")


def test_an_absence_that_ends_before_it_begins_is_refused(cast):
    shift = plan_duty(by=cast.mo, person=cast.carla, role="connector", area=cast.area, weekdays="1")
    with pytest.raises(Refused):
        set_away(by=cast.carla, shift=shift, away_from=MONDAY, away_until=MONDAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("weekdays", "words"),
    [("13", "maandag, woensdag"), ("12345", "maandag t/m vrijdag"), ("12567", "maandag, dinsdag, vrijdag t/m zondag")],
)
def test_days_in_a_row_are_read_as_one(weekdays, words):
    assert in_words(DutyShift(weekdays=weekdays)) == words
