"""The run: read, find, judge, propose, store."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import pyarrow as pa
from duckdb import DuckDBPyConnection

from normalize.relations import Relations, load_relations
from queries.checks.finding import find_relations
from queries.checks.halves import can_halve, in_halves
from queries.checks.judging import judge
from queries.checks.repairs import Judged, Repair, propose
from queries.checks.rows import operand_columns, proposal_columns, result_columns
from queries.checks.texts import ReportText, read_texts
from queries.implied.contradictions import find_contradictions
from store.results import PARTS, as_table, replace_results, result_schemas

Tables = Mapping[str, pa.Table]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run did: reports read, relations found, and how many of them could be computed.

    A run that computed nothing has not passed.
    """

    reports: int
    relations: int
    computed: int
    repairs: int


def run_checks(
    connection: DuckDBPyConnection,
    relations: Relations | None = None,
    *,
    is_halved: bool | None = None,
) -> Run:
    """Check all reports of the database and put the results in the place of the last ones, all or nothing.

    Many reports are checked in two processes, unless `is_halved` says otherwise; the results are the same. Raises
    VocabularyError if the reference files of relations are wrong.
    """
    known = relations or load_relations()
    with _uncollected():
        reports = list(read_texts(connection))
        schemas = result_schemas(connection)
        halved = can_halve(len(reports)) if is_halved is None else is_halved
        tables = _all_tables(reports, known, schemas, halved=halved)
        contradictions = find_contradictions(connection, known, failing(tables))
        tables.append(_as_tables(contradictions, [], schemas))
        replace_results(connection, tables)
    return Run(
        reports=len(reports),
        relations=sum(found["check_result"].num_rows for found in tables),
        computed=sum(_computed(found["check_result"]) for found in tables),
        repairs=sum(found["repair_proposal"].num_rows for found in tables),
    )


def _computed(results: pa.Table) -> int:
    counted = results.column("outcome").value_counts().to_pylist()
    unread = {"blocked", "not_checkable"}
    return sum(entry["counts"] for entry in counted if entry["values"] not in unread)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python's collector from walking the many records that live to the end anyway."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _all_tables(
    reports: Sequence[ReportText],
    relations: Relations,
    schemas: Mapping[str, pa.Schema],
    *,
    halved: bool,
) -> list[Tables]:
    if not halved:
        return [tables_of(reports, relations, schemas)]

    def work(share: Sequence[ReportText]) -> bytes:
        return _packed(tables_of(share, relations, schemas))

    return [_unpacked(made) for made in in_halves(work, _shares(reports))]


def _shares(reports: Iterable[ReportText]) -> tuple[list[ReportText], list[ReportText]]:
    """Return two shares of about as many reports; a province's reports stay together."""
    by_province: dict[str, list[ReportText]] = {}
    for report in reports:
        by_province.setdefault(report.province, []).append(report)
    first: list[ReportText] = []
    second: list[ReportText] = []
    for own in sorted(by_province.values(), key=len, reverse=True):
        (first if len(first) <= len(second) else second).extend(own)
    return first, second


def tables_of(
    reports: Sequence[ReportText], relations: Relations, schemas: Mapping[str, pa.Schema]
) -> Tables:
    """Check `reports` and return what came out as tables."""
    judged = judge_all(reports, relations)
    sentences = {s.sentence_id: s.text for r in reports for s in r.sentences}
    return _as_tables(judged, list(propose(judged, sentences)), schemas)


def _as_tables(
    judged: Sequence[Judged], repairs: Sequence[Repair], schemas: Mapping[str, pa.Schema]
) -> Tables:
    results = result_columns(judged)
    named, full = operand_columns(judged, results["check_id"])
    columns = (results, full, proposal_columns(repairs), named)
    return {part: as_table(own, schemas[part]) for part, own in zip(PARTS, columns, strict=True)}


def failing(results: Iterable[Tables]) -> Iterator[frozenset[str]]:
    """Yield, for each relation that does not simply hold, the statements it is between."""
    for tables in results:
        found = tables["check_result"].select(["check_id", "outcome"]).to_pylist()
        off = {row["check_id"] for row in found if row["outcome"] in _OFF}
        statements: dict[str, set[str]] = {}
        named = tables["operand_of_fact"].select(["check_id", "observation_id"]).to_pylist()
        for row in named:
            if row["check_id"] in off:
                statements.setdefault(row["check_id"], set()).add(row["observation_id"])
        yield from map(frozenset, statements.values())


_OFF: Final = frozenset({"inconsistent", "revision", "consistent_if_truncated"})


def judge_all(reports: Iterable[ReportText], relations: Relations) -> list[Judged]:
    """Return the relations of `reports`, each with what came out."""
    return [(relation, judge(relation)) for relation in find_relations(reports, relations)]


def _packed(tables: Tables) -> bytes:
    sink = pa.BufferOutputStream()
    for part in PARTS:
        with pa.ipc.new_stream(sink, tables[part].schema) as writer:
            writer.write_table(tables[part])
    return bytes(sink.getvalue().to_pybytes())


def _unpacked(packed: bytes) -> Tables:
    source = pa.BufferReader(packed)
    return {part: pa.ipc.open_stream(source).read_all() for part in PARTS}
