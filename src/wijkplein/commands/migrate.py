"""`wijkplein migrate`: bring towns to the schema of this version, one after another."""

from __future__ import annotations

import argparse

from wijkplein.commands.setup import add_community, chosen, passed_over, say, start_django
from wijkplein.foundation.community.community import Community

HELP = "Werk de database bij na een nieuwe versie: eerst een reservekopie, dan per gemeenschap de stappen."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_community(parser)
    parser.add_argument("--no-backup", action="store_true", help="geen reservekopie vooraf (je maakte er zelf een)")
    parser.add_argument("--check", action="store_true", help="zeg alleen welke gemeenschappen moeten worden bijgewerkt")


def run(options: argparse.Namespace) -> int:
    """Back up, migrate and check each town; a town that fails does not stop the others."""
    start_django()
    from wijkplein.foundation.community.errors import CommunityError

    if options.check:
        return _check(chosen(options)) | int(bool(passed_over(options)))
    failed = passed_over(options)
    for community in chosen(options):
        try:
            _bring_up_to_date(community, backup=not options.no_backup)
        except CommunityError as error:
            failed += 1
            say(f"{community.slug}: mislukt: {error}")
    if failed:
        say(f"{failed} niet bijgewerkt; de andere gemeenschappen zijn klaar.")
    return 1 if failed else 0


def _check(communities: list[Community]) -> int:
    """What a killed migration left behind is mended on the way."""
    from wijkplein.foundation.community.errors import CommunityError
    from wijkplein.foundation.community.stamp import settle

    behind = []
    for community in communities:
        try:
            behind.append(settle(community))
        except CommunityError as error:
            behind.append(f"{community.slug}: {error}")
    for sentence in filter(None, behind):
        say(sentence)
    return int(any(behind))


def _bring_up_to_date(community: Community, *, backup: bool) -> None:
    from wijkplein.foundation.community.backup import make_backup
    from wijkplein.foundation.community.making import migrate
    from wijkplein.foundation.community.stamp import settle

    if not settle(community):
        say(f"{community.slug}: is al bij")
        return
    if backup:
        say(f"{community.slug}: reservekopie maken")
        say(f"{community.slug}: {make_backup(community)}")
    say(f"{community.slug}: database bijwerken")
    migrate(community)
    say(f"{community.slug}: klaar")
