"""Make a community: its folder, keys and empty database; and bring it to the schema of this code."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from wijkplein.foundation.community.binding import close_town, opened
from wijkplein.foundation.community.community import Community, keys_root, parse_community, read_community
from wijkplein.foundation.community.errors import CommunityError
from wijkplein.foundation.community.keys import make_keys
from wijkplein.foundation.community.stamp import applied, closed_to_visitors, wanted
from wijkplein.foundation.community.towns import ADDRESSES, look_around, refuse_what_is_taken, remember_addresses
from wijkplein.installation import key_file, make_secret_key

Say = Callable[[str], None]


def silent(sentence: str) -> None:
    """Progress for nobody."""


def make_community(folder: Path, toml: str, *, say: Say = silent) -> Community:
    """Make a new community from the text of its community.toml. Raises CommunityError when the folder is taken."""
    if (folder / "community.toml").exists():
        raise CommunityError(f"{folder} bestaat al. Kies een andere naam.")
    refuse_what_is_taken(parse_community(folder, toml))
    with all_or_nothing(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
        (folder / "community.toml").write_text(toml, "utf-8")
        community = read_community(folder)
        community.media.mkdir(exist_ok=True, mode=0o750)
        community.memory.mkdir(exist_ok=True, mode=0o750)
        make_secret_key()
        say(f"{community.name}: database maken")
        migrate(community)
        remember_addresses(look_around(folder.parent), folder.parent)
    return community


@contextmanager
def all_or_nothing(folder: Path, *also: Path) -> Iterator[None]:
    """Around everything that makes a town: when that goes wrong or is broken off, nothing new stays behind.

    What was there before stays: a folder that somebody made ready, keys of an earlier town. `also`: other places.
    """
    places = [folder, keys_root() / folder.name, *also]
    before = {place: set(place.iterdir()) if place.is_dir() else {place} for place in places if place.exists()}
    common = [key_file(), folder.parent / ADDRESSES, keys_root(), folder.parent]  # of all towns, so of the first
    new = [place for place in common if not place.exists()]
    try:
        yield
    except BaseException:  # Ctrl-C too
        close_town(folder.name)
        for place in places:
            for made in {place} if place not in before else set(place.iterdir()) - before[place]:
                _remove(made)
        if not any(folder.parent.glob("*/community.toml")):  # nobody else made a town meanwhile
            for place in new:
                with suppress(OSError):
                    place.rmdir() if place.is_dir() else place.unlink()
        raise


def _remove(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
    else:
        place.unlink(missing_ok=True)


def migrate(community: Community) -> None:
    """Bring the schema to that of this code: all of it or nothing. The caller made a backup.

    Raises CommunityError when a step fails; the town then has the schema and the rows it had before. Serving
    processes answer 503 meanwhile.
    """
    make_keys(community)  # a new version may need one more
    with closed_to_visitors(community), opened(community):
        try:
            bring_up_to_date()
        except (DatabaseError, CommandError, LookupError, ValueError) as error:  # what steps of rooms raise
            raise CommunityError(
                f"{type(error).__name__}: {error}. De database is gebleven zoals hij was; "
                "ga terug naar de vorige versie of meld deze fout."
            ) from error


def bring_up_to_date() -> None:
    """All steps the open community lacks, in one transaction. Raises what a step raises."""
    with one_transaction():
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        connection.check_constraints()
        if applied() != wanted():
            raise CommunityError("niet alle stappen van de database zijn gezet.")


@contextmanager
def one_transaction() -> Iterator[None]:
    """For changes of schema. SQLite rebuilds tables only with foreign keys off, and that must be said beforehand;
    PostgreSQL changes no table while checks of its rows are waiting, so they happen at once.
    """
    with connection.constraint_checks_disabled(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
