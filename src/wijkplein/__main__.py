"""One entry point: `wijkplein COMMAND`."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from importlib.util import find_spec

from wijkplein import __version__
from wijkplein.commands import CommandError
from wijkplein.dutch_options import speak_dutch
from wijkplein.foundation.community.errors import CommunityError
from wijkplein.plain_errors import sentence_of

COMMANDS = (
    "demo",
    "serve",
    "work",
    "new",
    "manager",
    "migrate",
    "import",
    "backup",
    "restore",
    "rotate",
    "doctor",
    "bench",
    "evaluate",
)
MODULES = {"import": "import_areas"}


def _module(name: str) -> str:
    return f"wijkplein.commands.{MODULES.get(name, name)}"


def build_parser(wanted: str | None) -> argparse.ArgumentParser:
    """The parser; only the wanted command is loaded, so that each starts fast."""
    parser = argparse.ArgumentParser(
        prog="wijkplein",
        description="Wijkplein: het buurtplatform. Kies een opdracht; `wijkplein OPDRACHT --help` legt hem uit.",
    )
    parser.add_argument("--version", action="version", version=__version__, help="toon welke versie dit is")
    choices = parser.add_subparsers(dest="command", metavar="OPDRACHT", required=True)
    for name in COMMANDS:
        if not find_spec(_module(name)):
            continue
        if wanted in (name, None, "--help", "-h"):
            module = import_module(_module(name))
            module.add_arguments(choices.add_parser(name, help=module.HELP, description=module.HELP))
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Gives the exit code; errors become one sentence on stderr."""
    arguments = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkplein.settings")
    speak_dutch()
    wanted = arguments[0] if arguments and arguments[0] in COMMANDS else None
    options = build_parser(wanted).parse_args(arguments)
    try:
        return int(import_module(_module(options.command)).run(options))
    except (CommandError, CommunityError) as error:
        print(f"wijkplein: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"wijkplein: {sentence_of(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if not _is_of_the_database(error):
            raise
        print(
            f"wijkplein: De database is niet te gebruiken ({error}). Voer de opdracht uit als de gebruiker van "
            "Wijkplein. Helpt dat niet, kijk dan met: wijkplein doctor",
            file=sys.stderr,
        )
        return 1


def _is_of_the_database(error: Exception) -> bool:
    """Without loading Django for a command that did not need it."""
    if "django.db" not in sys.modules:
        return False
    from django.db import DatabaseError

    return isinstance(error, DatabaseError)


if __name__ == "__main__":
    sys.exit(main())
