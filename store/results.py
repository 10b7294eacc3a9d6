"""Results of checks: replaced as a whole in one transaction, so that a reader sees one run or another, never half."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import pyarrow as pa
from duckdb import DuckDBPyConnection

from store.database import transaction

Columns = Mapping[str, Sequence[object]]

_EMPTY: Final = (
    "delete from check_result",
    "delete from check_operand",
    "delete from repair_proposal",
)
_FILL: Final = {
    "check_result": "insert into check_result by name from incoming",
    "check_operand": "insert into check_operand by name from incoming",
    "repair_proposal": "insert into repair_proposal by name from incoming",
    "operand_of_fact": """
        insert into check_operand by name
        select
            incoming.*,
            fact_observation.document_id,
            fact_observation.value,
            fact_observation.unit,
            fact_observation.value_text,
            fact_observation.place_from,
            fact_observation.place_to,
            fact_observation.line,
            fact_observation.page,
            fact_observation.sentence_id,
            fact_observation.figure_from,
            fact_observation.figure_to
        from incoming
        inner join fact_observation on incoming.observation_id = fact_observation.observation_id
    """,
}
PARTS: Final = tuple(_FILL)
"""What a run yields: the three tables, and of check_operand those rows apart that name a statement: what the statement
says is then taken from its fact."""

_TABLE: Final = {part: part for part in PARTS} | {"operand_of_fact": "check_operand"}


def result_schemas(connection: DuckDBPyConnection) -> dict[str, pa.Schema]:
    """Return the columns and types of each part of a run's results."""
    return {
        part: connection.table(table).limit(0).to_arrow_table().schema
        for part, table in _TABLE.items()
    }


def as_table(columns: Columns, schema: pa.Schema) -> pa.Table:
    """Return columns, all or some of those of `schema`, as a table."""
    fields = [schema.field(name) for name in columns]
    arrays = [pa.array(columns[field.name], type=field.type) for field in fields]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def replace_results(
    connection: DuckDBPyConnection, results: Iterable[Mapping[str, pa.Table]]
) -> None:
    """Put `results`, each with all PARTS, in the place of those of the last run."""
    with transaction(connection):
        for statement in _EMPTY:
            connection.execute(statement)
        for result in results:
            for part in PARTS:
                _insert(connection, result[part], _FILL[part])


def _insert(connection: DuckDBPyConnection, incoming: pa.Table, statement: str) -> None:
    connection.register("incoming", incoming)
    try:
        connection.execute(statement)
    finally:
        connection.unregister("incoming")
