"""Where the suite lives, set before anything reads the settings (pytest loads this with `-p tests.environment`)."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="wijkplein-test-"))
os.environ["WIJKPLEIN_COMMUNITIES"] = str(HOME / "communities")
os.environ["WIJKPLEIN_KEYS"] = str(HOME / "keys")
os.environ["WIJKPLEIN_SECRET_KEY"] = "only-for-tests-" + "x" * 40  # the servers that journeys start share it
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkplein.settings")
