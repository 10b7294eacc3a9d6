"""An export: the formats asked for, from one database, into one folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from duckdb import DuckDBPyConnection

from queries.exports.delimited import TIDY, Dialect, write_columns, write_tidy
from queries.exports.formats import ExportFormat
from queries.exports.parquet import write_parquet
from queries.exports.rows import EVERYTHING, Choice, Column
from queries.exports.source import Source
from queries.exports.writing import ExportedFile, staging

Written = Mapping[str, int | None]
"""Names of files that were written, each with its number of rows."""

COLUMNS_FILE: Final = "columns.csv"


def export(
    connection: DuckDBPyConnection,
    folder: Path,
    formats: Iterable[ExportFormat] = (ExportFormat.CSV,),
    *,
    choice: Choice = EVERYTHING,
    dialect: Dialect = TIDY,
) -> tuple[ExportedFile, ...]:
    """Write the series that `choice` asks for into `folder`, in each of `formats`.

    `dialect` is that of tidy and wide CSV; the other formats have their own. The files take their places together
    when all are made. Raises QueryError if the folder or a file in it can't be written.
    """
    source = Source(connection=connection, choice=choice)
    written: dict[str, int | None] = {}
    with staging(folder) as stage:
        for form in sorted(set(formats), key=list(ExportFormat).index):
            written |= _WRITERS[form](source, stage, dialect)
    return tuple(ExportedFile(path=folder / name, rows=rows) for name, rows in written.items())


def _write_csv(source: Source, stage: Path, dialect: Dialect) -> Written:
    written: dict[str, int | None] = {}
    columns: list[tuple[str, Column]] = []
    for rows in source.relations():
        name = f"{rows.name}.csv"
        written[name] = write_tidy(rows, stage / name, dialect)
        columns += [(rows.name, column) for column in rows.columns]
    return written | {COLUMNS_FILE: write_columns(columns, stage / COLUMNS_FILE, dialect)}


def _write_parquet(source: Source, stage: Path, _dialect: Dialect) -> Written:
    return {
        f"{rows.name}.parquet": write_parquet(rows, stage / f"{rows.name}.parquet")
        for rows in source.relations()
    }


_WRITERS: Final[Mapping[ExportFormat, Callable[[Source, Path, Dialect], Written]]] = {
    ExportFormat.CSV: _write_csv,
    ExportFormat.PARQUET: _write_parquet,
}
