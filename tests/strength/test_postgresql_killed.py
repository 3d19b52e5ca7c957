"""PostgreSQL itself is killed, and PostgreSQL that can forget is refused (bar R7). On a server of our own."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, InterfaceError, connection

from tests.strength.conftest import LONG, needs_postgresql, patient
from tests.strength.towns_under_load import Load, names_in
from tests.towns import TOML, Towns
from wijkplein.commands.serve import refuse_unsafe
from wijkplein.foundation.community.binding import close_town, opened
from wijkplein.foundation.community.errors import UnsafeDatabase
from wijkplein.foundation.community.making import make_community

pytestmark = [needs_postgresql, pytest.mark.slow, patient]
KILLS = 5 * LONG


class Server:
    """A PostgreSQL that may be killed. As root it runs as the user postgres, because it refuses root."""

    def __init__(self, home: Path, port: int) -> None:
        self.data, self.port = home / "data", port
        self._as = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self._as:
            home.chmod(0o755)
            os.chown(home, pwd.getpwnam("postgres").pw_uid, -1)
        self._run("initdb", "-D", str(self.data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")

    def _run(self, name: str, *arguments: str) -> None:
        command = [*self._as, str(binaries() / name), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")

    def start(self) -> None:
        options = f"-p {self.port} -k '' -c listen_addresses=127.0.0.1 -c logging_collector=off"
        log = self.data / "log"
        try:
            self._run("pg_ctl", "-D", str(self.data), "-w", "-t", "60", "-o", options, "-l", str(log), "start")
        except subprocess.CalledProcessError:
            raise AssertionError(log.read_text()[-2_000:]) from None

    def kill(self) -> None:
        """Kill -9 of every process of it."""
        main = int((self.data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        for pid in (main, *map(int, children)):
            os.kill(pid, signal.SIGKILL)
        while any(alive(pid) for pid in (main, *map(int, children))):
            time.sleep(0.01)
        # Where nobody buries the dead (a container without init) PostgreSQL takes them for the living.
        (self.data / "postmaster.pid").unlink()

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "stop")

    @property
    def dsn(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"


def alive(pid: int) -> bool:
    """Still there, and not only waiting to be buried."""
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else Path()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    if not (binaries() / "initdb").exists() or (os.geteuid() == 0 and not shutil.which("runuser")):
        if os.environ.get("WIJKPLEIN_STRICT") == "1":
            pytest.fail("no PostgreSQL programs to start a server of our own (apt install postgresql)")
        pytest.skip("no PostgreSQL programs to start a server of our own (apt install postgresql)")
    from bench.processes import free_port

    with tempfile.TemporaryDirectory(prefix="wijkplein-pg-", ignore_cleanup_errors=True) as home:
        running = Server(Path(home), free_port())
        running.start()
        try:
            yield running
        finally:
            running.stop()


@pytest.fixture
def killed_town(server: Server, towns: Towns, new_slug: Callable[[str], str], django_db_blocker: Any) -> Iterator[Any]:
    slug = new_slug("kil")
    toml = TOML.format(name="Kil", slug=slug, hosts=f'"{slug}.test"', engine="postgresql", dsn=server.dsn)
    with django_db_blocker.unblock():
        yield make_community(towns.home / "communities" / slug, toml)
        close_town(slug)
    shutil.rmtree(towns.home / "communities" / slug)


class Patient(Load):
    """Writes on when the database comes back."""

    refused = 0

    def _write_one(self) -> None:
        try:
            super()._write_one()
        except (DatabaseError, InterfaceError):
            self.refused += 1
            time.sleep(0.05)


def test_what_was_acknowledged_survives_five_kills_and_unsafe_servers_are_refused(
    server: Server, killed_town: Any
) -> None:
    load = Patient(killed_town, threads=6)
    load.start()
    back = []
    try:
        for _ in range(KILLS):
            time.sleep(0.7)
            server.kill()
            server.start()
            count, started = len(load.acknowledged), time.monotonic()
            while len(load.acknowledged) == count and time.monotonic() - started < 30:
                time.sleep(0.01)
            back.append(time.monotonic() - started)
    finally:
        load.stop()
    print(f"{len(load.acknowledged)} acknowledged, {load.refused} refused, first write {max(back):.2f} s after start")
    assert load.errors == []
    assert load.refused
    assert set(load.acknowledged) - names_in(killed_town) == set()
    _unsafe_is_refused(server, killed_town)


def _unsafe_is_refused(server: Server, town: Any) -> None:
    refuse_unsafe([town])
    for promise in ("fsync", "full_page_writes", "synchronous_commit"):
        _set(server, promise, "off")
        with pytest.raises(UnsafeDatabase, match=f"{promise}=off"):
            refuse_unsafe([town])
        close_town(town.slug)
        with opened(town), pytest.raises(UnsafeDatabase, match=f"{promise}=off"):
            connection.cursor()
        _set(server, promise, "on")
    refuse_unsafe([town])


def _set(server: Server, promise: str, value: str) -> None:
    with psycopg.connect(server.dsn, autocommit=True) as direct:
        direct.execute(f"ALTER SYSTEM SET {promise} = {value}")
        direct.execute("SELECT pg_reload_conf()")
        end = time.monotonic() + 10
        while direct.execute(f"SHOW {promise}").fetchone()[0] != value and time.monotonic() < end:
            time.sleep(0.02)
