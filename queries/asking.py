"""Asking the database: shipped questions by name, and statements that somebody types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Final

import duckdb
from duckdb import DuckDBPyConnection

from extract.errors import QueryError

Parameter = str | int | date | None
Record = tuple[object, ...]

SECONDS_FOR_A_STATEMENT: Final = 60
_BATCH: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Columns and rows; the rows are fetched as they are taken, once, while the connection is open."""

    columns: tuple[str, ...]
    rows: Iterator[Record]

    def records(self) -> Iterator[dict[str, object]]:
        """Yield each row by column."""
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))


def ask(
    connection: DuckDBPyConnection, question: str, parameters: Mapping[str, Parameter] | None = None
) -> Answer:
    """Answer the shipped question of that name (`queries/named/*.sql`)."""
    text = files("queries").joinpath("named", f"{question}.sql").read_text(encoding="utf-8")
    return _answer(connection.execute(text, dict(parameters or {})))


def ask_in_sql(connection: DuckDBPyConnection, statement: str) -> Answer:
    """Answer a statement that somebody typed; `connection` must be a locked one.

    Raises QueryError, with what DuckDB says of it on one line, if the statement is wrong or reaches too far.
    """
    if not statement.strip():
        raise QueryError('the statement is empty; try: solieu sql "select * from reports"')
    try:
        result = connection.execute(statement)
    except duckdb.Error as error:
        raise QueryError(_one_line(error)) from error
    return _answer(result)


def _answer(result: DuckDBPyConnection) -> Answer:
    columns = tuple(str(column[0]) for column in result.description or ())
    return Answer(columns=columns, rows=_rows(result))


def _rows(result: DuckDBPyConnection) -> Iterator[Record]:
    try:
        while batch := result.fetchmany(_BATCH):
            yield from batch
    except duckdb.Error as error:
        raise QueryError(_one_line(error)) from error


def _one_line(error: duckdb.Error) -> str:
    # What follows repeats the statement, with a mark below the place.
    message = str(error).partition("\n\nLINE ")[0]
    return " ".join(message.split())
