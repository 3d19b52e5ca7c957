"""Which community lives at which address. The list of hosts is the allow-list."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path

from wijkplein.foundation.community.community import Community, communities_root
from wijkplein.foundation.community.towns import Fault, Towns, look_around, remember_addresses

GLANCE = 1.0  # seconds between looks at the folders, so that a busy town does not read the disk for every page

log = logging.getLogger("wijkplein.towns")


class _Hosts:
    """The table of this process, replaced as a whole when a folder came, went or changed."""

    def __init__(self) -> None:
        self.guard = threading.Lock()
        self.seen: tuple[object, ...] = ()
        self.known: dict[str, Community | Fault] = {}
        self.told: frozenset[str] = frozenset()
        self.looked_at = -GLANCE

    def at(self, host: str) -> Community | Fault | None:
        """Who lives here. An unknown host is worth a look at once: the town may be new."""
        if time.monotonic() - self.looked_at < GLANCE and host in self.known:
            return self.known[host]
        return self.table().get(host)

    def table(self) -> dict[str, Community | Fault]:
        """Read the folders anew when something changed; a few system calls otherwise."""
        self.looked_at = time.monotonic()
        seen = _fingerprint(communities_root())
        if seen != self.seen:
            with self.guard:
                towns = look_around()
                remember_addresses(towns, communities_root())
                self.tell(towns)
                self.known, self.seen = _table(towns), seen
        return self.known

    def tell(self, towns: Towns) -> None:
        """Each fault in the log once, and again when it comes back after it was mended."""
        for fault in towns.faults:
            if fault.reason not in self.told:
                log.error("town %s is not in order: %s", fault.slug, fault.reason)
        self.told = frozenset(fault.reason for fault in towns.faults)


_hosts = _Hosts()


def community_at(host: str) -> Community | Fault | None:
    """The community at this host name (a port is ignored). A fault: then the answer is 503; None: 421."""
    return _hosts.at(host.rpartition(":")[0].lower() if _has_port(host) else host.lower())


def _has_port(host: str) -> bool:
    return ":" in host and not host.endswith("]")


def _fingerprint(root: Path) -> tuple[object, ...]:
    if not root.is_dir():
        return (root,)
    files = sorted(root.glob("*/community.toml"))
    return (root, *((str(file), _changed(file)) for file in files))


def _changed(file: Path) -> int:
    try:
        return file.stat().st_ctime_ns  # other rights count as a change too
    except OSError:  # it went this moment, or is not ours to see; who reads it says so
        return 0


def _table(towns: Towns) -> dict[str, Community | Fault]:
    table: dict[str, Community | Fault] = {host: fault for fault in towns.faults for host in fault.hosts}
    return table | {host: community for community in towns.well for host in community.hosts}
