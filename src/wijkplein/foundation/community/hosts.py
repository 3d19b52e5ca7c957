"""Which community lives at which address. The list of hosts is the allow-list."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from wijkplein.foundation.community.community import Community, all_communities, communities_root
from wijkplein.foundation.community.errors import CommunityError

GLANCE = 1.0  # seconds between looks at the folders, so that a busy town does not read the disk for every page


class _Hosts:
    """The table of this process, replaced as a whole when a folder came, went or changed."""

    def __init__(self) -> None:
        self.guard = threading.Lock()
        self.seen: tuple[object, ...] = ()
        self.known: dict[str, Community] = {}
        self.looked_at = -GLANCE

    def at(self, host: str) -> Community | None:
        """Who lives here. An unknown host is worth a look at once: the town may be new."""
        if time.monotonic() - self.looked_at < GLANCE and host in self.known:
            return self.known[host]
        return self.table().get(host)

    def table(self) -> dict[str, Community]:
        """Read the folders anew when something changed; a few system calls otherwise."""
        self.looked_at = time.monotonic()
        seen = _fingerprint(communities_root())
        if seen != self.seen:
            with self.guard:
                self.known, self.seen = _table(all_communities()), seen
        return self.known


_hosts = _Hosts()


def community_at(host: str) -> Community | None:
    """The community at this host name (a port is ignored), or None: then the answer is 421."""
    return _hosts.at(host.rpartition(":")[0].lower() if _has_port(host) else host.lower())


def _has_port(host: str) -> bool:
    return ":" in host and not host.endswith("]")


def _fingerprint(root: Path) -> tuple[object, ...]:
    if not root.is_dir():
        return (root,)
    files = sorted(root.glob("*/community.toml"))
    return (root, root.stat().st_mtime_ns, *((str(file), file.stat().st_mtime_ns) for file in files))


def _table(communities: list[Community]) -> dict[str, Community]:
    table: dict[str, Community] = {}
    for community in communities:
        for host in community.hosts:
            if host in table:
                raise CommunityError(f"{host} staat bij {table[host].slug} en bij {community.slug}. Kies er een.")
            table[host] = community
    return table
