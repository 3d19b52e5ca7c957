"""New rows, with the SQL of each table written once: Django takes longer over that than the database over the row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Field, Model
from django.db.models.sql import InsertQuery


@dataclass(frozen=True)
class _Row:
    """What a new row of one table takes: its fields, and the SQL with a place for each."""

    fields: list[Field[Any, Any]]
    sql: str


def insert(thing: Model) -> None:
    """Write something new as its `save` would; it is known by its own key after that.

    Raises ValueError as `save` does when it points at something that was not saved itself.
    """
    thing._prepare_related_fields_for_save(operation_name="save")  # type: ignore[attr-defined]  # what `save` does first
    connection = connections[DEFAULT_DB_ALIAS]
    row = _row_of(thing)
    values = [each.get_db_prep_save(each.pre_save(thing, add=True), connection) for each in row.fields]
    with transaction.mark_for_rollback_on_error(using=DEFAULT_DB_ALIAS), connection.cursor() as cursor:
        cursor.execute(row.sql, values)
        thing.pk = cursor.fetchone()[0]
    thing._state.adding, thing._state.db = False, DEFAULT_DB_ALIAS


def _row_of(thing: Model) -> _Row:
    """Written at the first time on this connection; it lives and dies with it (as in community/prepared.py)."""
    known: dict[type[Model], _Row] = connections[DEFAULT_DB_ALIAS].__dict__.setdefault("written_rows", {})
    found = known.get(type(thing))
    if found is None:
        found = known[type(thing)] = _write(thing)
    return found


def _write(thing: Model) -> _Row:
    """Raises AssertionError for a table with a key of another kind than a number that the database gives."""
    about = thing._meta
    assert about.auto_field is about.pk, f"{about.label} has a key of its own"
    fields = [each for each in about.local_concrete_fields if each is not about.pk]
    query = InsertQuery(type(thing))
    query.insert_values(fields, [thing])
    compiler: Any = query.get_compiler(using=DEFAULT_DB_ALIAS)
    compiler.returning_fields = [about.pk]
    ((sql, values),) = compiler.as_sql()
    assert len(values) == len(fields), f"{about.label}: not every field is a value of its own"
    return _Row(fields, sql)
