"""What this installation is: its one secret, and whether it is a demonstration on this machine only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from wijkplein.foundation.community.community import keys_root

EXAMPLE = "change-me"
SHORTEST = 32  # characters


def secret_key() -> str:
    """The installation's secret. Raises SystemExit on the example key (bar S16).

    Loading settings writes nothing: until a community is made there is nothing to sign, and a key for
    this process alone will do.
    """
    given = os.environ.get("WIJKPLEIN_SECRET_KEY")
    if given is not None:
        if given == EXAMPLE or len(given) < SHORTEST:
            raise SystemExit(
                "WIJKPLEIN_SECRET_KEY is de voorbeeldsleutel of te kort. Laat hem weg: dan maken wij er een."
            )
        return given
    path = key_file()
    return path.read_text("ascii").strip() if path.exists() else secrets.token_urlsafe(48)


def key_file() -> Path:
    """Where the installation's secret stands."""
    return keys_root() / "installation.key"


def make_secret_key() -> None:
    """Make the installation's secret if there is none; `new` does it. Two at once make one."""
    path = key_file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))


def served_over_plain_http() -> bool:
    """True only for a demonstration on loopback; `serve` sets it and refuses it for any other address."""
    return os.environ.get("WIJKPLEIN_PLAIN_HTTP") == "loopback"
