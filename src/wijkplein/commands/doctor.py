"""`wijkplein doctor`: is everything in order, and what to do when it is not?"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from wijkplein.commands import CommandError
from wijkplein.commands.setup import add_community, console, start_django
from wijkplein.foundation.community.community import Community
from wijkplein.foundation.community.towns import by_slug, look_around

if TYPE_CHECKING:
    from wijkplein.commands.health import Finding

HELP = "Kijk of alles in orde is: sleutels, database, reservekopie, mail, klok en rollen. Verandert niets."
COLOURS = {"goed": "green", "let op": "yellow", "fout": "red"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_community(parser)
    parser.add_argument(
        "--retention", action="store_true", help="toon wat er vandaag wordt opgeruimd, zonder het te doen"
    )


def run(options: argparse.Namespace) -> int:
    """A table for each community; 1 when something must be mended."""
    start_django()
    from wijkplein.commands.health import BAD, Finding, examine
    from wijkplein.foundation.community.binding import opened

    towns, named = look_around(), options.communities
    faults = [fault for fault in towns.faults if not named or fault.slug in named]
    unreadable = {fault.slug for fault in faults} - {community.slug for community in towns.well}
    communities = [by_slug(slug) for slug in named if slug not in unreadable] or list(towns.well if not named else ())
    if not communities and not faults:
        raise CommandError("Er is nog geen gemeenschap. Maak er een met: wijkplein new NAAM")
    for fault in faults:
        _show(fault.slug, [Finding("instellingen", BAD, fault.reason)])
    bad = bool(faults)
    for community in communities:
        with opened(community):
            if options.retention:
                _retention(community)
                continue
            findings = examine(community)
            _show(community.slug, findings)
            bad = bad or any(each.level == BAD for each in findings)
    return int(bad)


def _show(slug: str, findings: list[Finding]) -> None:
    table = Table("", "", "Wat is er, en wat doe je?", title=slug, title_justify="left")
    for each in findings:
        table.add_row(each.what, _coloured(each), escape(each.sentence))
    console().print(table)


def _coloured(finding: Finding) -> str:
    return f"[{COLOURS[finding.level]}]{finding.level}[/]"


def _retention(community: Community) -> None:
    from django.utils import timezone

    from wijkplein.foundation.privacy.retention import rules, what_is_due

    due = what_is_due(timezone.now())
    table = Table("Regel", "Nu aan de beurt", title=f"{community.slug}: wat er vandaag wordt opgeruimd")
    for rule in rules():
        table.add_row(str(rule.sentence), str(due[rule.name]))
    console().print(table)
