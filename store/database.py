"""The database file: made, recognised, opened by one writer or by many readers who can do no harm."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Final

import duckdb
from duckdb import DuckDBPyConnection

from extract.errors import StoreError

PROGRAM: Final = "solieu"
SCHEMA_VERSION: Final = "3"

# Older DuckDB tools still open what is written in this format.
_STORAGE: Final = "v1.4.0"
_NO_EXTENSIONS: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


@contextmanager
def writing(path: Path) -> Iterator[DuckDBPyConnection]:
    """Open the database at `path` as its one writer; it is made where there is none.

    Raises StoreError if the file is no database, another program's, of another schema, or in use, and if DuckDB
    fails on what is done with it (a full disk); a transaction that was open is undone then.
    """
    if not path.parent.is_dir():
        raise StoreError(f"{path}: there is no folder {path.parent}; make it first")
    config = _NO_EXTENSIONS | {"storage_compatibility_version": _STORAGE}
    connection = _connect(path, read_only=False, config=config)
    with connection:
        if _is_empty(connection):
            _create(connection)
        _recognise(connection, path)
        try:
            yield connection
        except duckdb.Error as error:
            raise StoreError(f"{path}: {_first_line(error)}; mend that and ingest again") from error


@contextmanager
def reading(path: Path, *, seconds: int = 0) -> Iterator[DuckDBPyConnection]:
    """Open the database at `path` read-only and locked: no file, no setting, no extension can be reached from it.

    A statement that runs for more than `seconds` is stopped, if this DuckDB can; 0 sets no limit. Raises StoreError
    if there is no database, or it is another program's, of another schema, or being written.
    """
    if not path.exists():
        raise StoreError(f"{path}: there is no database; make one with: solieu ingest FOLDER")
    with _connect(path, read_only=True, config=_NO_EXTENSIONS) as connection:
        _recognise(connection, path)
        _lock(connection, seconds)
        yield connection


def get_property(connection: DuckDBPyConnection, key: str) -> str:
    """Return the database's property `key`, empty if it was never set."""
    found = connection.execute("select value from meta where key = ?", [key]).fetchall()
    return str(found[0][0]) if found else ""


def set_property(connection: DuckDBPyConnection, key: str, value: str) -> None:
    """Set the database's property `key`."""
    connection.execute("insert or replace into meta values (?, ?)", [key, value])


@contextmanager
def transaction(connection: DuckDBPyConnection) -> Iterator[None]:
    """All or nothing: what is done inside is kept if it ends well, else undone."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _connect(
    path: Path, *, read_only: bool, config: dict[str, str | bool | int | float | list[str]]
) -> DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), read_only=read_only, config=config)
    except duckdb.Error as error:
        raise StoreError(f"{path}: {_remedy(error)}") from error


def _remedy(error: duckdb.Error) -> str:
    first_line = _first_line(error)
    if "lock" in first_line:
        return "the database is in use by another process; wait until it ends, or stop it"
    if "not a valid DuckDB" in first_line or "sqlite" in first_line.lower():
        return "the file is not a DuckDB database; name another one with --db"
    return f"the database cannot be opened ({first_line}); name another one with --db"


def _first_line(error: duckdb.Error) -> str:
    return str(error).partition("\n")[0]


def _is_empty(connection: DuckDBPyConnection) -> bool:
    relations = connection.execute(
        "select 1 from duckdb_tables() union all select 1 from duckdb_views() where not internal"
    )
    return not relations.fetchall()


def _create(connection: DuckDBPyConnection) -> None:
    with transaction(connection):
        for script in sorted(
            files("store").joinpath("schema").iterdir(), key=lambda file: file.name
        ):
            connection.execute(script.read_text(encoding="utf-8"))
        set_property(connection, "program", PROGRAM)
        set_property(connection, "schema_version", SCHEMA_VERSION)


def _recognise(connection: DuckDBPyConnection, path: Path) -> None:
    try:
        program = get_property(connection, "program")
        version = get_property(connection, "schema_version")
    except duckdb.Error:
        program = version = ""
    if program != PROGRAM:
        raise StoreError(
            f"{path}: the database belongs to another program; name another one with --db"
        )
    if version != SCHEMA_VERSION:
        raise StoreError(
            f"{path}: the database has schema version {version}, this solieu writes {SCHEMA_VERSION}; "
            "ingest the reports again into a new one, named with --db"
        )


def _lock(connection: DuckDBPyConnection, seconds: int) -> None:
    known = connection.execute(
        "select 1 from duckdb_settings() where name = 'max_execution_time'"
    ).fetchall()
    if known:
        connection.execute("set max_execution_time = ?", [seconds * 1000])
    connection.execute("set python_enable_replacements = false")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
