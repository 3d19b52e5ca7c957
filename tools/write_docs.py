"""Write the documents that are made from the code: docs/rollen.md."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkplein.settings")
ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Write them; the tests compare what stands there with what would be written."""
    import django  # after the environment is set

    django.setup()
    from wijkplein.foundation.verbs.role_table import role_table

    (ROOT / "docs" / "rollen.md").write_text(role_table(), "utf-8")


if __name__ == "__main__":
    main()
