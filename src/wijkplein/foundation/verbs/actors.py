"""Who can act: a person, a visitor without account, or the system itself."""

from __future__ import annotations

from typing import Any, Protocol
from uuid import UUID


class Actor(Protocol):
    """What policies and deeds need to know of whoever acts. `people.Person` is the usual one."""

    @property
    def actor_id(self) -> UUID | None:
        """The id the diary keeps; None for a visitor and for the system."""

    @property
    def is_visitor(self) -> bool:
        """True for somebody without a sign-in."""

    def role_names(self, area: Any) -> frozenset[str]:
        """The roles this actor has for this area (None: for the community as a whole)."""


class Visitor:
    """Anybody without a sign-in. May do what policies open to `everyone`."""

    actor_id = None
    is_visitor = True
    is_authenticated = False
    is_anonymous = True
    is_active = False
    pk = None
    uuid = None

    def role_names(self, area: Any) -> frozenset[str]:
        """A visitor is everyone and nothing else."""
        return frozenset({"everyone", "visitor"})


class System:
    """The clock and the commands: retention, expiry, imports. Never a person's stand-in."""

    actor_id = None
    is_visitor = False
    is_authenticated = False
    is_anonymous = False
    is_active = False
    pk = None
    uuid = None

    def role_names(self, area: Any) -> frozenset[str]:
        """The system may do what a policy lists under `system`."""
        return frozenset({"system"})


VISITOR = Visitor()
SYSTEM = System()
