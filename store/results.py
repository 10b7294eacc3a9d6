"""Results of checks: replaced as a whole in one transaction, so that a reader sees one run or another, never half."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pyarrow as pa
from duckdb import DuckDBPyConnection

from store.database import transaction

Columns = Mapping[str, Sequence[object]]

TABLES: Final = ("check_result", "check_operand", "repair_proposal")


def replace_results(connection: DuckDBPyConnection, results: Mapping[str, Columns]) -> None:
    """Put `results`, columns by table, in the place of those of the last run."""
    with transaction(connection):
        for table in TABLES:
            connection.execute(_EMPTY[table])
            _insert(connection, table, results[table])


_EMPTY: Final = {table: f"delete from {table}" for table in TABLES}
_FILL: Final = {table: f"insert into {table} by name from incoming" for table in TABLES}


def _insert(connection: DuckDBPyConnection, table: str, columns: Columns) -> None:
    schema = connection.table(table).limit(0).to_arrow_table().schema
    fields = [schema.field(name) for name in columns]
    arrays = [pa.array(columns[field.name], type=field.type) for field in fields]
    incoming = pa.Table.from_arrays(arrays, schema=pa.schema(fields))
    connection.register("incoming", incoming)
    try:
        connection.execute(_FILL[table])
    finally:
        connection.unregister("incoming")
