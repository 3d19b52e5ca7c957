"""`wijkplein serve`: answer the browsers."""

from __future__ import annotations

import argparse
import errno
import ipaddress
import os
import socket
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
        "--workers", type=at_least_one, default=1, help="processen; 2 op een machine met 2 kernen en veel bezoek"
    )
    parser.add_argument("--threads", type=at_least_one, default=4, help="draden per proces")
    parser.add_argument("--plain-http", action="store_true", help="zonder https; alleen op deze machine zelf")


def run(options: argparse.Namespace) -> int:
    """Serve until stopped."""
    if options.plain_http and not is_loopback(options.host):
        raise CommandError(
            "Zonder https luisteren wij alleen op deze machine (127.0.0.1). Zet er een proxy met https voor."
        )
    refuse_address(options.host, options.port, command="serve")
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


def refuse_address(host: str, port: int, *, command: str) -> None:
    """Raises CommandError when we cannot listen here alone: the server itself would share a port with another."""
    if not 1 <= port <= 65_535:
        raise CommandError(f"{port} is geen poort. Kies een getal van 1 tot en met 65535, bijvoorbeeld: --port 8000")
    try:
        [(family, _kind, _protocol, _name, address), *_more] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except (socket.gaierror, UnicodeError):
        raise CommandError(f"{host!r} is geen adres. Kies een adres van deze machine, zoals 127.0.0.1.") from None
    except OSError as error:
        sentence = {
            errno.EADDRNOTAVAIL: f"{host} is geen adres van deze machine. Kies er een dat dat wel is, of 127.0.0.1.",
            errno.EACCES: f"Poort {port} mag je niet gebruiken: onder 1024 mag alleen root. Kies: --port 8000",
        }
        taken = f"Poort {port} is niet vrij. Kies een andere, bijvoorbeeld: wijkplein {command} --port {_next(port)}"
        raise CommandError(sentence.get(error.errno or 0, taken)) from None


def _next(port: int) -> int:
    return port + 1 if 1024 <= port < 65535 else 8001


def at_least_one(text: str) -> int:
    """For the command line: a number of workers or threads."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is geen aantal; kies 1 of meer")
    return int(text)


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
