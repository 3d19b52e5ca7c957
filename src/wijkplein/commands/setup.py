"""What commands share: Django set up, the communities they are about, and progress on the screen."""

from __future__ import annotations

import argparse
import sys
from functools import cache
from typing import TYPE_CHECKING

from wijkplein.foundation.community.community import Community
from wijkplein.foundation.community.towns import all_communities, by_slug, look_around
from wijkplein.starting import nothing_to_collect

if TYPE_CHECKING:
    from rich.console import Console


@cache
def console() -> Console:
    """Tables and progress, on stderr. Loaded by the commands that show some."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def say(sentence: str) -> None:
    """One line of progress, on stderr: stdout is for results."""
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201  # see above


def start_django() -> None:
    """Load the rooms. Commands that only read files do without, and start in a tenth of a second."""
    with nothing_to_collect():
        import django

        django.setup(set_prefix=False)


def add_community(parser: argparse.ArgumentParser, *, required: bool = False) -> None:
    """The argument that says which community; without it, all of them."""
    explanation = "de map van de gemeenschap" + ("" if required else "; zonder naam: allemaal")
    if required:
        parser.add_argument("community", metavar="GEMEENSCHAP", help=explanation)
    else:
        parser.add_argument("communities", metavar="GEMEENSCHAP", nargs="*", help=explanation)


def chosen(options: argparse.Namespace) -> list[Community]:
    """The communities named on the command line, or all one can go by. Raises CommunityError for a named one that
    is unknown or sick."""
    return [by_slug(slug) for slug in options.communities] or all_communities()


def passed_over(options: argparse.Namespace) -> int:
    """Say what is wrong with towns, when all were asked for. Gives how many are left alone: that is no success."""
    if options.communities:
        return 0
    towns = look_around()
    here = {community.slug for community in towns.well}
    for fault in towns.faults:
        say(f"{fault.slug}: {'let op' if fault.slug in here else 'overgeslagen'}. {fault.reason}")
    return len({fault.slug for fault in towns.faults} - here)
