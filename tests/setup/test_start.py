"""What a start reads in, and what it leaves for whoever needs it: every restart waits for it (goal 24)."""

import gc
import subprocess
import sys

from wijkplein.starting import nothing_to_collect

LATER = ("fido2", "holidays", "numpy", "shapely", "weasyprint", "rich", "fontTools", "psycopg")
LOAD = f"""
import sys
import wijkplein.wsgi
from django.urls import get_resolver
assert "wijkplein.delen.square.urls" in sys.modules  # the control: the addresses were read in
print([name for name in {LATER} if name in sys.modules])
"""


def test_a_web_worker_starts_without_what_few_pages_need():
    done = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_server_says_where_it_listens_without_loading_django_or_tables():
    load = "import sys, wijkplein.__main__, wijkplein.commands.serve; print({'django', 'rich'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", load], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_after_the_reading_in_garbage_is_collected_again():
    assert gc.isenabled()
    try:
        with nothing_to_collect():
            assert not gc.isenabled()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
