"""What is done with persons. Actor first, keyword only, one transaction each."""

from wijkplein.foundation.people.actions.mandates import begin_for, end_mandate, give_mandate
from wijkplein.foundation.people.actions.organisations import (
    add_membership,
    add_organisation,
    change_organisation,
    end_membership,
    end_organisation,
)
from wijkplein.foundation.people.actions.own import change_email, change_profile, come_back, erase, leave, vouch
from wijkplein.foundation.people.actions.registering import TooManyToday, register_by_proxy, register_person
from wijkplein.foundation.people.actions.roles import end_access, end_role, grant_role, show_role
from wijkplein.foundation.people.actions.roster import end_duty, plan_duty, set_away

__all__ = [
    "TooManyToday",
    "add_membership",
    "add_organisation",
    "begin_for",
    "change_email",
    "change_organisation",
    "change_profile",
    "come_back",
    "end_access",
    "end_duty",
    "end_mandate",
    "end_membership",
    "end_organisation",
    "end_role",
    "erase",
    "give_mandate",
    "grant_role",
    "leave",
    "plan_duty",
    "register_by_proxy",
    "register_person",
    "set_away",
    "show_role",
    "vouch",
]
