"""A town with recognisable words in it, and what a restore brings back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.strength.towns_under_load import names_in
from wijkplein.foundation.areas.models import Area
from wijkplein.foundation.community.binding import opened
from wijkplein.foundation.community.restoring import restore_backup
from wijkplein.foundation.people.models import Person

CANARIES = ("Kanariewoord-Zonnebloem", "kanarie.vogel@example.test", "0612345678", "Kanariestraat")


def nobody(community: Any) -> int:
    """A replay when nobody was erased."""
    return 0


def restored_names(community: Any, backup: Path, private: str) -> set[str]:
    restore_backup(community, backup, private=private, replay=nobody)
    return names_in(community)


def fill(community: Any) -> None:
    with opened(community):
        Area.objects.create(name=CANARIES[3], slug="kanariestraat", kind="own")
        Person.objects.create(first_name=CANARIES[0], email=CANARIES[1])
        (community.media / "foto.webp").write_bytes(CANARIES[2].encode() * 20)
