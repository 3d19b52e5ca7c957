"""Seal everything anew with the key in use, so that an older key can be taken away (reliability.md, keys rotate).

Row by row in short transactions while the town is open: a value is only replaced when it is still what was read,
so that somebody who changes her number at that moment keeps the new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from wijkplein.foundation.community.keys import key, keys
from wijkplein.foundation.privacy.encryption import VERSION, seal, unseal

PIECE = 200  # rows in one transaction: others write in between
Elsewhere = Callable[[], int]
_elsewhere: dict[str, Elsewhere] = {}


def reseal_also(name: str, anew: Elsewhere) -> None:
    """A room that keeps sealed values in another place than a sealed field says how to seal them anew."""
    _elsewhere[name] = anew


def sealed_fields() -> Iterator[tuple[type[models.Model], Any]]:
    """Every column of the house that holds sealed values."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if hasattr(field, "sealed_as"):
                yield model, field


def seal_everything_anew() -> dict[str, int]:
    """Give how many values of each place were sealed anew; nothing where all were. Raises CannotOpen."""
    counts = {field.sealed_as: _field_anew(model, field) for model, field in sealed_fields()}
    counts |= {name: anew() for name, anew in _elsewhere.items()}
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the old values do not stay in the journal
    return {name: count for name, count in counts.items() if count}


def left_with_old_keys() -> dict[str, int]:
    """How many values each column still holds that the key in use did not seal."""
    counts = {field.sealed_as: _count(model, field) for model, field in sealed_fields()}
    return {name: count for name, count in counts.items() if count}


def is_sealed_with_old_key(value: object) -> bool:
    """Whether this is a sealed value of an older key of this town."""
    in_use = key("data").id
    marks = tuple(f"{VERSION}:{each.id}:" for each in keys("data") if each.id != in_use)
    return isinstance(value, str) and bool(marks) and value.startswith(marks)


def anew(value: Any, *, field: str) -> Any:
    """A value, or what stands in a list, sealed with the key in use; everything else stays as it is."""
    if isinstance(value, list):
        return [anew(each, field=field) for each in value]
    return seal(unseal(value, field=field), field=field) if is_sealed_with_old_key(value) else value


def _field_anew(model: type[models.Model], field: Any) -> int:
    total = 0
    if_unchanged = _sql(model, field, "UPDATE {table} SET {column} = %s WHERE {pk} = %s AND {column} = %s")
    while rows := _rows(model, field):
        with transaction.atomic(), connection.cursor() as cursor:
            for pk, old in rows:
                cursor.execute(if_unchanged, [field.get_prep_value(unseal(old, field=field.sealed_as)), pk, old])
                total += cursor.rowcount
    return total


def _rows(model: type[models.Model], field: Any) -> list[tuple[Any, str]]:
    wanted = "SELECT {pk}, {column} FROM {table} WHERE {column} LIKE %s AND {column} NOT LIKE %s ORDER BY {pk} LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(_sql(model, field, wanted), [f"{VERSION}:%", f"{VERSION}:{key('data').id}:%", PIECE])
        found: list[tuple[Any, str]] = cursor.fetchall()
    return found


def _count(model: type[models.Model], field: Any) -> int:
    wanted = "SELECT COUNT(*) FROM {table} WHERE {column} LIKE %s AND {column} NOT LIKE %s"
    with connection.cursor() as cursor:
        cursor.execute(_sql(model, field, wanted), [f"{VERSION}:%", f"{VERSION}:{key('data').id}:%"])
        return int(cursor.fetchone()[0])


def _sql(model: type[models.Model], field: Any, text: str) -> str:
    """Names of our own tables and columns, quoted; values go as parameters."""
    quoted = connection.ops.quote_name
    pk = model._meta.pk
    assert pk is not None  # a model that has rows has one
    assert pk.column is not None
    return text.format(table=quoted(model._meta.db_table), column=quoted(field.column), pk=quoted(pk.column))
