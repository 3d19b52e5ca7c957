"""`wijkplein restore`: put a backup back."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from wijkplein.commands import CommandError
from wijkplein.commands.setup import say, start_django
from wijkplein.foundation.community.community import Community, communities_root
from wijkplein.foundation.community.towns import by_slug

HELP = "Zet een reservekopie terug. Wie zich daarna liet wissen, wordt opnieuw gewist voor de eerste bezoeker komt."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("community", metavar="GEMEENSCHAP", help="de map van de gemeenschap; op een nieuwe machine mag")
    parser.add_argument("file", type=Path, metavar="KOPIE", help="het bestand van wijkplein backup")
    parser.add_argument("--key", type=Path, required=True, metavar="BESTAND", help="de herstelsleutel")
    parser.add_argument("--look", action="store_true", help="alleen kijken of de kopie opengaat en wat erin zit")
    parser.add_argument(
        "--confirm", metavar="NAAM", help="typ de naam van de gemeenschap: alles van nu wordt vervangen"
    )
    parser.add_argument("--no-backup", action="store_true", help="bewaar niet eerst hoe het nu is")


def run(options: argparse.Namespace) -> int:
    """Nothing happens without the name typed again (misuse case M30)."""
    start_django()
    from wijkplein.foundation.community.restoring import look_into
    from wijkplein.foundation.community.sealing import read_key

    private = read_key(options.key)
    if not options.file.is_file():
        raise CommandError(f"{options.file} is er niet.")
    if options.look:
        about = look_into(by_slug(options.community), options.file, private=private)
        say(f"{about['slug']} op {about['engine']}, gemaakt op {about['made_at']}, tot handeling {about['last_deed']}")
        return 0
    typed = options.confirm or (input(f"Typ {options.community} om alles te vervangen: ") if sys.stdin.isatty() else "")
    if typed != options.community:
        raise CommandError(f"Er is niets veranderd. Wil je het echt, geef dan mee: --confirm {options.community}")
    _restore(options, private)
    return 0


def _restore(options: argparse.Namespace, private: str) -> None:
    """The copy is read to its end first: a bad one costs no backup and makes no town."""
    from wijkplein.foundation.community.backup import make_backup
    from wijkplein.foundation.community.making import all_or_nothing, make_community
    from wijkplein.foundation.community.restoring import read_through, refuse_another

    about, toml = read_through(options.file, private=private)
    folder = communities_root() / options.community
    if (folder / "community.toml").exists():
        community = by_slug(options.community)
        refuse_another(about, community.slug, community.engine)
        if not options.no_backup:
            say(f"{community.slug}: zoals het nu is, staat in {make_backup(community)}")
        _put_back(community, options.file, private)
        return
    refuse_another(about, options.community, about["engine"])
    with all_or_nothing(folder):
        _put_back(make_community(folder, toml, say=say), options.file, private)


def _put_back(community: Community, file: Path, private: str) -> None:
    from wijkplein.foundation.community.restoring import restore_backup
    from wijkplein.foundation.people.holding import replay_erasures

    say(f"{community.slug}: terugzetten")
    about = restore_backup(community, file, private=private, replay=replay_erasures)
    if about["aside"]:
        say(f"De oude database was beschadigd en staat nu in {about['aside']}. Start serve en work opnieuw.")
    if not about["swept"]:
        say("Iemand was nog aan het schrijven op de databaseserver. `work` ruimt de oude bladzijden vannacht op.")
    say(f"{community.slug}: terug naar {about['made_at']}; {about['erasures']} keer opnieuw gewist.")
