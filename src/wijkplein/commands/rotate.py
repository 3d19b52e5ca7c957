"""`wijkplein rotate TOWN`: another key for the contact data, and everything sealed anew with it."""

from __future__ import annotations

import argparse

from wijkplein.commands import CommandError
from wijkplein.commands.setup import add_community, say, start_django
from wijkplein.foundation.community.community import Community
from wijkplein.foundation.community.towns import by_slug

HELP = "Neem een nieuwe sleutel voor contactgegevens en verzegel alles opnieuw. Het plein blijft open."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_community(parser, required=True)
    parser.add_argument(
        "--drop-old",
        metavar="GEMEENSCHAP",
        default="",
        help="haal daarna de oude sleutel weg; typ de naam van de gemeenschap nog een keer",
    )


def run(options: argparse.Namespace) -> int:
    """A new key, unless an earlier turn was broken off: then that one is finished first."""
    start_django()
    from wijkplein.foundation.community.binding import opened
    from wijkplein.foundation.community.stamp import is_ready

    community = by_slug(options.community)
    if options.drop_old and options.drop_old != community.slug:
        raise CommandError(f"Typ achter --drop-old de naam {community.slug}. Er is niets veranderd.")
    with opened(community):
        if not is_ready():
            raise CommandError(f"De database is niet bij. Doe eerst: wijkplein migrate {community.slug}")
        _turn()
        if options.drop_old:
            _drop(community)
        else:
            say(
                "De oude sleutel opent nog wat in een browser wacht. "
                f"Haal hem weg met: wijkplein rotate {community.slug} --drop-old {community.slug}"
            )
    return 0


def _turn() -> None:
    from wijkplein.foundation.community.keys import keys, start_new_key
    from wijkplein.foundation.privacy.resealing import left_with_old_keys, seal_everything_anew

    if left_with_old_keys():
        say("Een eerdere wissel was niet af. Die maken we nu af, met de nieuwste sleutel.")
    elif len(keys("data")) == 1:
        say(f"Nieuwe sleutel: {start_new_key('data').id}")
    else:
        say("Er is al een nieuwe sleutel, en alles is ermee verzegeld.")
    for place, count in seal_everything_anew().items():
        say(f"{place}: {count} opnieuw verzegeld")


def _drop(community: Community) -> None:
    from wijkplein.foundation.community.keys import forget_old_keys
    from wijkplein.foundation.privacy.resealing import left_with_old_keys, seal_everything_anew

    seal_everything_anew()  # also what was written a moment ago by a process that still had the old key
    if left := left_with_old_keys():
        raise CommandError(f"Nog niet alles is opnieuw verzegeld ({', '.join(left)}). Doe dit nog een keer.")
    gone = forget_old_keys("data")
    say(f"{gone} oude sleutel(s) weg. Maak nu een reservekopie: wijkplein backup {community.slug}")
