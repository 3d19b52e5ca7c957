"""Sign-in links of the cast: signed, good for one use and until the next start, on this machine only.

A link is good while its mark (an empty file) stands in the community's `memory/demo-links/`. Using it removes the mark,
which the file system does for exactly one of two at once; a new start removes all marks of the last one.
"""

from __future__ import annotations

import re
import secrets
from pathlib import Path

from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired

from wijkplein.demo.stories import read
from wijkplein.foundation.community.binding import current
from wijkplein.foundation.community.signing import signer
from wijkplein.foundation.people.models import Person
from wijkplein.foundation.verbs.roles import role_label

PURPOSE = "demo-sign-in"
LIFE = 24 * 3600  # seconds
MARK = re.compile(r"[0-9a-f]{32}")


def allowed() -> bool:
    """Only in a community that says demo, and only in a server that was started for this machine without https."""
    return current().demo and bool(settings.PLAIN_HTTP)


def forget_links() -> None:
    """The links of an earlier start are worth nothing from now on."""
    for mark in _folder().glob("*"):
        mark.unlink(missing_ok=True)


def new_link(person: Person) -> str:
    """The path of a fresh link with which this person signs in once."""
    nonce = secrets.token_hex(16)
    (_folder() / nonce).touch(mode=0o600)
    token = signer(PURPOSE).sign(f"{person.uuid}.{nonce}")
    return f"/demo/inloggen/{token}/"


def use_link(token: str) -> Person | None:
    """Whose link this is, once. None when it was used, is too old, or was never ours."""
    try:
        uuid, _dot, nonce = signer(PURPOSE).unsign(token, max_age=LIFE).partition(".")
    except (BadSignature, SignatureExpired):
        return None
    if not MARK.fullmatch(nonce):
        return None
    try:
        (_folder() / nonce).unlink()
    except FileNotFoundError:
        return None
    person: Person | None = Person.objects.filter(uuid=uuid).first()
    return person


def cast_links() -> list[tuple[str, str, str]]:
    """First name, role and a fresh link of everybody in the cast, in the order of the roles."""
    forget_links()
    found = []
    for entry in read("people.toml")["cast"]:
        person = Person.objects.filter(email=f"{entry['name']}@molenrij.example").first()
        if person is not None:
            found.append((entry["first"], role_label(entry.get("role", "resident")), new_link(person)))
    return found


def _folder() -> Path:
    folder = current().memory / "demo-links"
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    return folder
