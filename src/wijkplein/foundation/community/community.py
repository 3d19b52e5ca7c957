"""A community: one folder with one database, files and settings. Read from its `community.toml`."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wijkplein.foundation.community.brand import Brand, read_brand
from wijkplein.foundation.community.errors import CommunityError

SLUG = re.compile(r"^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$")
HOST = re.compile(r"^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$")
ENGINES = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Community:
    """One town or region on this installation (design.md section 5). Two towns share nothing but code."""

    slug: str
    name: str
    folder: Path
    keys_folder: Path
    hosts: tuple[str, ...]
    engine: str = "sqlite"
    dsn: str = ""
    demo: bool = False
    practice: bool = False
    opens_after_check: bool = False
    languages: tuple[str, ...] = ("nl", "en")
    brand: Brand = field(default_factory=Brand)
    mail: Mapping[str, Any] = field(default_factory=dict, compare=False, hash=False)
    trusted_proxies: int = 0

    @property
    def database(self) -> Path:
        """The SQLite file; on PostgreSQL it does not exist."""
        return self.folder / "db.sqlite3"

    @property
    def media(self) -> Path:
        """Where uploaded files of this community stand."""
        return self.folder / "media"

    @property
    def stamp_file(self) -> Path:
        """Touched by `migrate`; a serving process looks at its time to notice a new schema."""
        return self.folder / "schema.stamp"

    @property
    def memory(self) -> Path:
        """What must survive a restore of the database: erasure list, acknowledged marks."""
        return self.folder / "memory"


def communities_root() -> Path:
    """The folder in which each community is a folder."""
    return Path(os.environ.get("WIJKPLEIN_COMMUNITIES", "communities")).resolve()


def keys_root() -> Path:
    """Keys stand beside the communities, never inside: handing over a folder hands over no key."""
    default = communities_root().parent / "keys"
    return Path(os.environ.get("WIJKPLEIN_KEYS", default)).resolve()


def read_community(folder: Path) -> Community:
    """Read one community folder. Raises CommunityError with a sentence that says what to mend."""
    path = folder / "community.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise CommunityError(
            f"{folder} heeft geen community.toml. Maak een gemeenschap met: wijkplein new NAAM"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CommunityError(f"{path} is niet te lezen: {error}. Verbeter die regel en probeer het opnieuw.") from None
    return _from_toml(folder, path, data)


def _from_toml(folder: Path, path: Path, data: dict[str, Any]) -> Community:
    slug = folder.name
    hosts = tuple(str(host).lower() for host in data.get("hosts", ()))
    database = data.get("database", {})
    engine = database.get("engine", "sqlite")
    problems = [
        (not SLUG.match(slug), f"de mapnaam {slug!r} mag alleen kleine letters, cijfers en streepjes hebben"),
        (not data.get("name"), "name ontbreekt: hoe heet de gemeenschap?"),
        (not hosts, "hosts ontbreekt: onder welk adres is de gemeenschap te vinden?"),
        (not all(HOST.match(host) for host in hosts), "hosts bevat een adres met tekens die niet mogen"),
        (engine not in ENGINES, f"database.engine is {engine!r}; kies sqlite of postgresql"),
        (engine == "postgresql" and not database.get("dsn"), "database.dsn ontbreekt voor PostgreSQL"),
    ]
    for wrong, sentence in problems:
        if wrong:
            raise CommunityError(f"{path}: {sentence}.")
    return Community(
        slug=slug,
        name=str(data["name"]),
        folder=folder.resolve(),
        keys_folder=keys_root() / slug,
        hosts=hosts,
        engine=engine,
        dsn=str(database.get("dsn", "")),
        demo=data.get("demo") is True,
        practice=data.get("practice") is True,
        opens_after_check=data.get("opens_after_check") is True and data.get("demo") is not True,
        languages=tuple(data.get("languages", ("nl", "en"))),
        brand=read_brand(str(data["name"]), data.get("brand", {})),
        mail=dict(data.get("mail", {})),
        trusted_proxies=int(data.get("proxies", {}).get("trusted", 0)),
    )


def all_communities(root: Path | None = None) -> list[Community]:
    """Every community on this installation, in the order of their names."""
    root = root or communities_root()
    if not root.is_dir():
        return []
    return [read_community(folder) for folder in sorted(root.iterdir()) if (folder / "community.toml").is_file()]


def by_slug(slug: str) -> Community:
    """The community with this folder name. Raises CommunityError that names the ones there are."""
    folder = communities_root() / slug
    if SLUG.match(slug) and (folder / "community.toml").is_file():
        return read_community(folder)
    known = ", ".join(community.slug for community in all_communities()) or "nog geen"
    raise CommunityError(f"Er is geen gemeenschap {slug!r}. Bekend: {known}. Maak er een met: wijkplein new {slug}")
