"""Export: every series view as a tidy CSV file, and a file that documents their columns.

The bytes depend on what is stored and on nothing else: not on the order of ingest, nor on the version of DuckDB. Text
is UTF-8, decimals have a dot and no needless zeros, dates are ISO, rows are ordered by all columns from the left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from duckdb import DuckDBPyConnection

from extract.errors import QueryError
from queries.asking import ask

_BATCH: Final = 50_000
_PREFIX: Final = "series_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a CSV file is written: the mark between fields, and the encoding (with or without byte order mark)."""

    delimiter: str
    encoding: str


TIDY: Final = Dialect(delimiter=",", encoding="utf-8")
EXCEL: Final = Dialect(delimiter=";", encoding="utf-8-sig")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFile:
    """A file that was written, and its number of rows without the head."""

    path: Path
    rows: int


def export_series(
    connection: DuckDBPyConnection, folder: Path, dialect: Dialect = TIDY
) -> tuple[ExportedFile, ...]:
    """Write `<view>.csv` for each series view and `columns.csv` into `folder`, which is made if there is none.

    Raises QueryError if the folder or a file in it cannot be written.
    """
    columns = _columns(connection)
    lines = {view: _view_lines(connection, view, types, dialect) for view, types in columns.items()}
    lines["columns"] = _column_lines(connection, columns, dialect)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(
            _write(folder / f"{name}.csv", content, dialect) for name, content in lines.items()
        )
    except OSError as error:
        raise QueryError(
            f"{folder}: cannot be written ({error.strerror}); name another folder"
        ) from error


def _columns(connection: DuckDBPyConnection) -> dict[str, dict[str, str]]:
    """Return the series views, each with its columns and their types."""
    columns: dict[str, dict[str, str]] = {}
    for record in ask(connection, "columns", {"relation": None}).records():
        if str(record["relation"]).startswith(_PREFIX):
            types = columns.setdefault(str(record["relation"]), {})
            types[str(record["column"])] = str(record["type"])
    return columns


def _view_lines(
    connection: DuckDBPyConnection, view: str, types: Mapping[str, str], dialect: Dialect
) -> Iterator[str]:
    yield dialect.delimiter.join(types)
    fields = ", ".join(f"csv_field({_text(*column)}, $delimiter)" for column in types.items())
    macro = files("queries").joinpath("macros", "csv_field.sql").read_text(encoding="utf-8")
    connection.execute(macro)
    result = connection.execute(
        f"select concat_ws($delimiter, {fields}) from {view} order by {', '.join(types)}",
        {"delimiter": dialect.delimiter},
    )
    while batch := result.fetchmany(_BATCH):
        yield from (line for (line,) in batch)


def _text(column: str, data_type: str) -> str:
    text = f"cast({column} as varchar)"
    return f"rtrim(rtrim({text}, '0'), '.')" if data_type.startswith("DECIMAL") else text


def _column_lines(
    connection: DuckDBPyConnection, views: Mapping[str, object], dialect: Dialect
) -> Iterator[str]:
    documented = ask(connection, "columns", {"relation": None})
    yield dialect.delimiter.join(documented.columns)
    for row in documented.rows:
        if row[0] in views:
            yield dialect.delimiter.join(_field(str(value), dialect.delimiter) for value in row)


def _field(text: str, delimiter: str) -> str:
    if any(mark in text for mark in (delimiter, '"', "\n", "\r")):
        return '"' + text.replace('"', '""') + '"'
    return text


def _write(path: Path, lines: Iterator[str], dialect: Dialect) -> ExportedFile:
    count = -1
    with path.open("w", encoding=dialect.encoding, newline="") as file:
        for line in lines:
            file.write(line + "\n")
            count += 1
    return ExportedFile(path=path, rows=count)
