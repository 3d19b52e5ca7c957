"""`wijkplein new NAME`: a new community."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from wijkplein.commands import CommandError
from wijkplein.commands.backup import recovery_key_place, write_recovery_key
from wijkplein.commands.setup import say, start_django
from wijkplein.foundation.community.brand import COLOUR
from wijkplein.foundation.community.community import HOST, SLUG, Community, communities_root, parse_community

if TYPE_CHECKING:
    from wijkplein.foundation.areas.importing import Reading

HELP = "Maak een nieuwe gemeenschap: een map met instellingen, sleutels en een lege database."
TOML = """\
# Instellingen van deze gemeenschap. Na een wijziging: herstarten is niet nodig.
name = "{name}"
hosts = [{hosts}]
languages = ["nl", "en"]
{kind}

[database]
engine = "{engine}"{dsn}

[brand]
seed = "{seed}"             # de hoofdkleur; alle andere kleuren volgen daaruit
phone = ""                  # het nummer dat op elke pagina staat
phone_hours = ""            # bijvoorbeeld: "ma t/m vr 9 - 12 uur"
phone_person = ""           # wie er opneemt, met de voornaam
email = ""                  # het gezamenlijke e-mailadres
# [[brand.partners]]
# name = "Gemeente ..."

[mail]
# host = "smtp.example.nl"
# port = 587
# user = ""
# sender = ""               # een adres van je eigen domein

[proxies]
trusted = 0                 # hoeveel proxy's staan er voor deze server?
"""


OPENS = "opens_after_check = true   # bezoekers komen binnen na de openingscheck op /start/"
PRACTICE = "practice = true            # een oefenplein: niets is echt, en dat staat op elke pagina"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("slug", metavar="NAAM", help="naam van de map, bijvoorbeeld assen")
    parser.add_argument("--title", help="hoe de gemeenschap heet, bijvoorbeeld 'Mijn Buurt Assen'")
    parser.add_argument("--host", action="append", help="webadres, bijvoorbeeld plein.assen.nl; mag vaker")
    parser.add_argument("--postgres", metavar="DSN", help="postgresql://... in plaats van SQLite")
    parser.add_argument("--seed", default="#0B5D5E", help="de hoofdkleur, bijvoorbeeld #0B5D5E")
    parser.add_argument("--practice", action="store_true", help="een oefenplein voor wie buurtverbinder wordt")
    parser.add_argument("--areas", metavar="BESTAND", nargs="+", type=Path, help="gebieden van CBS (GeoJSON)")
    parser.add_argument("--figures", metavar="BESTAND", nargs="+", type=Path, default=[], help="kerncijfers (CSV)")
    parser.add_argument("--year", type=int, help="jaar van de cijfers, als het niet in het bestand staat")


def run(options: argparse.Namespace) -> int:
    """Make it, fill in the areas if they were given, and say what comes next."""
    if not SLUG.match(options.slug):
        raise CommandError(f"{options.slug!r} kan geen mapnaam zijn. Gebruik kleine letters, cijfers en streepjes.")
    toml = _toml(options)
    start_django()
    from wijkplein.foundation.community.making import all_or_nothing, make_community

    if options.postgres:
        _refuse_silent_server(options.postgres)
    reading = _read_areas(options)
    key = recovery_key_place(options.slug)
    folder = communities_root() / options.slug
    with all_or_nothing(folder, key):
        community = make_community(folder, toml, say=say)
        write_recovery_key(community)
        if reading:
            from wijkplein.commands.import_areas import import_into

            import_into(community, reading)
        if options.practice:
            _fill(community)
    say(f"Klaar: {community.folder}. Vul community.toml aan en start met: wijkplein serve")
    if not options.practice:
        say(f"Maak daarna de eerste beheerder: wijkplein manager {community.slug} ADRES --name VOORNAAM")
    return 0


def _read_areas(options: argparse.Namespace) -> Reading | None:
    """Before anything is made: a file that is no good leaves nothing behind, and the command can be repeated."""
    if not options.areas and not options.figures:
        return None
    from wijkplein.commands.import_areas import read

    if not options.areas:
        raise CommandError("Cijfers horen bij gebieden. Geef die erbij met: --areas BESTAND")
    return read(options.areas, options.figures, year=options.year)


def _refuse_silent_server(dsn: str) -> None:
    """A town is only made when its database is there. Raises CommandError."""
    import psycopg

    try:
        psycopg.connect(dsn, connect_timeout=5).close()
    except psycopg.Error as error:
        said = str(error).strip().splitlines()[0]
        raise CommandError(
            f"De database achter --postgres antwoordt niet. Klopt het adres, en draait PostgreSQL? Die zei: {said}"
        ) from None


def _fill(community: Community) -> None:
    from wijkplein.foundation.community.binding import opened
    from wijkplein.web.practice import fill_practice_square

    with opened(community):
        fill_practice_square()


def _toml(options: argparse.Namespace) -> str:
    hosts = options.host or [f"{options.slug}.localhost"]
    if wrong := [host for host in hosts if not HOST.match(host.lower())]:
        raise CommandError(f"{wrong[0]!r} is geen webadres. Schrijf het zonder https:// en zonder pad.")
    if not COLOUR.match(options.seed):
        raise CommandError(f"{options.seed!r} is geen kleur. Schrijf hem als #0B5D5E.")
    if any(ord(letter) < ord(" ") for letter in options.title or ""):
        raise CommandError("De titel hoort op een regel te staan, zonder tabs of andere stuurtekens.")
    text = TOML.format(
        name=_quoted(options.title or options.slug.replace("-", " ").title()),
        hosts=", ".join(f'"{host.lower()}"' for host in hosts),
        engine="postgresql" if options.postgres else "sqlite",
        dsn=f'\ndsn = "{_quoted(options.postgres)}"' if options.postgres else "",
        seed=_quoted(options.seed),
        kind=PRACTICE if options.practice else OPENS,
    )
    parse_community(communities_root() / options.slug, text)  # raises what would be wrong with it
    return text


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
