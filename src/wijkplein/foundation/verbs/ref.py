"""One way to point at anything: its kind and its public id."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, order=True)
class Ref:
    """Deed, thread, receipt, notice and search all point with a Ref; none of them has a foreign key."""

    kind: str
    uuid: UUID

    def __str__(self) -> str:
        return f"{self.kind}:{self.uuid}"

    @classmethod
    def parse(cls, text: str) -> Ref:
        """The opposite of str(). Raises ValueError when the text is not a Ref."""
        kind, _, uuid = text.partition(":")
        return cls(kind, UUID(uuid))
