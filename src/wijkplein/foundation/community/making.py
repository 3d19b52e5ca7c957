"""Make a community: its folder, keys and empty database; and bring it to the schema of this code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from wijkplein.foundation.community.binding import opened
from wijkplein.foundation.community.community import Community, read_community
from wijkplein.foundation.community.errors import CommunityError
from wijkplein.foundation.community.keys import make_keys
from wijkplein.foundation.community.stamp import applied, closed_to_visitors, wanted
from wijkplein.installation import make_secret_key

Say = Callable[[str], None]


def silent(sentence: str) -> None:
    """Progress for nobody."""


def make_community(folder: Path, toml: str, *, say: Say = silent) -> Community:
    """Make a new community from the text of its community.toml. Raises CommunityError when the folder is taken."""
    if (folder / "community.toml").exists():
        raise CommunityError(f"{folder} bestaat al. Kies een andere naam.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    (folder / "community.toml").write_text(toml, "utf-8")
    community = read_community(folder)
    community.media.mkdir(exist_ok=True, mode=0o750)
    community.memory.mkdir(exist_ok=True, mode=0o750)
    make_secret_key()
    say(f"{community.name}: database maken")
    migrate(community)
    return community


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
