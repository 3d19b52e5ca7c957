"""Listens underneath a request: what it writes, which sealed values it looks at; and marks of all tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.apps import apps
from django.db import connection

from wijkplein.foundation.privacy.encryption import SealedTextField

WRITES = re.compile(r'^\s*(INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)"?', re.I)


def table_marks() -> dict[str, int]:
    """A mark of the contents of every table, but for the read log, sessions and the cache."""
    aside = {"privacy_readentry", "django_session", "wijkplein_cache"}
    marks = {}
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - aside):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            marks[table] = hash(tuple(sorted(repr(row) for row in cursor.fetchall())))
    return marks


class Spy:
    """What one request writes, and which sealed values of which rows it looks at."""

    def __init__(self) -> None:
        self.wrote: list[str] = []
        self.opened: set[tuple[str, int]] = set()
        self.awake = False

    def start(self) -> None:
        """A request begins."""
        self.wrote, self.opened, self.awake = [], set(), True

    def stop(self) -> tuple[list[str], set[tuple[str, int]]]:
        """It is over."""
        self.awake = False
        return self.wrote, self.opened

    def listen(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """For `connection.execute_wrapper`."""
        if self.awake and (writes := WRITES.match(sql)):
            self.wrote.append(writes[2])
        return execute(sql, params, many, context)


class Watched:
    """Stands before a sealed column of a model and notes who asks for its value; loading a row alone is not looking."""

    def __init__(self, about: Any, plain: Any, spy: Spy) -> None:
        self.about, self.plain, self.spy = about, plain, spy

    def __get__(self, row: Any, owner: Any = None) -> Any:
        if row is None:
            return self.plain
        value = (
            row.__dict__[self.about.attname] if self.about.attname in row.__dict__ else self.plain.__get__(row, owner)
        )
        if self.spy.awake and value:
            self.spy.opened.add((f"{row._meta.label_lower}.{self.about.name}", row.pk))
        return value

    def __set__(self, row: Any, value: Any) -> None:
        row.__dict__[self.about.attname] = value


@contextmanager
def spying() -> Iterator[Spy]:
    """Watch every sealed column of the house while this lasts."""
    spy, watched = Spy(), []
    for model in apps.get_models():
        for about in model._meta.local_fields:
            if isinstance(about, SealedTextField):
                watched.append((model, about.attname, model.__dict__[about.attname]))
                setattr(model, about.attname, Watched(about, model.__dict__[about.attname], spy))
    with ExitStack() as stack:
        stack.enter_context(connection.execute_wrapper(spy.listen))
        try:
            yield spy
        finally:
            for model, name, plain in watched:
                setattr(model, name, plain)
