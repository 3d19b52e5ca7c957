"""`wijkplein demo`: the town Molenrij on this machine, with its worker."""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator

from rich.console import Console

from wijkplein.commands import CommandError
from wijkplein.commands.serve import refuse_address, serve
from wijkplein.commands.setup import say, start_django
from wijkplein.foundation.community.community import DEMO_ADDRESS, Community, communities_root, read_community

HELP = "Maak het voorbeelddorp Molenrij als het er nog niet is, en laat het zien op deze computer."
SLUG, HOST = "molenrij", "127.0.0.1"
PATIENCE = 10  # seconds the worker gets to finish what it was doing
TOML = """\
# Het voorbeelddorp. Alles is verzonnen: de plaats, de mensen en wat ze vragen.
name = "Molenrij"
hosts = ["localhost", "127.0.0.1", "molenrij.localhost"]
demo = true                 # inloggen met een link mag, maar alleen op deze computer
languages = ["nl", "en"]

[brand]
seed = "#0B5D5E"
phone = "0000 - 12 34 56"
phone_hours = "ma t/m vr 9 - 12 uur"
phone_person = "Carla"
email = "plein@molenrij.example"
[[brand.partners]]
name = "Gemeente Molenrij"
[[brand.partners]]
name = "Woonstichting De Wiek"
[[brand.partners]]
name = "Welzijn Molenrij"
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--port", type=int, default=8000, help="poort op deze computer (standaard 8000)")
    parser.add_argument("--fresh", action="store_true", help="gooi het voorbeelddorp weg en maak het opnieuw")


def run(options: argparse.Namespace) -> int:
    """Make it if need be, print how to get in, and serve until Ctrl-C."""
    refuse_address(HOST, options.port, command="demo")
    os.environ["WIJKPLEIN_PLAIN_HTTP"] = "loopback"  # read by the settings, also those of the worker
    os.environ[DEMO_ADDRESS] = f"http://localhost:{options.port}"  # for the links in mails
    start_django()
    if options.fresh:
        _throw_away()
    community = _the_town()
    show_the_way(community)
    with worker(community):
        serve(HOST, options.port, plain_http=True)
    say("Het voorbeelddorp is gestopt. Start het weer met: wijkplein demo")
    return 0


def _throw_away() -> None:
    """Only what says of itself that it is a demonstration. Raises CommandError for anything else."""
    folder = communities_root() / SLUG
    if not (folder / "community.toml").exists():
        return
    community = _only_a_demo(read_community(folder))
    shutil.rmtree(community.folder)
    shutil.rmtree(community.keys_folder, ignore_errors=True)


def _only_a_demo(community: Community) -> Community:
    if not community.demo:
        raise CommandError(
            f"{community.folder} is geen voorbeelddorp (demo = true ontbreekt), dus daar blijven we af. "
            "Laat het zien met: wijkplein serve"
        )
    return community


def _the_town() -> Community:
    """The demonstration town at the schema of this code, told when it was still empty."""
    from wijkplein.demo.town import is_there, tell_town
    from wijkplein.foundation.community.binding import opened
    from wijkplein.foundation.community.making import make_community, migrate
    from wijkplein.foundation.community.stamp import is_ready

    folder = communities_root() / SLUG
    if (folder / "community.toml").exists():
        community = _only_a_demo(read_community(folder))
    else:
        community = make_community(folder, TOML, say=say)
    with opened(community):
        ready = is_ready()
    if not ready:
        migrate(community)
    with opened(community):
        if not is_there():
            say("Molenrij vertellen: gebieden, 400 mensen en een half jaar plein. Dat duurt ongeveer een minuut...")
            tell_town()
    return community


def show_the_way(community: Community) -> None:
    """The address, and for each of the cast a link that signs in once."""
    from wijkplein.demo.links import cast_links
    from wijkplein.foundation.community.binding import close_pool, opened

    address = community.address
    lines = [f"Het voorbeelddorp {community.name} staat op {address}/", "", "Inloggen als (elke link werkt een keer):"]
    with opened(community):
        lines += [f"  {name:<8} {role:<32} {address}{link}" for name, role, link in cast_links()]
    close_pool()
    paper = Console(highlight=False, markup=False, soft_wrap=True)
    paper.print("\n".join([*lines, "", "Stoppen: Ctrl-C."]))
    sys.stdout.flush()


@contextlib.contextmanager
def worker(community: Community) -> Iterator[None]:
    """The worker of this town as a child, which ends together with us whatever ends us."""
    stop_on_sigterm()
    command = [sys.executable, "-m", "wijkplein", "work", community.slug]
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        child.terminate()
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def stop_on_sigterm() -> None:
    """Until the server listens to signals itself, SIGTERM and a closed terminal end us the way Ctrl-C does."""

    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
