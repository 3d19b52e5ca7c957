"""`wijkplein serve`: answer the browsers."""

from __future__ import annotations

import argparse
import ipaddress
import os
import subprocess
import sys
from functools import partial

from wijkplein.commands import CommandError
from wijkplein.commands.setup import say
from wijkplein.foundation.community.community import Community, communities_root
from wijkplein.foundation.community.towns import look_around
from wijkplein.installation import secret_key

HELP = "Start de webserver voor alle gemeenschappen. De achtergrondtaken start je apart met: wijkplein work"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--host", default="127.0.0.1", help="adres om op te luisteren (standaard alleen deze machine)")
    parser.add_argument("--port", type=int, default=8000, help="poort (standaard 8000)")
    parser.add_argument(
        "--workers", type=int, default=1, help="processen; 2 op een machine met 2 kernen en veel bezoek"
    )
    parser.add_argument("--threads", type=int, default=4, help="draden per proces")
    parser.add_argument("--plain-http", action="store_true", help="zonder https; alleen op deze machine zelf")


def run(options: argparse.Namespace) -> int:
    """Serve until stopped."""
    if options.plain_http and not is_loopback(options.host):
        raise CommandError(
            "Zonder https luisteren wij alleen op deze machine (127.0.0.1). Zet er een proxy met https voor."
        )
    secret_key()  # who may not read it hears so now, not in a trace of a child
    towns = look_around()
    if not towns.well and not towns.faults:
        raise CommandError(f"Er is nog geen gemeenschap in {communities_root()}. Maak er een met: wijkplein new NAAM")
    refuse_unsafe(list(towns.well))
    # Which towns wait for `migrate`, said beside the start: nobody waits for it.
    # A process of its own, because granian forks, and a fork beside a thread that imports stands still.
    check = [sys.executable, "-m", "wijkplein", "migrate", "--check"]
    checking = subprocess.Popen(check, preexec_fn=partial(os.nice, 15))  # noqa: PLW1509  # there is no thread yet
    serve(options.host, options.port, workers=options.workers, threads=options.threads, plain_http=options.plain_http)
    checking.wait()
    return 0


def refuse_unsafe(communities: list[Community]) -> None:
    """Raises UnsafeDatabase when a database can lose writes. Without Django, because every start waits for it."""
    from wijkplein.foundation.community.backends.sqlite.base import check_sqlite

    check_sqlite()
    for community in communities:
        if community.engine == "postgresql":
            _refuse_unsafe_postgresql(community)


def _refuse_unsafe_postgresql(community: Community) -> None:
    import psycopg

    from wijkplein.foundation.community.backends.postgresql.base import TIME_OUTS, check_promises

    try:
        with psycopg.connect(community.dsn, **TIME_OUTS) as connection:  # type: ignore[arg-type]  # libpq's own names
            check_promises(connection.cursor())
    except psycopg.OperationalError as error:  # it may come up later; until then this town answers 503
        say(f"{community.slug}: PostgreSQL antwoordt nog niet ({str(error).strip().splitlines()[0]}).")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def serve(host: str, port: int, *, workers: int = 1, threads: int = 4, plain_http: bool = False) -> None:
    """Run the application server in this process and its children; returns when it is told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkplein.settings")
    os.environ["WIJKPLEIN_PLAIN_HTTP"] = "loopback" if plain_http else ""
    from granian import Granian
    from granian.constants import Interfaces

    say(f"Wijkplein luistert op {host}:{port}")
    Granian(
        "wijkplein.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        log_access=False,
        workers_kill_timeout=10,  # seconds; Ctrl-C reaches a worker twice, and now and then it then waits for ever
    ).serve()
