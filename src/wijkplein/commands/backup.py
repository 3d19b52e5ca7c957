"""`wijkplein backup`: a sealed copy of everything a community has."""

from __future__ import annotations

import argparse
from pathlib import Path

from wijkplein.commands import CommandError
from wijkplein.commands.setup import add_community, chosen, passed_over, say, start_django
from wijkplein.foundation.community.community import Community

HELP = "Maak een versleutelde reservekopie. Terugzetten kan alleen met de herstelsleutel, die je elders bewaart."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_community(parser)
    parser.add_argument("--output", type=Path, metavar="BESTAND", help="waar de kopie komt (bij een gemeenschap)")
    parser.add_argument("--new-key", action="store_true", help="maak een nieuwe herstelsleutel en toon waar hij staat")


def run(options: argparse.Namespace) -> int:
    """One backup for each chosen community."""
    start_django()
    from wijkplein.foundation.community.backup import forget_old, make_backup

    communities = chosen(options)
    if options.output and len(communities) != 1:
        raise CommandError("--output kan bij een gemeenschap tegelijk. Noem haar naam erbij.")
    for community in communities:
        if options.new_key:
            write_recovery_key(community)
            continue
        path = make_backup(community, options.output)
        forget_old(community)
        say(f"{community.slug}: {path} ({path.stat().st_size // 1024} KB)")
    return int(bool(passed_over(options)))


def recovery_key_place(slug: str) -> Path:
    """Where the private key will be written. Raises CommandError when one lies there already."""
    path = Path(f"herstelsleutel-{slug}.txt").resolve()
    if path.exists():
        raise CommandError(f"{path} bestaat al. Bewaar hem ergens anders en haal hem hier weg.")
    return path


def write_recovery_key(community: Community) -> Path:
    """Write the private key to a file in this folder, to be taken off this machine."""
    from wijkplein.foundation.community.backup import make_backup_keys

    path = recovery_key_place(community.slug)
    path.touch(mode=0o600)
    path.write_text(
        f"# Herstelsleutel van {community.name}. Bewaar dit bestand buiten deze server en haal het hier weg.\n"
        f"# Zonder deze sleutel is geen enkele reservekopie te openen.\n{make_backup_keys(community)}\n",
        "utf-8",
    )
    say(f"{community.slug}: de herstelsleutel staat in {path}. Bewaar hem buiten deze server.")
    return path
