"""Who acts, for whom, in which role."""

from wijkplein.foundation.people.models.organisation import Membership, Organisation, OrganisationKind
from wijkplein.foundation.people.models.person import AgeBand, Person, Verification
from wijkplein.foundation.people.models.proxy import ConsentHow, ProxyMandate
from wijkplein.foundation.people.models.role import DutyShift, Role

__all__ = [
    "AgeBand",
    "ConsentHow",
    "DutyShift",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Person",
    "ProxyMandate",
    "Role",
    "Verification",
]
