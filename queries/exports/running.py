"""An export: the formats asked for, from one database, into one folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from duckdb import DuckDBPyConnection

from extract.errors import QueryError
from queries.exports.datapackage import write_datapackage
from queries.exports.delimited import TIDY, Dialect, write_columns, write_tidy
from queries.exports.formats import ExportFormat
from queries.exports.parquet import write_parquet
from queries.exports.rows import EVERYTHING, SERIES_PREFIX, Choice, Column
from queries.exports.sdmx import write_sdmx
from queries.exports.source import CALENDAR_VIEWS, Source
from queries.exports.wide import CONTENTS, write_wide
from queries.exports.workbook import write_workbook
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
    when all are made. Raises QueryError if the folder or a file in it can't be written, and if tidy CSV in another
    dialect than the data package's is wanted beside one, since their files have the same names.
    """
    wanted = sorted(set(formats), key=list(ExportFormat).index)
    if dialect != TIDY and {ExportFormat.CSV, ExportFormat.DATAPACKAGE} <= set(wanted):
        raise QueryError(
            "a data package is for programs and its files have the names of the CSV files; export it without --excel, "
            "or into a folder of its own"
        )
    source = Source(connection=connection, choice=choice)
    written: dict[str, int | None] = {}
    with staging(folder) as stage:
        for form in wanted:
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


def _write_wide(source: Source, stage: Path, dialect: Dialect) -> Written:
    written: dict[str, int | None] = {}
    for view in CALENDAR_VIEWS:
        rows = source.rows(view)
        for content in CONTENTS:
            ending = "" if content == CONTENTS[0] else f"_{content}"
            name = f"wide_{view.removeprefix(SERIES_PREFIX)}{ending}.csv"
            written[name] = write_wide(rows, content, stage / name, dialect)
    return written


def _write_sdmx(source: Source, stage: Path, _dialect: Dialect) -> Written:
    return write_sdmx(source, stage)


def _write_datapackage(source: Source, stage: Path, _dialect: Dialect) -> Written:
    return write_datapackage(source, stage)


def _write_workbook(source: Source, stage: Path, _dialect: Dialect) -> Written:
    return write_workbook(source, stage)


_WRITERS: Final[Mapping[ExportFormat, Callable[[Source, Path, Dialect], Written]]] = {
    ExportFormat.CSV: _write_csv,
    ExportFormat.WIDE: _write_wide,
    ExportFormat.PARQUET: _write_parquet,
    ExportFormat.SDMX: _write_sdmx,
    ExportFormat.DATAPACKAGE: _write_datapackage,
    ExportFormat.XLSX: _write_workbook,
}
