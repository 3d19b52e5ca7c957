"""Which schema a community has. A town that is not yet where the code is answers 503."""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db import DatabaseError, connection

from wijkplein.foundation.community.binding import current, opened
from wijkplein.foundation.community.community import Community
from wijkplein.foundation.community.errors import CommunityError

BUSY = "busy"
Seen = tuple[int, int]  # time and inode of a stamp file
_ready: dict[Path, Seen] = {}


@cache  # of the code, not of a row
def wanted() -> str:
    """A fingerprint of every migration this code knows."""
    return fingerprint(known_migrations())


def known_migrations() -> list[tuple[str, str]]:
    """App and name of every migration, as Django finds them, without reading any in: every start asks this."""
    found = []
    for app in apps.get_app_configs():
        folder = Path(app.path, "migrations")
        names = (path.stem for path in folder.glob("*.py") if path.stem[0] not in "_~")
        found += [(app.label, name) for name in names]
    return found


def applied() -> str:
    """A fingerprint of every migration the open community has had; empty when it has none at all."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            return fingerprint([(app, name) for app, name in cursor.fetchall()])
    except DatabaseError:
        return ""


def fingerprint(migrations: list[tuple[str, str]]) -> str:
    """Sixteen characters for a set of migrations."""
    return hashlib.sha256(repr(sorted(migrations)).encode()).hexdigest()[:16]


@contextmanager
def closed_to_visitors(community: Community) -> Iterator[None]:
    """Visitors read 503 until this ends, well or not; nobody else migrates or restores meanwhile.

    Raises CommunityError when somebody else does. Killed half-way the stamp stays BUSY: `settle` mends that.
    """
    with _alone(community) as alone:
        if not alone:
            raise CommunityError(f"{community.slug} wordt al bijgewerkt of teruggezet. Wacht tot dat klaar is.")
        _write(community, BUSY)
        try:
            yield
        finally:
            _stamp_as_is(community)


def settle(community: Community) -> str:
    """What the stamp says, after mending one that a killed migration left behind: "" ready, else a sentence."""
    with _alone(community) as alone:
        if not alone:
            return f"{community.slug} wordt nu bijgewerkt of teruggezet."
        _stamp_as_is(community)
    with opened(community):
        if is_ready():
            return ""
    return f"{community.slug} heeft nog de database van een andere versie. Doe: wijkplein migrate {community.slug}"


def is_ready() -> bool:
    """Whether the open community has the schema of this code. One `stat` per request once it is."""
    community = current()
    try:
        stat = community.stamp_file.stat()
    except FileNotFoundError:
        return False
    seen = (stat.st_mtime_ns, stat.st_ino)
    _reopen_after_change(seen)
    if _ready.get(community.folder) == seen:
        return True
    if community.stamp_file.read_text("ascii") == BUSY or applied() != wanted():
        return False
    _ready[community.folder] = seen
    return True


def _reopen_after_change(seen: Seen) -> None:
    """The database may be another file now: this thread's connection to the old one must go."""
    if getattr(connection, "stamp_seen", seen) != seen and not connection.in_atomic_block:
        connection.close()
    connection.stamp_seen = seen  # type: ignore[attr-defined]  # ours, on this town's own wrapper


@contextmanager
def _alone(community: Community) -> Iterator[bool]:
    with (community.folder / "busy.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _stamp_as_is(community: Community) -> None:
    with opened(community):
        schema = applied()
    if not community.stamp_file.exists() or community.stamp_file.read_text("ascii") != schema:
        _write(community, schema)


def _write(community: Community, text: str) -> None:
    """As a new file, so that nobody reads half a stamp or mistakes this one for the one before."""
    half = community.stamp_file.with_suffix(".half")
    half.write_text(text, "ascii")
    half.replace(community.stamp_file)
