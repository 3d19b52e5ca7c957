"""Every town on this installation: which are well, which are not, and whose address is whose.

A town that cannot be read stops no other: whoever goes through the towns passes it over, and `doctor` says what to
mend. An address belongs to the town that had it first. That is written down beside the towns, so that it still holds
after a restart, and when a town can no longer say itself where it lives.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from wijkplein.foundation.community.community import SLUG, Community, communities_root, line_of, read_community
from wijkplein.foundation.community.errors import CommunityError

ADDRESSES = "hosts.json"  # in the folder of the towns: address -> slug


@dataclass(frozen=True)
class Fault:
    """What is wrong with a town and what to do about it; `hosts`: where visitors must read that it is away."""

    slug: str
    reason: str
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Towns:
    """The towns one can go by, and the faults found. A town that only lost an address is in both."""

    well: tuple[Community, ...]
    faults: tuple[Fault, ...]
    addresses: dict[str, str]

    def faults_of(self, slug: str) -> list[Fault]:
        """What is wrong with this one."""
        return [fault for fault in self.faults if fault.slug == slug]


def look_around(root: Path | None = None) -> Towns:
    """Read every folder, in the order of their names. Raises for none of them."""
    root = root or communities_root()
    had = _addresses(root)
    read: list[Community] = []
    faults: list[Fault] = []
    for folder in _folders(root):
        try:
            read.append(read_community(folder))
        except CommunityError as error:
            lived = tuple(host for host, slug in had.items() if slug == folder.name)
            faults.append(Fault(folder.name, str(error), lived))
    owners = _owners(read, faults, had)
    well = [_without_what_others_had(community, owners, faults) for community in read]
    return Towns(tuple(community for community in well if community.hosts), tuple(faults), owners)


def remember_addresses(towns: Towns, root: Path) -> None:
    """Write down who has which address. When that is not possible, the files stay the only witness."""
    if towns.addresses == _addresses(root):
        return
    half = root / f"{ADDRESSES}.half"
    with suppress(OSError):
        half.write_text(json.dumps(towns.addresses, indent=1, sort_keys=True), "utf-8")
        half.replace(root / ADDRESSES)


def all_communities() -> list[Community]:
    """Every town one can go by, in the order of their names."""
    return list(look_around().well)


def by_slug(slug: str) -> Community:
    """The community with this folder name. Raises CommunityError: what is wrong with it, or which ones there are."""
    towns = look_around()
    if found := next((community for community in towns.well if community.slug == slug), None):
        return found
    if faults := towns.faults_of(slug):
        raise CommunityError(faults[0].reason)
    known = ", ".join(sorted({community.slug for community in towns.well} | {fault.slug for fault in towns.faults}))
    raise CommunityError(
        f"Er is geen gemeenschap {slug!r}. Bekend: {known or 'nog geen'}. Maak er een met: wijkplein new {slug}"
    )


def refuse_what_is_taken(community: Community) -> None:
    """Before a town is made: its addresses and its database may not be those of another. Raises CommunityError."""
    towns = look_around(community.folder.parent)
    for host in community.hosts:
        owner = towns.addresses.get(host, community.slug)
        if owner != community.slug:
            raise CommunityError(f"{host} is al het adres van {owner}. Kies een ander adres.")
    for other in towns.well:
        if community.dsn and community.dsn == other.dsn and community.slug != other.slug:
            raise CommunityError(f"Deze database is al van {other.slug}. Maak een eigen database.")


def _folders(root: Path) -> list[Path]:
    if not root.is_dir():
        return []
    return [folder for folder in sorted(root.iterdir()) if _is_town(folder)]


def _is_town(folder: Path) -> bool:
    """A folder that we may not look into is one when it is named like one; whoever reads it says what is wrong."""
    try:
        return (folder / "community.toml").is_file()
    except OSError:
        return bool(SLUG.match(folder.name))


def _addresses(root: Path) -> dict[str, str]:
    try:
        found = json.loads((root / ADDRESSES).read_text("utf-8"))
        return {str(host): str(slug) for host, slug in found.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _owners(read: list[Community], faults: list[Fault], had: dict[str, str]) -> dict[str, str]:
    """Whoever had it keeps it, also while it cannot be read; of two new ones, the older file."""
    lives = {(host, community.slug) for community in read for host in community.hosts}
    lives |= {(host, fault.slug) for fault in faults for host in fault.hosts}
    owners = {host: slug for host, slug in had.items() if (host, slug) in lives}
    for community in sorted(read, key=lambda each: (each.changed_at, each.slug)):
        for host in community.hosts:
            owners.setdefault(host, community.slug)
    return owners


def _without_what_others_had(community: Community, owners: dict[str, str], faults: list[Fault]) -> Community:
    taken = [host for host in community.hosts if owners[host] != community.slug]
    for host in taken:
        where = line_of(community.folder / "community.toml", f'"{host}"', "hosts")
        reason = f"{where}: {host} was al het adres van {owners[host]}. Haal het hier weg of kies een ander adres."
        faults.append(Fault(community.slug, reason))
    return replace(community, hosts=tuple(host for host in community.hosts if host not in taken))
