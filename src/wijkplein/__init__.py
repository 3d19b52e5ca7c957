"""Wijkplein: the open-source neighbourhood platform for Dutch towns."""

import sys

import pysqlite3
from pysqlite3 import dbapi2

# Debian's own SQLite can lose acknowledged writes (reliability.md section 0, finding 2). The wheel
# stands in for it before Django is imported, so that one library touches each database file.
sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = dbapi2

__version__ = "0.1.0"
