"""`wijkplein new NAME`: a new community."""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path

from wijkplein.commands import CommandError
from wijkplein.commands.backup import write_recovery_key
from wijkplein.commands.setup import say, start_django
from wijkplein.foundation.community.community import HOST, SLUG, communities_root

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


def run(options: argparse.Namespace) -> int:
    """Make it, fill in the areas if they were given, and say what comes next."""
    if not SLUG.match(options.slug):
        raise CommandError(f"{options.slug!r} kan geen mapnaam zijn. Gebruik kleine letters, cijfers en streepjes.")
    start_django()
    from wijkplein.foundation.community.making import make_community

    community = make_community(communities_root() / options.slug, _toml(options), say=say)
    write_recovery_key(community)
    if options.areas:
        from wijkplein.commands.import_areas import import_into

        import_into(community, options.areas, options.figures)
    if options.practice:
        from wijkplein.foundation.community.binding import opened
        from wijkplein.web.practice import fill_practice_square

        with opened(community):
            fill_practice_square()
    say(f"Klaar: {community.folder}. Vul community.toml aan en start met: wijkplein serve")
    if not options.practice:
        say(f"Maak daarna de eerste beheerder: wijkplein manager {community.slug} ADRES --name VOORNAAM")
    return 0


def _toml(options: argparse.Namespace) -> str:
    hosts = options.host or [f"{options.slug}.localhost"]
    if wrong := [host for host in hosts if not HOST.match(host.lower())]:
        raise CommandError(f"{wrong[0]!r} is geen webadres. Schrijf het zonder https:// en zonder pad.")
    text = TOML.format(
        name=_quoted(options.title or options.slug.replace("-", " ").title()),
        hosts=", ".join(f'"{host.lower()}"' for host in hosts),
        engine="postgresql" if options.postgres else "sqlite",
        dsn=f'\ndsn = "{_quoted(options.postgres)}"' if options.postgres else "",
        seed=_quoted(options.seed),
        kind=PRACTICE if options.practice else OPENS,
    )
    tomllib.loads(text)
    return text


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
