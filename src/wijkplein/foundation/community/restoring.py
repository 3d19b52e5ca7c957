"""Put a backup back: first made ready beside the town (newest schema, erasures done again), then put in at once.

Whoever was erased after the backup was made never stands in the town again, not for one request. What must
survive a restore, the erasure list, stands beside the database and only grows.
"""

from __future__ import annotations

import json
import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, cast

from wijkplein.foundation.community.backup import scratch
from wijkplein.foundation.community.binding import close_town, opened
from wijkplein.foundation.community.community import Community
from wijkplein.foundation.community.compacting import ERASURES, compact, compact_or_later
from wijkplein.foundation.community.errors import CommunityError
from wijkplein.foundation.community.keys import add_keys
from wijkplein.foundation.community.making import bring_up_to_date, one_transaction
from wijkplein.foundation.community.sealing import Opener
from wijkplein.foundation.community.snapshot import load_tables, put_file_back
from wijkplein.foundation.community.stamp import closed_to_visitors
from wijkplein.plain_errors import reason_of, sentence_of

Replay = Callable[[Community], int]
TESTED = "backup-tested.json"


def look_into(community: Community, source: Path, *, private: str) -> dict[str, Any]:
    """Open a backup completely without putting it back, and remember for `doctor` that it opens.

    Gives what it says of itself. Raises CommunityError when the key is another one or the file is damaged.
    """
    with scratch(community) as folder:
        about = _unpacked(community, source, folder, private)
    note = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "file": source.name, "made_at": about["made_at"]}
    (community.memory / TESTED).write_text(json.dumps(note), "utf-8")
    return about


def restore_backup(community: Community, source: Path, *, private: str, replay: Replay) -> dict[str, Any]:
    """Replace database, files and keys by those of the backup. Visitors read 503 meanwhile.

    `replay(community)` erases again whoever is on the erasure list and gives their number. Gives what the backup
    says of itself, with `erasures`, `swept` (False: what was erased is still in the server's files until the daily
    clock comes by) and, when the old database was damaged, `aside`: where it stands now.
    Raises CommunityError; then nothing has changed.
    """
    with closed_to_visitors(community), scratch(community) as folder:
        about = _unpacked(community, source, folder, private)
        _merge_erasures(community, folder / ERASURES)
        prepared = _beside(community, folder)
        with _loaded(prepared):
            about["erasures"] = replay(prepared)
        about["aside"] = _put_in_place(community, prepared)
        about["swept"] = community.engine == "sqlite" or compact_or_later(community)
    return about


def read_through(source: Path, *, private: str) -> tuple[dict[str, Any], str]:
    """What a backup says of itself, and its community.toml, after reading all of it: nothing is put anywhere.

    Raises CommunityError when it does not open, was cut off or is no backup of a town.
    """
    found: dict[str, bytes] = {}
    try:
        with source.open("rb") as sealed, _opened_tar(sealed, private) as tar:
            for member in tar:
                if member.name in ("about.json", "community.toml") and (file := tar.extractfile(member)):
                    found[member.name] = file.read()
    except OSError as error:
        raise CommunityError(f"{source} {reason_of(error)}. Er is niets veranderd.") from error
    if len(found) != 2:
        raise CommunityError("Dit is geen kopie van een gemeenschap. Er is niets veranderd.")
    return cast("dict[str, Any]", json.loads(found["about.json"])), found["community.toml"].decode("utf-8")


def refuse_another(about: dict[str, Any], slug: str, engine: str) -> None:
    """A backup goes back into the town it was made of. Raises CommunityError."""
    for what, here in (("slug", slug), ("engine", engine)):
        if about[what] != here:
            raise CommunityError(f"Deze kopie is van {about[what]}, niet van {here}. Er is niets veranderd.")


def _unpacked(community: Community, source: Path, folder: Path, private: str) -> dict[str, Any]:
    try:
        with source.open("rb") as sealed, _opened_tar(sealed, private) as tar:
            tar.extractall(folder, filter="data")
    except OSError as error:
        raise CommunityError(f"De kopie was niet uit te pakken: {sentence_of(error)} Er is niets veranderd.") from error
    about = cast("dict[str, Any]", json.loads((folder / "about.json").read_text("utf-8")))
    refuse_another(about, community.slug, community.engine)
    return about


@contextmanager
def _opened_tar(sealed: Any, private: str) -> Iterator[tarfile.TarFile]:
    opener = Opener(sealed, private=private)
    try:
        with tarfile.open(fileobj=cast("IO[bytes]", opener), mode="r|", errorlevel=1) as tar:
            yield tar
            while opener.read(1 << 20):
                pass  # to the end: only then nothing was cut off
    except tarfile.TarError as error:
        raise CommunityError(f"Deze kopie is niet heel: {error}. Er is niets veranderd.") from error


def _merge_erasures(community: Community, in_backup: Path) -> None:
    """On a new machine the list in the backup is all there is; here it adds nothing."""
    if not in_backup.exists():
        return
    community.memory.mkdir(exist_ok=True, mode=0o750)
    known = community.memory / ERASURES
    lines = known.read_text("ascii").splitlines() if known.exists() else []
    new = [line for line in in_backup.read_text("ascii").splitlines() if line not in set(lines)]
    with known.open("a", encoding="ascii") as file:
        file.writelines(f"{line}\n" for line in new)


def _beside(community: Community, folder: Path) -> Community:
    """The same community as it will be: what the backup holds, with the real memory."""
    for needed in ("keys", "media"):
        (folder / needed).mkdir(exist_ok=True, mode=0o700)
    for old in community.keys_folder.glob("*"):
        add_keys(folder / "keys" / old.name, old)
    (folder / "memory").symlink_to(community.memory)
    if community.engine == "sqlite":
        (folder / "database" / community.database.name).rename(folder / community.database.name)
    return replace(community, folder=folder, keys_folder=folder / "keys")


@contextmanager
def _loaded(prepared: Community) -> Iterator[None]:
    """The content of the backup at the newest schema, open. PostgreSQL: in one transaction with what comes next."""
    try:
        with opened(prepared):
            if prepared.engine == "postgresql":
                with one_transaction():
                    load_tables(prepared.folder / "database")
                    bring_up_to_date()
                    yield
                return
            bring_up_to_date()
            yield
            compact(prepared)
    finally:
        close_town(prepared.slug)


def _put_in_place(community: Community, prepared: Community) -> Path | None:
    aside = put_file_back(community, prepared.database) if community.engine == "sqlite" else None
    old = prepared.folder / "media-before"
    if community.media.exists():
        community.media.rename(old)
    prepared.media.rename(community.media)
    community.keys_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for file in prepared.keys_folder.iterdir():
        half = community.keys_folder / f"{file.name}.half"
        shutil.copyfile(file, half)
        half.chmod(0o600)
        half.replace(community.keys_folder / file.name)
    return aside
