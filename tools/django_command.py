"""Django's own commands for developers, in a throw-away community: `python tools/django_command.py migrate`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path


def main(arguments: list[str]) -> None:
    """Open an empty community in a temporary folder and run one Django command in it."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["WIJKPLEIN_COMMUNITIES"] = str(Path(home) / "communities")
        os.environ["WIJKPLEIN_SECRET_KEY"] = "only-for-development-" + "x" * 32
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkplein.settings")
        import django  # after the environment is set

        django.setup()
        from django.core.management import call_command

        from wijkplein.foundation.community.binding import opened
        from wijkplein.foundation.community.community import read_community

        folder = Path(home) / "communities" / "kladblok"
        folder.mkdir(parents=True)
        (folder / "community.toml").write_text('name = "Kladblok"\nhosts = ["kladblok.test"]\n', "utf-8")
        with opened(read_community(folder)):
            call_command(*arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
