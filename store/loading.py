"""Loading: one report is one transaction, every table gets its rows in bulk, nothing stored is read through.

The cost of a report depends on the report: keys are made from the document, members of dimensions are looked up by
index, and facts are appended.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

import pyarrow as pa
from duckdb import DuckDBPyConnection

from normalize.model import Report
from normalize.vocabulary import Vocabulary
from store.database import get_property, set_property, transaction
from store.members import OPEN_DIMENSIONS, bare_member, vocabulary_rows
from store.rows import ReportRows, Row, rows_of
from store.series import add_series, in_series, read_series_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadResult:
    """What became of one report: `state` skipped means that the same bytes were stored before, as `name`.

    The counts are those of the report: digit runs, facts, facts whose indicator is in the vocabulary, issues.
    """

    document_id: str
    name: str
    state: Literal["loaded", "skipped"]
    digit_runs: int = 0
    facts: int = 0
    core_facts: int = 0
    issues: int = 0


def find_document(
    connection: DuckDBPyConnection, document_hash: str, name: str
) -> LoadResult | None:
    """Return the stored document with the SHA-256 `document_hash`, None if there is none.

    Of the names under which the same bytes were met, the first in alphabetical order is kept, so that it does not
    depend on the order of ingest.
    """
    key = document_hash[:16]
    found = connection.execute(
        "select name from dim_document where document_id = ?", [key]
    ).fetchall()
    if not found:
        return None
    if name < found[0][0]:
        connection.execute("update dim_document set name = ? where document_id = ?", [name, key])
    return LoadResult(document_id=key, name=min(name, found[0][0]), state="skipped")


def load_report(connection: DuckDBPyConnection, report: Report) -> LoadResult:
    """Store `report` in one transaction, unless the same bytes are stored already.

    A changed file is another document: the facts of its earlier state stay, as a vintage.
    """
    document = report.document
    stored = find_document(connection, document.sha256, document.name)
    if stored is not None:
        return stored
    rows = rows_of(report)
    with transaction(connection):
        _append(connection, rows)
    return LoadResult(
        document_id=str(rows.document["document_id"]),
        name=document.name,
        state="loaded",
        digit_runs=len(rows.ledger),
        facts=len(rows.facts),
        core_facts=sum(row["indicator"] != "unknown" for row in rows.facts),
        issues=len(rows.issues),
    )


def load_vocabulary_members(connection: DuckDBPyConnection, vocabulary: Vocabulary) -> None:
    """Bring the dimensions up to `vocabulary`; nothing is done where they are."""
    members = vocabulary_rows(vocabulary)
    fingerprint = sha256(repr(members).encode()).hexdigest()
    if get_property(connection, "vocabulary_sha256") == fingerprint:
        return
    with transaction(connection):
        for table, rows in members.items():
            _insert(
                connection, f"insert or replace into {table} by name from incoming", table, rows
            )
        set_property(connection, "vocabulary_sha256", fingerprint)


def _append(connection: DuckDBPyConnection, rows: ReportRows) -> None:
    for (dimension, _), member in _new_members(connection, rows):
        table = f"dim_{dimension}"
        _insert(connection, f"insert into {table} by name from incoming", table, [member])
    document = {**rows.document, "edition": _edition(connection, rows.document)}
    facts, series = in_series(rows.facts, read_series_rules(connection))
    add_series(connection, series)
    tables: tuple[tuple[str, Sequence[Row]], ...] = (
        ("dim_document", [document]),
        ("fact_observation", facts),
        ("ledger", rows.ledger),
        ("sentence", rows.sentences),
        ("footnote", rows.footnotes),
        ("issue", rows.issues),
        ("page", rows.pages),
    )
    for table, added in tables:
        _insert(connection, f"insert into {table} by name from incoming", table, added)


def _edition(connection: DuckDBPyConnection, document: Row) -> int:
    found = connection.execute(
        "select count(*) from dim_document where name = ? and province = ? and report_period = ?",
        [document["name"], document["province"], document["report_period"]],
    ).fetchall()
    return int(found[0][0]) + 1


def _new_members(
    connection: DuckDBPyConnection, rows: ReportRows
) -> Iterator[tuple[tuple[str, str], Row]]:
    """Yield the members that `rows` use and no dimension has, by dimension and slug."""
    used = {("period", str(row["period"])): row for row in rows.periods}
    for key in OPEN_DIMENSIONS:
        for slug in {str(row[key]) for row in (rows.document, *rows.facts) if key in row}:
            used[key, slug] = bare_member(key, slug)
    incoming = pa.table({"dimension": [key for key, _ in used], "slug": [slug for _, slug in used]})
    connection.register("incoming", incoming)
    found = connection.execute("from incoming anti join member using (dimension, slug)").fetchall()
    connection.unregister("incoming")
    yield from ((key, used[key]) for key in sorted(found))


def _insert(
    connection: DuckDBPyConnection, statement: str, table: str, rows: Sequence[Row]
) -> None:
    if not rows:
        return
    schema = connection.table(table).limit(0).to_arrow_table().schema
    known = [name for name in schema.names if name in rows[0]]
    incoming = pa.Table.from_pylist(rows, schema=pa.schema([schema.field(name) for name in known]))
    connection.register("incoming", incoming)
    try:
        connection.execute(statement)
    finally:
        connection.unregister("incoming")
