"""Questions that every page asks: their SQL is written once, because Django takes longer over it than the answer takes.

    @prepared
    def newest(kind: str | None) -> QuerySet[Post]:
        posts = Post.objects.public()
        return (posts if kind is None else posts.filter(kind=kind)).values_list("sequence", "card")[:20]

    rows = newest("news")

    @prepared_things
    def person(pk: int) -> QuerySet[Person]:
        return Person.objects.filter(pk=pk)

What stands in the SQL depends only on which values are None and on the engine; the values go along as parameters.
Nothing else may differ from day to day: a query that looks at the clock takes the day as a value. Only the question is
kept, never an answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, wraps
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

AS_THEY_ARE = frozenset({int, str, type(None)})
Value = int | str | UUID | date | datetime | None
# Stand in for the values while the SQL is written; numbers, words and days that nobody ever passes.
NUMBER, WORD, ID, DAY = -(2**62), "\x01value", 2**64, datetime(9000, 1, 1, tzinfo=UTC)


def prepared(make: Callable[..., QuerySet[Any]]) -> Callable[..., list[tuple[Any, ...]]]:
    """Answer the rows of `make(*values)`, a query in columns of numbers and texts: they come as the database has them.

    Raises AssertionError when a value is not a parameter of its own in the SQL, such as one inside a function.
    """

    @wraps(make)
    def rows(*values: Value) -> list[tuple[Any, ...]]:
        return _written(make, values).ask(values)

    return rows


def prepared_things(make: Callable[..., QuerySet[Any]]) -> Callable[..., list[Any]]:
    """Answer the things of `make(*values)`, a query in whole things, with what it selects around them and adds to them.

    Raises AssertionError as `prepared` does.
    """

    @wraps(make)
    def things(*values: Value) -> list[Any]:
        written = _written(make, values)
        return written.things(written.ask(values))

    return things


class _Written:
    """One question in the SQL of one connection; it lives and dies with that connection, so no town meets another."""

    def __init__(self, compiler: SQLCompiler, sql: str, parameters: tuple[Any, ...]) -> None:
        self.compiler, self.sql, self.parameters = compiler, sql, parameters

    def ask(self, values: tuple[Value, ...]) -> list[tuple[Any, ...]]:
        """The rows as the database has them."""
        town: Any = connections[DEFAULT_DB_ALIAS]  # looked up once: `connection` does so for each of its parts
        given = [value if type(value) in AS_THEY_ARE else _as_stored(value, town) for value in values]
        parameters = [given[each.place] if isinstance(each, _Place) else each for each in self.parameters]
        with town.cursor() as cursor:
            cursor.execute(self.sql, parameters)
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found

    def things(self, rows: list[tuple[Any, ...]]) -> list[Model]:
        """What Django's own ModelIterable makes of rows."""
        model, begin, end, names, around, added = self.shape
        found = []
        for row in self.compiler.apply_converters(rows, self.converters) if self.converters else rows:
            thing = model.from_db(DEFAULT_DB_ALIAS, names, row[begin:end])
            for each in around:
                each.populate(row, thing)
            for name, place in added:
                setattr(thing, name, row[place])
            found.append(thing)
        return found

    @cached_property
    def converters(self) -> dict[int, Any]:
        """What turns the values of the database into Python, by column."""
        compiler = self.compiler
        return compiler.get_converters([each[0] for each in compiler.select[: compiler.col_count]])

    @cached_property
    def shape(self) -> tuple[Any, ...]:
        """Where in a row the thing itself stands, and what stands around it."""
        klass, select = self.compiler.klass_info, self.compiler.select
        begin, end = klass["select_fields"][0], klass["select_fields"][-1] + 1
        names = [each[0].target.attname for each in select[begin:end]]
        around = get_related_populators(klass, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]  # stubs of a later Django
        return klass["model"], begin, end, names, around, tuple(self.compiler.annotation_col_map.items())


def _written(make: Callable[..., QuerySet[Any]], values: tuple[Value, ...]) -> _Written:
    """The question with values of these types, written at the first time on this connection."""
    # Not `connection`: that is one object for all towns, this is the connection of the open one.
    known: dict[tuple[Any, ...], _Written] = connections[DEFAULT_DB_ALIAS].__dict__.setdefault("written_questions", {})
    shape = (make, *(type(value) for value in values))
    found = known.get(shape)
    if found is None:
        found = known[shape] = _write(make, values)
    return found


@dataclass(frozen=True)
class _Place:
    """Where a value goes."""

    place: int


def _write(make: Callable[..., QuerySet[Any]], values: tuple[Value, ...]) -> _Written:
    stand_ins = [_stand_in(place, value) for place, value in enumerate(values)]
    compiler = make(*stand_ins).query.get_compiler(using=DEFAULT_DB_ALIAS)
    sql, parameters = compiler.as_sql()
    places = {
        _as_stored(each, connections[DEFAULT_DB_ALIAS]): _Place(place)
        for place, each in enumerate(stand_ins)
        if each is not None
    }
    if missing := [each for each in places if each not in parameters]:
        raise AssertionError(f"{make.__name__}: not a parameter of its own: {missing}")
    return _Written(
        compiler, sql, tuple(places.get(each, each) if isinstance(each, Value) else each for each in parameters)
    )


def _stand_in(place: int, value: Value) -> Value:
    if value is None:
        return None
    if isinstance(value, UUID):
        return UUID(int=ID + place)
    if isinstance(value, datetime):
        return DAY + timedelta(days=place)
    if isinstance(value, date):
        return (DAY + timedelta(days=place)).date()
    return NUMBER - place if isinstance(value, int) else f"{WORD}{place}"


def _as_stored(value: Value, town: Any) -> Any:
    """As the engine takes it: SQLite has no ids, days and moments of its own kind."""
    if isinstance(value, UUID):
        return value if town.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return town.ops.adapt_datetimefield_value(value)
    return town.ops.adapt_datefield_value(value) if isinstance(value, date) else value
