"""What is exported: the rows of a relation, typed, in the order of all columns, as asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from duckdb import DuckDBPyConnection

from queries.asking import Parameter, ask
from queries.plain import plain

if TYPE_CHECKING:
    import pyarrow as pa

SERIES_PREFIX: Final = "series_"
_SLICE: Final = 50_000
_PLACES: Final = 9


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of an export: its name, what it holds, and what that means."""

    name: str
    kind: Kind
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which points are exported: those of a member, in a stretch of days, as known on a day; None for all."""

    indicator: str | None = None
    province: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    as_of: date | None = None


EVERYTHING: Final = Choice()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of a relation, column by column, with one chunk a column and types that no DuckDB version changes."""

    name: str
    columns: tuple[Column, ...]
    table: pa.Table

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def texts(self, *names: str) -> Iterator[tuple[str, ...]]:
        """Yield each row as text, of the named columns or of all; a decimal is exact, with a dot, a null is empty."""
        chosen = names or self.names()
        for first in range(0, max(len(self), 1), _SLICE):
            part = self.table.slice(first, _SLICE)
            yield from zip(*(_texts(part.column(name)) for name in chosen), strict=True)

    def records(self, *names: str) -> Iterator[dict[str, Any]]:
        """Yield each row by column, as Python values, of the named columns or of all."""
        chosen = names or self.names()
        for first in range(0, len(self), _SLICE):
            part = self.table.slice(first, _SLICE)
            columns = [part.column(name).to_pylist() for name in chosen]
            for values in zip(*columns, strict=True):
                yield dict(zip(chosen, values, strict=True))


def read_rows(connection: DuckDBPyConnection, relation: str, choice: Choice = EVERYTHING) -> Rows:
    """Return the rows of `relation` that `choice` asks for; its `as_of` is not looked at."""
    return _ask(connection, "export", relation, {"relation": relation, **_places(choice)})


def read_table(connection: DuckDBPyConnection, relation: str) -> Rows:
    """Return all rows of `relation`."""
    return _ask(connection, "export_table", relation, {"relation": relation})


def read_rows_as_of(connection: DuckDBPyConnection, relation: str, choice: Choice) -> Rows:
    """Return the rows that the series view `relation` of one frequency had on the day `choice.as_of`."""
    parameters = {
        "frequency": relation.removeprefix(SERIES_PREFIX), "as_of": choice.as_of, **_places(choice),
    }  # fmt: skip
    return _ask(connection, "export_as_of", relation, parameters)


def read_points(connection: DuckDBPyConnection, choice: Choice) -> Rows:
    """Return the points of all series, those of subsets and other territories too, in all periods."""
    return _ask(connection, "export_points", "points", {"as_of": choice.as_of, **_places(choice)})


def _places(choice: Choice) -> dict[str, Parameter]:
    return {
        "indicator": choice.indicator,
        "province": choice.province,
        "first_day": choice.first_day,
        "last_day": choice.last_day,
    }


def _ask(
    connection: DuckDBPyConnection, question: str, relation: str, parameters: dict[str, Parameter]
) -> Rows:
    meanings = {
        str(record["column"]): str(record["meaning"] or "")
        for record in ask(connection, "columns", {"relation": relation}).records()
    }
    text = files("queries").joinpath("named", f"{question}.sql").read_text(encoding="utf-8")
    return typed(relation, connection.sql(text, params=parameters).to_arrow_table(), meanings)


def typed(name: str, table: pa.Table, meanings: dict[str, str]) -> Rows:
    """Return `table` with the types of the exports.

    Raises TypeError for a column that is none of text, integer, decimal, date and boolean: a double, above all, has
    no exact digits and no place in a series.
    """
    import pyarrow as pa  # noqa: PLC0415

    columns = tuple(
        Column(name=field.name, kind=_kind(field), meaning=meanings.get(field.name, ""))
        for field in table.schema
    )
    arrow: dict[Kind, Any] = {
        Kind.TEXT: pa.string(),
        Kind.INTEGER: pa.int64(),
        Kind.DATE: pa.date32(),
        Kind.BOOLEAN: pa.bool_(),
    }
    schema = pa.schema(
        (column.name, arrow.get(column.kind) or pa.decimal128(38, max(field.type.scale, _PLACES)))
        for column, field in zip(columns, table.schema, strict=True)
    )
    return Rows(name=name, columns=columns, table=table.cast(schema).combine_chunks())


def _kind(field: pa.Field) -> Kind:
    from pyarrow import types  # noqa: PLC0415

    if (
        types.is_string(field.type)
        or types.is_large_string(field.type)
        or types.is_null(field.type)
    ):
        return Kind.TEXT
    if types.is_integer(field.type) or (types.is_decimal(field.type) and field.type.scale == 0):
        return Kind.INTEGER
    if types.is_decimal(field.type):
        return Kind.DECIMAL
    if types.is_date32(field.type):
        return Kind.DATE
    if types.is_boolean(field.type):
        return Kind.BOOLEAN
    raise TypeError(f"{field.name}: a column of type {field.type} can't be exported")


def _texts(column: pa.ChunkedArray) -> list[str]:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    texts = pc.fill_null(pc.cast(column, pa.string()), "")
    if not pa.types.is_decimal(column.type):
        return list(texts.to_pylist())
    # Arrow writes all places, and the smallest values with an exponent.
    short = pc.ascii_rtrim(pc.ascii_rtrim(texts, "0"), ".")
    chosen = pc.if_else(pc.match_substring(texts, "E"), texts, short).to_pylist()
    return [plain(Decimal(text)) if "E" in text else text for text in chosen]
