"""What the checks need from the machine: PostgreSQL, Chromium, Pango, npm packages. Found or brought.

Every function answers what it found, or raises `Missing` with one Dutch sentence that says what was left out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import build_assets

RUNNING = "postgresql://postgres@127.0.0.1:5432/postgres"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class MissingError(Exception):
    """Something the machine lacks; the message is the sentence for whoever ran the checks."""


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL where databases may be made and dropped. Raises MissingError.

    In this order: WIJKPLEIN_TEST_POSTGRES, a server on 127.0.0.1:5432 that lets `postgres` in, a private one
    from the pgserver wheel that ends with the checks.
    """
    given = os.environ.get("WIJKPLEIN_TEST_POSTGRES")
    for address in [given] if given else [RUNNING]:
        if may_make_databases(address):
            yield address
            return
    if given:
        raise MissingError("PostgreSQL op WIJKPLEIN_TEST_POSTGRES antwoordt niet of laat geen databases maken.")
    with _private_postgres() as address:
        yield address


def may_make_databases(address: str) -> bool:
    """Whether a PostgreSQL answers at this address within two seconds and lets us make a database."""
    import psycopg

    try:
        with psycopg.connect(address, connect_timeout=2, autocommit=True) as connection:
            row = connection.execute(
                "select rolcreatedb or rolsuper from pg_roles where rolname = current_user"
            ).fetchone()
    except psycopg.Error:
        return False
    return bool(row and row[0])


@contextmanager
def _private_postgres() -> Iterator[str]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it remarks on a missing XDG_RUNTIME_DIR
            import pgserver  # only where no server runs
    except ImportError:
        raise MissingError(
            "PostgreSQL draait niet op 127.0.0.1:5432 en het pakket pgserver is er niet voor deze Python."
        ) from None
    print("PostgreSQL draait hier niet; een eigen server wordt gestart (pgserver)...", file=sys.stderr)
    folder = Path(tempfile.mkdtemp(prefix="wijkplein-pg-"))
    folder.chmod(0o755)  # as root, pgserver runs the server as a user of its own
    try:
        server = pgserver.get_server(folder / "data", cleanup_mode="stop")
    except (OSError, AssertionError, RuntimeError, subprocess.SubprocessError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise MissingError(f"PostgreSQL draait niet en was niet te starten: {error}.") from error
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def chromium() -> Path:
    """The browser for the journeys; installed from Debian when we are root there. Raises MissingError."""
    given = os.environ.get("WIJKPLEIN_CHROMIUM")
    found = given or _first_browser()
    if found is None and _install("chromium", "fonts-liberation"):
        found = _first_browser()
    if found is None or not Path(found).exists():
        raise MissingError(
            "Chromium ontbreekt, dus de verhalen in de browser zijn niet gelopen (apt install chromium)."
        )
    return Path(found)


def pango() -> None:
    """WeasyPrint can draw a PDF; installs Pango from Debian when we are root there. Raises MissingError."""
    if _draws_pdf() or (_install("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0") and _draws_pdf()):
        return
    raise MissingError("Pango ontbreekt, dus de papieren pagina's zijn niet nagekeken (apt install libpangoft2-1.0-0).")


def browser_packages() -> None:
    """axe-core stands in tools/assets/node_modules. Raises MissingError."""
    try:
        build_assets.ensure_modules()
    except build_assets.AssetsNotBuiltError as error:
        raise MissingError(f"axe-core ontbreekt: {error}") from error


def _first_browser() -> str | None:
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def _draws_pdf() -> bool:
    return not subprocess.run([sys.executable, "-c", "import weasyprint"], capture_output=True, check=False).returncode


def _install(*packages: str) -> bool:
    """Whether Debian's packages were installed: only as root, only where apt is."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return False
    print(f"Van Debian wordt geinstalleerd: {', '.join(packages)}...", file=sys.stderr)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = [apt, "install", "-qq", "-y", "--no-install-recommends", *packages]
    for command in (install, [apt, "update", "-qq"], install):
        done = subprocess.run(command, capture_output=True, env=environment, check=False)
        if command is install and not done.returncode:
            return True
    return False
