"""What commands share: Django set up, the communities they are about, and progress on the screen."""

from __future__ import annotations

import argparse

import django
from rich.console import Console

from wijkplein.foundation.community.community import Community, all_communities, by_slug

console = Console(stderr=True, highlight=False)


def say(sentence: str) -> None:
    """One line of progress, on stderr: stdout is for results."""
    console.print(sentence)


def start_django() -> None:
    """Load the rooms. Commands that only read files do without, and start in a tenth of a second."""
    django.setup(set_prefix=False)


def add_community(parser: argparse.ArgumentParser, *, required: bool = False) -> None:
    """The argument that says which community; without it, all of them."""
    explanation = "de map van de gemeenschap" + ("" if required else "; zonder naam: allemaal")
    if required:
        parser.add_argument("community", metavar="GEMEENSCHAP", help=explanation)
    else:
        parser.add_argument("communities", metavar="GEMEENSCHAP", nargs="*", help=explanation)


def chosen(options: argparse.Namespace) -> list[Community]:
    """The communities named on the command line, or all. Raises CommunityError for an unknown one."""
    return [by_slug(slug) for slug in options.communities] or all_communities()
