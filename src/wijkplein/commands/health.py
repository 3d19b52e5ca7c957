"""What `doctor` looks at: each check gives one or more findings about the open community, in order of urgency."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection
from django.utils import timezone

from wijkplein.foundation.community.backup import PUBLIC_KEY, backups_of
from wijkplein.foundation.community.community import Community
from wijkplein.foundation.community.errors import CommunityError
from wijkplein.foundation.community.keys import PURPOSES
from wijkplein.foundation.community.mailing import outbox, sends_by_server
from wijkplein.foundation.community.restoring import TESTED
from wijkplein.foundation.community.stamp import settle

GOOD, WARN, BAD = "goed", "let op", "fout"
LEAST_SPACE = 2  # times the database: a backup and a migration need room
BACKUP_AGE = timedelta(days=2)
TEST_AGE = timedelta(days=92)
WORKER_AGE = timedelta(minutes=5)
CLOCK_SLACK = timedelta(minutes=5)
OWNERS = ("connector", "area_director", "platform_manager", "privacy_officer")


@dataclass(frozen=True)
class Finding:
    """One line of the table: what, how it is, and what to do when it is not good."""

    what: str
    level: str
    sentence: str


def keys(community: Community) -> Iterator[Finding]:
    """Every key is there and only readable for whoever runs Wijkplein."""
    for purpose in PURPOSES:
        path = community.keys_folder / f"{purpose}.key"
        if not path.exists():
            yield Finding("sleutels", BAD, f"{path} ontbreekt. Zet hem terug uit een reservekopie.")
        elif path.stat().st_mode & 0o077:
            yield Finding("sleutels", BAD, f"Anderen kunnen {path} lezen. Doe: chmod 600 {path}")
    if community.keys_folder.exists() and community.keys_folder.stat().st_mode & 0o077:
        yield Finding("sleutels", WARN, f"Doe: chmod 700 {community.keys_folder}")


def database(community: Community) -> Iterator[Finding]:
    """The promises of the database, its state, and its schema. Opening it checks the promises (UnsafeDatabase)."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            if connection.vendor == "sqlite":
                yield from _sqlite(cursor)
    except (DatabaseError, CommunityError) as error:
        yield Finding("database", BAD, str(error))
        return
    if behind := settle(community):
        yield Finding("database", BAD, behind)
    if damaged := sorted(community.folder.glob("beschadigd-*")):
        yield Finding(
            "database", WARN, f"{damaged[0]} staat er nog, met gegevens van mensen. Gooi hem weg als het kan."
        )


def _sqlite(cursor: Any) -> Iterator[Finding]:
    cursor.execute("PRAGMA quick_check(1)")
    if (said := cursor.fetchone()[0]) != "ok":
        yield Finding("database", BAD, f"beschadigd: {said}. Zet een reservekopie terug met: wijkplein restore")
    for pragma, wanted in (("journal_mode", "wal"), ("synchronous", 2), ("secure_delete", 1), ("foreign_keys", 1)):
        cursor.execute(f"PRAGMA {pragma}")
        if (found := cursor.fetchone()[0]) != wanted:
            yield Finding("database", BAD, f"{pragma} is {found}. Meld deze fout: dit hoort {wanted} te zijn.")


def disk(community: Community) -> Iterator[Finding]:
    """Room for a backup and a migration."""
    size = community.database.stat().st_size if community.database.exists() else 0
    free = shutil.disk_usage(community.folder).free
    if free < max(LEAST_SPACE * size, 1 << 30):
        yield Finding(
            "schijf", BAD, f"Nog {free // (1 << 20)} MB vrij. Maak ruimte: een kopie of bijwerken kan mislukken."
        )


def backups(community: Community) -> Iterator[Finding]:
    """There are backups, they are fresh, and one was opened lately: else they count as missing."""
    if not (community.keys_folder / PUBLIC_KEY).exists():
        yield Finding(
            "reservekopie", BAD, f"Er is geen herstelsleutel. Doe: wijkplein backup --new-key {community.slug}"
        )
        return
    made = backups_of(community)
    if not made:
        yield Finding("reservekopie", BAD, f"Er is geen enkele. Doe: wijkplein backup {community.slug}")
        return
    age = time.time() - made[-1].stat().st_mtime
    if age > BACKUP_AGE.total_seconds():
        yield Finding(
            "reservekopie", BAD, f"De nieuwste is {age / 86_400:.0f} dagen oud. Kijk of wijkplein work draait."
        )
    try:
        tested = datetime.fromisoformat(json.loads((community.memory / TESTED).read_text("utf-8"))["at"])
    except (OSError, ValueError, KeyError):
        yield Finding(
            "reservekopie",
            WARN,
            f"Nog nooit getest. Doe: wijkplein restore {community.slug} {made[-1]} --key HERSTELSLEUTEL --look",
        )
        return
    level = WARN if timezone.now() - tested > TEST_AGE else GOOD
    yield Finding("reservekopie", level, f"{len(made)} kopieen, getest op {tested:%d-%m-%Y}.")


def recovery_key(community: Community) -> Iterator[Finding]:
    """The key that opens backups must not lie where the backups are (misuse case M28)."""
    name = f"herstelsleutel-{community.slug}.txt"
    places = {Path.cwd(), Path.home(), community.folder, community.folder.parent, community.folder.parent.parent}
    for path in sorted({*(place / name for place in places), community.keys_folder / name}):
        if path.exists():
            yield Finding(
                "herstelsleutel", WARN, f"{path} ligt nog op deze server. Bewaar hem elders en haal hem hier weg."
            )


def mail(community: Community) -> Iterator[Finding]:
    """Mails reach people."""
    if not sends_by_server(community):
        waiting = len(list(outbox(community).glob("*.eml")))
        yield Finding(
            "mail", WARN, f"Er is geen mailserver; {waiting} mails staan in {outbox(community)}. Vul [mail] in."
        )


def clock(community: Community) -> Iterator[Finding]:
    """This machine's clock is not behind what it did before (misuse case M29)."""
    from wijkplein.foundation.verbs.models import Deed

    newest = Deed.objects.exclude(actor=None).order_by("-id").values_list("at", flat=True).first()
    if newest and newest - timezone.now() > CLOCK_SLACK:
        yield Finding(
            "klok", BAD, f"De klok loopt achter: de laatste handeling was op {newest:%d-%m-%Y %H:%M}. Zet hem goed."
        )


def worker(community: Community) -> Iterator[Finding]:
    """Somebody does the work in the background."""
    try:
        at = datetime.fromisoformat(json.loads((community.memory / "worker.json").read_text("utf-8"))["at"])
    except (OSError, ValueError, KeyError):
        yield Finding("werker", WARN, "Er is nog nooit gewerkt op de achtergrond. Start: wijkplein work")
        return
    if timezone.now() - at > WORKER_AGE:
        yield Finding("werker", BAD, f"De werker zweeg sinds {at:%d-%m-%Y %H:%M}. Start: wijkplein work")


def roles(community: Community) -> Iterator[Finding]:
    """Everything that comes in has an owner; a vacant role leans on the next one in the chain."""
    from wijkplein.foundation.people.models import Role
    from wijkplein.foundation.verbs.roles import role_label

    held = set(Role.objects.current().values_list("name", flat=True))
    vacant = [str(role_label(name)) for name in OWNERS if name not in held]
    if vacant:
        everybody = len(vacant) == len(OWNERS)
        way = "Geef iemand die rol op /beheer/rollen/."
        if "platform_manager" not in held:
            way = f"Begin met de beheerder: wijkplein manager {community.slug} ADRES"
        yield Finding("rollen", BAD if everybody else WARN, f"Niemand is {', '.join(vacant)}. {way}")


CHECKS = {
    "sleutels": keys,
    "database": database,
    "schijf": disk,
    "reservekopie": backups,
    "herstelsleutel": recovery_key,
    "mail": mail,
    "klok": clock,
    "werker": worker,
    "rollen": roles,
}


def examine(community: Community) -> list[Finding]:
    """Every check on the open community. When the database cannot be read, the checks that need it are left out."""
    found: list[Finding] = []
    for name, check in CHECKS.items():
        if check in (clock, roles) and any(each.what == "database" and each.level == BAD for each in found):
            continue
        found += list(check(community)) or [Finding(name, GOOD, "in orde")]
    return found
