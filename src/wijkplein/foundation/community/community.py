"""A community: one folder with one database, files and settings. Read from its `community.toml`."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wijkplein.foundation.community.brand import Brand, read_brand, wrong_colour
from wijkplein.foundation.community.errors import CommunityError
from wijkplein.plain_errors import sentence_of

SLUG = re.compile(r"^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$")
HOST = re.compile(r"^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$")
ENGINES = ("sqlite", "postgresql")
DEMO_ADDRESS = "WIJKPLEIN_DEMO_ADDRESS"  # set by `wijkplein demo` for its server and its worker
TOML_LINE = re.compile(r"\(at line (\d+)")  # how tomllib says where; without it: at the end


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
    own_helplines: tuple[tuple[str, str, str, str], ...] = ()
    mail: Mapping[str, Any] = field(default_factory=dict, compare=False, hash=False)
    trusted_proxies: int = 0
    changed_at: int = field(default=0, compare=False)  # when its file was last changed, in nanoseconds

    @property
    def address(self) -> str:
        """Where browsers find it, no slash at the end. Only a demonstration says itself where: it has a port."""
        return (self.demo and os.environ.get(DEMO_ADDRESS)) or f"https://{self.hosts[0]}"

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
    """Read one community folder. Raises CommunityError with a sentence that names file and line, and what to mend."""
    path = folder / "community.toml"
    try:
        return parse_community(folder, path.read_text("utf-8"), changed_at=path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise CommunityError(
            f"{folder} heeft geen community.toml. Maak een gemeenschap met: wijkplein new NAAM"
        ) from None
    except UnicodeDecodeError:
        raise CommunityError(f"{path} is geen tekst in UTF-8. Bewaar het bestand opnieuw als UTF-8.") from None
    except OSError as error:
        raise CommunityError(sentence_of(error)) from None


def parse_community(folder: Path, text: str, *, changed_at: int = 0) -> Community:
    """The community that this text describes; nothing has to be there yet. Raises CommunityError."""
    path = folder / "community.toml"
    try:
        return _from_toml(folder, path, tomllib.loads(text), changed_at)
    except tomllib.TOMLDecodeError as error:
        found = TOML_LINE.search(str(error))
        line = found[1] if found else len(text.splitlines())
        raise CommunityError(
            f"{path}, regel {line}: hier klopt de schrijfwijze niet. Kijk naar de haken, aanhalingstekens en komma's."
        ) from None
    except (TypeError, ValueError, AttributeError, KeyError) as error:
        raise CommunityError(f"{path}: een waarde heeft niet de goede vorm ({error}). Verbeter die.") from None


def line_of(path: Path, *words: str) -> str:
    """The file, with the first line that holds the first of these words that is in it: for who has to mend it."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        lines = []
    found = (number for word in words for number, line in enumerate(lines, 1) if word in line.partition("#")[0])
    number = next(found, None)
    return f"{path}, regel {number}" if number else str(path)


def _from_toml(folder: Path, path: Path, data: dict[str, Any], changed_at: int) -> Community:
    slug = folder.name
    listed = data.get("hosts", [])
    hosts = tuple(dict.fromkeys(str(host).lower() for host in listed))
    database = data.get("database", {})
    engine = database.get("engine", "sqlite")
    problems = [
        (not SLUG.match(slug), "", f"de mapnaam {slug!r} mag alleen kleine letters, cijfers en streepjes hebben"),
        (not data.get("name"), "name", "name ontbreekt: hoe heet de gemeenschap?"),
        (not isinstance(listed, list), "hosts", 'hosts hoort een lijst te zijn, zoals ["plein.assen.nl"]'),
        (not hosts, "hosts", "hosts ontbreekt: onder welk adres is de gemeenschap te vinden?"),
        (not all(HOST.match(host) for host in hosts), "hosts", "hosts bevat een adres met tekens die niet mogen"),
        (engine not in ENGINES, "engine", f"database.engine is {engine!r}; kies sqlite of postgresql"),
        (engine == "postgresql" and not database.get("dsn"), "dsn", "database.dsn ontbreekt voor PostgreSQL"),
    ]
    problems.append((bool(wrong := wrong_colour(data.get("brand", {}))), "seed", wrong))
    for is_wrong, key, sentence in problems:
        if is_wrong:
            raise CommunityError(f"{line_of(path, key) if key else path}: {sentence}.")
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
        own_helplines=tuple(_helpline(path, each) for each in data.get("helplines", ())),
        mail=dict(data.get("mail", {})),
        trusted_proxies=int(data.get("proxies", {}).get("trusted", 0)),
        changed_at=changed_at,
    )


def _helpline(path: Path, data: Mapping[str, Any]) -> tuple[str, str, str, str]:
    """Kind, name, telephone and when to call, of a number that this town changes or adds (privacy/urgent)."""
    kind, name, phone, when = (str(data.get(key, "")).strip() for key in ("kind", "name", "phone", "when"))
    if not kind or not name or sum(letter.isdigit() for letter in phone) < 3:
        raise CommunityError(f"{path}: helplines: {dict(data)!r} mist kind, name of een nummer in phone.")
    return kind, name, phone, when
