"""The roles of the house by name, with a Dutch label (domain.md 5.1). A role is data: person, name, area, until."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ROLES: dict[str, str | Promise] = {
    "everyone": _("iedereen"),
    "visitor": _("bezoeker zonder account"),
    "resident": _("bewoner met een account"),
    "connector": _("buurtverbinder"),
    "field_host": _("gastheer of gastvrouw"),
    "match_coordinator": _("coördinator"),
    "social_worker": _("sociaal werker"),
    "area_director": _("gebiedsregisseur"),
    "team_member": _("lid van het team"),
    "partner_guest": _("gast van een partner"),
    "councillor": _("raadslid"),
    "platform_manager": _("beheerder van het plein"),
    "tech_admin": _("technisch beheerder"),
    "privacy_officer": _("functionaris gegevensbescherming"),
    "system": _("het systeem"),
    "code": _("wie het volgkaartje heeft"),
}

# Roles that work a desk: they see other people's things and need a second factor (design.md section 11).
DESK_ROLES = frozenset(
    {
        "match_coordinator",
        "social_worker",
        "area_director",
        "platform_manager",
        "tech_admin",
        "privacy_officer",
        "councillor",
    }
)
# Roles that an organisation or the community gives; `everyone`, `visitor`, `resident` and `system` come by themselves.
GIVEN_ROLES = tuple(name for name in ROLES if name not in {"everyone", "visitor", "resident", "system", "code"})

# Who owns a thing when the role that should is vacant (design.md section 11).
FALLBACK = ("connector", "area_director", "platform_manager")


def role_label(name: str) -> str:
    """The Dutch name of a role or relation."""
    return str(ROLES.get(name, name))
