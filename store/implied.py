"""Derived values: those of touched series replaced in one transaction, so that a reader sees one state or the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pyarrow as pa
from duckdb import DuckDBPyConnection

from normalize.periods import parse_period
from store.database import set_property, transaction
from store.results import as_table
from store.rows import Row, period_row
from store.series import Series, add_series, read_series_rules

Columns = Mapping[str, Sequence[object]]

FINGERPRINT: Final = "implied_sha256"
"""Property of the database: what rules its derived values were made by."""

_FORGET: Final = (
    """
    create temporary table outdated as
    select implied_value.implied_id, implied_value.period, implied_value.series_key
    from implied_value
    inner join touched
        on implied_value.province = touched.province and implied_value.indicator = touched.indicator
    """,
    "delete from implied_operand where implied_id in (select implied_id from outdated)",
    "delete from implied_value where implied_id in (select implied_id from outdated)",
)
_UNUSED: Final = (
    """
    delete from dim_series
    where
        series_key in (select series_key from outdated)
        and series_key not in (select series_key from implied_value)
        and series_key not in (select series_key from fact_observation)
    """,
    """
    delete from dim_period
    where
        period in (select period from outdated)
        and period not in (select period from implied_value)
        and period not in (select period from fact_observation)
        and period not in (select report_period from dim_document)
        and period not in (select cumulative_period from dim_document)
        and period <> 'unknown'
    """,
)


def replace_implied(
    connection: DuckDBPyConnection,
    touched: pa.Table,
    values: Columns,
    operands: Columns,
    documents: Columns,
) -> None:
    """Put derivations in the place of those of `touched` (province, indicator); `documents` are in them now."""
    with transaction(connection):
        connection.register("touched", touched)
        for statement in _FORGET:
            connection.execute(statement)
        keys = _series_keys(connection, values)
        _insert(connection, "implied_value", {**values, "series_key": keys})
        _insert(connection, "implied_operand", operands)
        _insert_periods(connection, values["period"])
        for statement in _UNUSED:
            connection.execute(statement)
        connection.execute("drop table outdated")
        _insert(connection, "implied_document", documents, verb="insert or replace")
        connection.unregister("touched")


def forget_implied(connection: DuckDBPyConnection, fingerprint: str) -> None:
    """Have all documents derived from anew, by other rules than before."""
    with transaction(connection):
        connection.execute("delete from implied_document")
        set_property(connection, FINGERPRINT, fingerprint)


def _series_keys(connection: DuckDBPyConnection, values: Columns) -> list[str]:
    """Return the series of each value, after making those that no report has a figure of."""
    rules = read_series_rules(connection)
    found: dict[str, Series] = {}
    keys = []
    for numbers in zip(*values.values(), strict=True):
        row = dict(zip(values, numbers, strict=True))
        told = {
            **row,
            "basis": "none",
            "is_subset": row["series_label"] != "",
            "unit_text": row["other_unit"],
        }
        series, _ = rules.series_of(told, scenario=str(row["scenario"]))
        keys.append(series.key)
        found[series.key] = series
    add_series(connection, [found[key].row() for key in sorted(found)])
    return keys


def _insert(
    connection: DuckDBPyConnection, table: str, columns: Columns, verb: str = "insert"
) -> None:
    schema = connection.table(table).limit(0).to_arrow_table().schema
    connection.register("incoming", as_table(columns, schema))
    try:
        connection.execute(f"{verb} into {table} by name from incoming")
    finally:
        connection.unregister("incoming")


def _insert_periods(connection: DuckDBPyConnection, periods: Sequence[object]) -> None:
    rows: list[Row] = []
    for notation in sorted({str(period) for period in periods}):
        period = parse_period(notation)
        if period is not None:
            rows.append(period_row(period))
    if not rows:
        return
    schema = connection.table("dim_period").limit(0).to_arrow_table().schema
    connection.register("incoming", pa.Table.from_pylist(rows, schema=schema))
    try:
        connection.execute(
            "insert into dim_period by name from incoming anti join dim_period using (period)"
        )
    finally:
        connection.unregister("incoming")
