"""Backups: consistent and sealed with a public key (bars R4, M28). Putting them back is in restoring.py.

A backup that was not restored is not a backup (GitLab 2017): `doctor` counts one that was never opened as missing.
"""

from __future__ import annotations

import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any, cast

from django.db import DatabaseError, connection

from wijkplein.foundation.community.binding import opened
from wijkplein.foundation.community.community import Community
from wijkplein.foundation.community.compacting import ERASURES
from wijkplein.foundation.community.errors import CommunityError
from wijkplein.foundation.community.sealing import Sealer, new_pair, read_key
from wijkplein.foundation.community.snapshot import LAST_DEED, take_snapshot
from wijkplein.plain_errors import sentence_of

PUBLIC_KEY = "backup.pub"
ENDING = ".wijkplein"
ALL_OF = timedelta(days=1)  # every backup of the last day stays, then one a day
KEPT = timedelta(days=35)
ALWAYS_KEPT = 7  # also when the clock of this machine jumps a year


def make_backup_keys(community: Community) -> str:
    """Make the pair; the public key stays with the others, the private one is given back to be kept elsewhere."""
    private, public = new_pair()
    (community.keys_folder / PUBLIC_KEY).write_text(public + "\n", "ascii")
    return private


def backups_folder(community: Community) -> Path:
    """Outside the community's own folder and outside everything that is served."""
    return community.folder.parent.parent / "backups" / community.slug


def backups_of(community: Community) -> list[Path]:
    """The backups in their own folder, oldest first: their names are their times."""
    return sorted(backups_folder(community).glob(f"*{ENDING}"))


def make_backup(community: Community, target: Path | None = None) -> Path:
    """Write a sealed backup and give its path. Raises CommunityError without a public key or when the disk is full."""
    public_file = community.keys_folder / PUBLIC_KEY
    if not public_file.exists():
        raise CommunityError(f"{public_file} ontbreekt. Maak een herstelsleutel met: wijkplein backup --new-key")
    target = target or _next_name(community)
    half = target.with_suffix(".half")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with scratch(community) as folder, half.open("wb") as sealed:
            half.chmod(0o600)
            _pack(community, folder, Sealer(sealed, public=read_key(public_file)))
            sealed.flush()
            os.fsync(sealed.fileno())
        half.replace(target)
    except OSError as error:
        raise CommunityError(f"De reservekopie lukte niet: {sentence_of(error)}") from error
    except DatabaseError as error:
        raise CommunityError(f"De reservekopie lukte niet: {error}. Los dat op en probeer het nog eens.") from error
    finally:
        half.unlink(missing_ok=True)
    return target


def back_up_when_due(community: Community, every: timedelta) -> Path | None:
    """For the clock: a backup when the newest is older than `every` and something was done since.

    Without a recovery key there is none; `doctor` is red about that every day.
    """
    if not (community.keys_folder / PUBLIC_KEY).exists():
        return None
    made = backups_of(community)
    if made and datetime.now(UTC).timestamp() - made[-1].stat().st_mtime < every.total_seconds():
        return None
    mark = community.memory / "backed-up"
    last = _last_deed(community)
    if made and mark.exists() and mark.read_text("ascii") == str(last):
        return None
    path = make_backup(community)
    mark.write_text(str(last), "ascii")
    forget_old(community)
    return path


def forget_old(community: Community) -> list[Path]:
    """Backups hold people too: after 35 days they go. Gives what went."""
    now = datetime.now(UTC).timestamp()
    going: list[Path] = []
    days: set[str] = set()
    for path in reversed(backups_of(community)[:-ALWAYS_KEPT]):
        made = path.stat().st_mtime
        day = datetime.fromtimestamp(made, UTC).date().isoformat()
        if now - made > KEPT.total_seconds() or (now - made > ALL_OF.total_seconds() and day in days):
            path.unlink()
            going.append(path)
        days.add(day)
    return going


@contextmanager
def scratch(community: Community) -> Iterator[Path]:
    """A folder for what is not sealed yet: beside the database, where such things stand already, and gone after it."""
    folder = community.folder / f"scratch-{os.getpid()}"
    _clear_left_behind(community)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clear_left_behind(community: Community) -> None:
    """Of commands that were killed."""
    for folder in community.folder.glob("scratch-*"):
        if not Path("/proc", folder.name.partition("-")[2]).exists():
            shutil.rmtree(folder, ignore_errors=True)


def _next_name(community: Community) -> Path:
    moment = datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S-%f")
    return backups_folder(community) / f"{community.slug}-{moment}{ENDING}"


def _last_deed(community: Community) -> int:
    with opened(community), connection.cursor() as cursor:
        cursor.execute(LAST_DEED)
        return int(cursor.fetchone()[0])


def _pack(community: Community, folder: Path, sealer: Sealer) -> None:
    """What is needed to start anew elsewhere. Files that are added meanwhile belong to a later backup."""
    database = folder / "database"
    database.mkdir()
    facts = take_snapshot(community, database)
    (folder / "about.json").write_text(json.dumps(_about(community, facts)), "utf-8")
    places = {
        "about.json": folder / "about.json",
        "database": database,
        "community.toml": community.folder / "community.toml",
        "keys": community.keys_folder,
        "media": community.media,
        ERASURES: community.memory / ERASURES,
    }
    # A stream only needs `write`, which the stubs of tarfile do not know.
    with tarfile.open(fileobj=cast("IO[bytes]", sealer), mode="w|", format=tarfile.PAX_FORMAT) as tar:
        for name, place in places.items():
            for file in [place, *sorted(place.rglob("*"))]:
                with suppress(FileNotFoundError):  # a photo that somebody takes away meanwhile
                    tar.add(file, str(Path(name) / file.relative_to(place)), recursive=False)
    sealer.close()


def _about(community: Community, facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "slug": community.slug,
        "name": community.name,
        "engine": community.engine,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "last_deed": facts["last_deed"],
    }
