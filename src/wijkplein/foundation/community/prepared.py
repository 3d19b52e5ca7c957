"""Questions that every page asks: their SQL is written once, because Django takes longer over it than the answer takes.

    @prepared
    def newest(kind: str | None) -> QuerySet[Post]:
        posts = Post.objects.public()
        return (posts if kind is None else posts.filter(kind=kind)).values_list("sequence", "card")[:20]

    rows = newest("news")

What stands in the SQL depends only on which values are None and on the engine; the values go along as parameters.
Nothing else may differ from day to day: a query that looks at the clock takes the day as a value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

Value = int | str | UUID | None
# Stand in for the values while the SQL is written; numbers and words that nobody ever passes.
NUMBER, WORD, ID = -(2**62), "\x01value", 2**64


def prepared(make: Callable[..., QuerySet[Any]]) -> Callable[..., list[tuple[Any, ...]]]:
    """Answer the rows of `make(*values)`, a query in columns of numbers and texts: they come as the database has them.

    Raises AssertionError when a value is not a parameter of its own in the SQL, such as one inside a function.
    """
    written: dict[tuple[Any, ...], tuple[str, tuple[Any, ...]]] = {}

    @wraps(make)
    def rows(*values: Value) -> list[tuple[Any, ...]]:
        shape = (connection.vendor, *(type(value) for value in values))
        if shape not in written:
            written[shape] = _write(make, values)
        sql, parameters = written[shape]
        given = [_as_stored(value) for value in values]
        with connection.cursor() as cursor:
            cursor.execute(sql, [given[each.place] if isinstance(each, _Place) else each for each in parameters])
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found

    return rows


@dataclass(frozen=True)
class _Place:
    """Where a value goes."""

    place: int


def _write(make: Callable[..., QuerySet[Any]], values: tuple[Value, ...]) -> tuple[str, tuple[Any, ...]]:
    stand_ins = [_stand_in(place, value) for place, value in enumerate(values)]
    sql, parameters = make(*stand_ins).query.sql_with_params()
    places = {_as_stored(each): _Place(place) for place, each in enumerate(stand_ins) if each is not None}
    if missing := [each for each in places if each not in parameters]:
        raise AssertionError(f"{make.__name__}: not a parameter of its own: {missing}")
    return sql, tuple(places.get(each, each) if isinstance(each, Value) else each for each in parameters)


def _stand_in(place: int, value: Value) -> Value:
    if value is None:
        return None
    if isinstance(value, UUID):
        return UUID(int=ID + place)
    return NUMBER - place if isinstance(value, int) else f"{WORD}{place}"


def _as_stored(value: Value) -> Value:
    """As the engine takes it: SQLite has no ids of its own kind."""
    return value.hex if isinstance(value, UUID) and not connection.features.has_native_uuid_field else value
